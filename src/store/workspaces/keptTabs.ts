// What storage holds of one window, that is of one browser tab: the list of its documents on the shelf `lists`, beside the
// documents' own records. The first document goes by the window's name, as the only one did before there were tabs; the
// others by that name with a sign and one of their own.
import { forgetSession, isPaneSession, panesKey } from '../session';
import { leaveList, listLeft, type Tab } from '../tab';
import type { Change, Vault } from '../vault';

export interface KeptTab {
  readonly id: string;
  readonly title: string;
  readonly unsaved: boolean;
}

export interface KeptTabs {
  /** In the order of the tabs. */
  readonly documents: readonly KeptTab[];
  readonly active: string;
  /** Closed ones that can be reopened, the last closed at the end. */
  readonly closed: readonly KeptTab[];
}

const sign = '~';

/** The window that a record belongs to, be it a document's, a pane's or a step's. */
export const windowOf = (key: string): string => key.split(/[~/ ]/)[0] ?? key;

export const newDocumentId = (window: string): string => `${window}${sign}${crypto.randomUUID().slice(0, 8)}`;

/** On the shelf `lists`: the documents of a window. */
export const tabsKey = (window: string): string => `tabs ${window}`;

export const tabsChange = (window: string, { documents, active, closed }: KeptTabs): Change => ({
  shelf: 'lists',
  key: tabsKey(window),
  value: { documents, active, closed },
});

/** The documents of a window that have a record or have left a word. */
export async function documentsOf(
  vault: Vault,
  tab: Pick<Tab, 'sessionsLeft'>,
  window: string,
): Promise<readonly string[]> {
  const all = [...(await vault.keys('sessions')), ...tab.sessionsLeft()];
  return [...new Set(all)].filter((id) => windowOf(id) === window && !isPaneSession(id)).sort();
}

/** A window's documents; undefined where nothing is kept of it. A document that its list lacks comes at the end. */
export async function readTabs(
  vault: Vault,
  tab: Pick<Tab, 'sessionsLeft' | 'left'>,
  window: string,
): Promise<KeptTabs | undefined> {
  const kept = listLeft(tab, tabsKey(window)) ?? (await vault.read('lists', tabsKey(window)));
  const there = await documentsOf(vault, tab, window);
  const list = isKept(kept) ? kept : { documents: [], active: window, closed: [] };
  const known = new Set([...list.documents, ...list.closed].map(({ id }) => id));
  const strays = there
    .filter((id) => !known.has(id))
    .map((id): KeptTab => ({ id, title: '', unsaved: false }));
  const documents = [...list.documents, ...strays];
  const [first] = documents;
  if (!first || there.length === 0) return undefined;
  const active = documents.some(({ id }) => id === list.active) ? list.active : first.id;
  return { documents, active, closed: list.closed.filter(({ id }) => there.includes(id)) };
}

function isKept(value: unknown): value is KeptTabs {
  if (typeof value !== 'object' || value === null) return false;
  const { documents, active, closed } = value as Partial<KeptTabs>;
  return isList(documents) && isList(closed) && typeof active === 'string';
}

const isList = (value: unknown): value is readonly KeptTab[] =>
  Array.isArray(value) && value.every((tab) => typeof tab?.id === 'string' && typeof tab.title === 'string');

/** Copies all that is kept of a window under another name, last words too; answers false where nothing is. */
export async function copyWindow(
  vault: Vault,
  tab: Pick<Tab, 'left' | 'leave' | 'sessionsLeft'>,
  from: string,
  to: string,
): Promise<boolean> {
  const renamed = (text: string): string => (windowOf(text) === from ? to + text.slice(from.length) : text);
  // Read before any word is copied: the page that writes may be going, and storage may not have its last yet.
  const tabs = await readTabs(vault, tab, from);
  if (!tabs) return false;
  const words = tab.sessionsLeft().filter((session) => windowOf(session) === from);
  const changes: Change[] = [];
  for (const key of (await vault.keys('sessions')).filter((id) => windowOf(id) === from)) {
    const head = await vault.read('sessions', key);
    if (typeof head !== 'object' || head === null) continue;
    const { past, future } = head as { readonly past?: unknown; readonly future?: unknown };
    if (!Array.isArray(past) || !Array.isArray(future)) continue;
    const value = { ...head, past: past.map(renamed), future: future.map(renamed) };
    changes.push({ shelf: 'sessions', key: renamed(key), value });
    for (const step of [...past, ...future])
      changes.push({ shelf: 'steps', key: renamed(step), value: await vault.read('steps', step) });
    const panes = await vault.read('lists', panesKey(key));
    const weights = await vault.read('checkpoints', key);
    if (weights !== undefined) changes.push({ shelf: 'checkpoints', key: renamed(key), value: weights });
    if (panes !== undefined) changes.push({ shelf: 'lists', key: panesKey(renamed(key)), value: panes });
  }
  for (const shelf of ['versions', 'versionTexts'] as const)
    for (const key of (await vault.keys(shelf)).filter((id) => windowOf(id) === from))
      changes.push({ shelf, key: renamed(key), value: await vault.read(shelf, key) });
  const renameTab = (kept: KeptTab): KeptTab => ({ ...kept, id: renamed(kept.id) });
  changes.push(
    tabsChange(to, {
      documents: tabs.documents.map(renameTab),
      active: renamed(tabs.active),
      closed: tabs.closed.map(renameTab),
    }),
  );
  await vault.write(changes);
  for (const session of words) {
    const word = tab.left(session);
    if (word) tab.leave(renamed(session), word);
    const panes = listLeft(tab, panesKey(session));
    if (panes !== undefined) leaveList(tab, panesKey(renamed(session)), panes);
  }
  return true;
}

/** Forgets a window with all its documents. */
export async function forgetWindow(vault: Vault, window: string): Promise<void> {
  const documents = (await vault.keys('sessions')).filter(
    (id) => windowOf(id) === window && !isPaneSession(id),
  );
  for (const id of new Set([window, ...documents])) await forgetSession(vault, id);
  await vault.write([{ shelf: 'lists', key: tabsKey(window), value: undefined }]);
}
