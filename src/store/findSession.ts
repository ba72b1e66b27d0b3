// Which kept work a tab starts from: its own from before a reload, else the newest that no other tab has in use. What
// cannot be read is set aside, never thrown away and never in the way.
import { forgetSession, isPaneSession, type Restored, readSession, savedAt } from './session';
import type { Tab } from './tab';
import type { Vault } from './vault';

/** Milliseconds that a tab's own session may be held by the page that is being reloaded. */
const reloadPatience = 1500;
/** Milliseconds to wait for any other session: one that is held is in use. */
const patience = 50;
/** Sessions kept when nobody uses them: those of closed tabs, newest first. */
const keptSessions = 20;

export interface Found {
  readonly id: string;
  readonly restored?: Restored | undefined;
  /** What the tab's last word was, where it came later than the record. */
  readonly lastWord?: string | undefined;
  /** A record was there and could not be read. */
  readonly spoilt?: boolean;
}

/** This tab's session from before a reload, else the newest that no tab uses, else a new one. */
export async function findSession(vault: Vault, tab: Tab): Promise<Found> {
  const own = tab.remembered();
  let spoilt = false;
  const take = async (id: string): Promise<Found | undefined> => {
    const word = tab.left(id);
    let lastWord = word?.text;
    try {
      const restored = await readSession(vault, id);
      // A record saved after the word holds more than the word.
      if (word && restored && restored.savedAt >= word.at) lastWord = undefined;
      return restored || lastWord !== undefined ? { id, restored, lastWord, spoilt } : undefined;
    } catch {
      spoilt = true;
      await setAside(vault, id);
      return lastWord === undefined ? undefined : { id, lastWord, spoilt };
    }
  };
  if (own !== undefined && (await tab.claim(own, reloadPatience))) {
    const found = await take(own);
    if (found) return found;
  }
  for (const id of await sessionsByAge(vault, tab)) {
    if (id === own || !(await tab.claim(id, patience))) continue;
    const found = await take(id);
    if (found) return found;
  }
  const id = crypto.randomUUID();
  await tab.claim(id, reloadPatience);
  return { id, spoilt };
}

/** Session ids, newest first: those with a record, and those that came no further than a last word. */
async function sessionsByAge(vault: Vault, tab: Tab): Promise<readonly string[]> {
  const all = [...(await vault.keys('sessions')), ...tab.sessionsLeft()];
  const ids = [...new Set(all)].filter((id) => !isPaneSession(id));
  const ages = await Promise.all(
    ids.map(async (id) => ({ id, at: Math.max(await savedAt(vault, id), tab.left(id)?.at ?? 0) })),
  );
  return ages.sort((a, b) => b.at - a.at).map(({ id }) => id);
}

/** Forgets the oldest sessions of closed tabs, so that storage does not fill up over the years. */
export async function forgetOldest(vault: Vault, tab: Tab): Promise<void> {
  for (const id of (await sessionsByAge(vault, tab)).slice(keptSessions)) {
    if (!(await tab.claim(id, patience))) continue;
    await forgetSession(vault, id);
    tab.forgetLeft(id);
  }
}

async function setAside(vault: Vault, id: string): Promise<void> {
  const record = await vault.read('sessions', id);
  await vault.write([
    { shelf: 'aside', key: `${new Date().toISOString()} ${id}`, value: record },
    { shelf: 'sessions', key: id, value: undefined },
  ]);
}
