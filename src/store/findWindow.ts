// Which kept work a browser tab starts from: its own from before a reload, else the newest that no other tab has in use.
// A tab's work is a window: one document or several, each with a record of its own. What cannot be read is set aside,
// never thrown away and never in the way.
import { type Restored, readSession, savedAt } from './readSession';
import { forgetWords, isPaneSession } from './session';
import type { LastWord, Tab } from './tab';
import type { Vault } from './vault';
import {
  copyWindow,
  documentsOf,
  forgetWindow,
  type KeptTabs,
  readTabs,
  tabsKey,
  windowOf,
} from './workspaces/keptTabs';

/** Milliseconds that a tab's own session may be held by the page that is being reloaded. */
const reloadPatience = 1500;
/** Any other window that is held is in use: that is known at once. */
const patience = 0;
/** Windows kept when nobody uses them: those of closed tabs, newest first. */
const keptWindows = 20;

/** What is kept of one document. */
export interface Found {
  readonly id: string;
  readonly restored?: Restored | undefined;
  /** What the page's last word of it was, where it came later than the record. */
  readonly lastWord?: LastWord | undefined;
  /** A record was there and could not be read. */
  readonly spoilt?: boolean;
}

/** A window's documents, and what is kept of the one that is shown first. */
export interface FoundWindow extends KeptTabs {
  readonly id: string;
  readonly shown: Found;
  /** Something was there and could not be read. */
  readonly spoilt: boolean;
}

export const newWindow = (id: string = crypto.randomUUID(), spoilt = false): FoundWindow => ({
  id,
  documents: [{ id, title: '', unsaved: false }],
  active: id,
  closed: [],
  shown: { id },
  spoilt,
});

/** This tab's window from before a reload, else the newest that no tab uses, else a new one; of one in use, a copy. */
export async function findWindow(vault: Vault, tab: Tab): Promise<FoundWindow> {
  const own = tab.remembered();
  let spoilt = false;
  const take = async (id: string): Promise<FoundWindow | undefined> => {
    const found = await readWindow(vault, tab, id);
    if (found?.spoilt) spoilt = true;
    return found?.window && { ...found.window, spoilt };
  };
  if (own !== undefined) {
    const mine = (await tab.claim(own, reloadPatience)) ? own : await copyOf(vault, tab, own);
    const found = mine === undefined ? undefined : await take(mine);
    if (found) return found;
  }
  for (const id of await windowsByAge(vault, tab)) {
    if (id === own || !(await tab.claim(id, patience))) continue;
    const found = await take(id);
    if (found) return found;
  }
  const fresh = newWindow(undefined, spoilt);
  await tab.claim(fresh.id, reloadPatience);
  return fresh;
}

/** A browser tab that was duplicated remembers the window of the other, which has it in use: it gets a copy. */
async function copyOf(vault: Vault, tab: Tab, id: string): Promise<string | undefined> {
  const copy = crypto.randomUUID();
  await tab.claim(copy, reloadPatience);
  return (await copyWindow(vault, tab, id, copy)) ? copy : undefined;
}

/** The first document that can be read is shown; those that cannot are no part of the window any more. */
async function readWindow(
  vault: Vault,
  tab: Tab,
  id: string,
): Promise<{ readonly window?: FoundWindow; readonly spoilt: boolean } | undefined> {
  const tabs = await readTabs(vault, tab, id);
  if (!tabs) return undefined;
  const lost = new Set<string>();
  const order = [tabs.active, ...tabs.documents.map((document) => document.id)];
  for (const document of new Set(order)) {
    const shown = await readDocument(vault, tab, document);
    if (shown.spoilt) lost.add(document);
    if (shown.spoilt && shown.lastWord === undefined) continue;
    const documents = tabs.documents.filter((one) => one.id === document || !lost.has(one.id));
    return {
      window: { ...tabs, id, documents, active: document, shown, spoilt: false },
      spoilt: lost.size > 0,
    };
  }
  return { spoilt: lost.size > 0 };
}

/** What is kept of a document; a record that cannot be read is set aside. */
export async function readDocument(vault: Vault, tab: Tab, id: string): Promise<Found> {
  const lastWord = tab.left(id);
  try {
    const restored = await readSession(vault, id);
    // A record saved after the word holds more than the word.
    const stale = lastWord && restored && restored.savedAt >= lastWord.at;
    return { id, restored, lastWord: stale ? undefined : lastWord };
  } catch {
    await setAside(vault, id);
    return { id, lastWord, spoilt: true };
  }
}

/** Windows, newest first: those with a record, and those that came no further than a last word. */
async function windowsByAge(vault: Vault, tab: Tab): Promise<readonly string[]> {
  const all = [...(await vault.keys('sessions')), ...tab.sessionsLeft()].filter((id) => !isPaneSession(id));
  const ages = new Map<string, number>();
  for (const id of new Set(all)) {
    const at = Math.max(await savedAt(vault, id), tab.left(id)?.at ?? 0);
    ages.set(windowOf(id), Math.max(at, ages.get(windowOf(id)) ?? 0));
  }
  return [...ages].sort(([, a], [, b]) => b - a).map(([id]) => id);
}

/** Forgets the oldest windows of closed tabs, so that storage does not fill up over the years. */
export async function forgetOldest(vault: Vault, tab: Tab): Promise<void> {
  for (const id of (await windowsByAge(vault, tab)).slice(keptWindows)) {
    if (!(await tab.claim(id, patience))) continue;
    const documents = await documentsOf(vault, tab, id);
    await forgetWindow(vault, id);
    for (const document of documents) forgetWords(tab, document);
    tab.forgetLeft(tabsKey(id));
  }
}

async function setAside(vault: Vault, id: string): Promise<void> {
  const record = await vault.read('sessions', id);
  await vault.write([
    { shelf: 'aside', key: `${new Date().toISOString()} ${id}`, value: record },
    { shelf: 'sessions', key: id, value: undefined },
  ]);
}
