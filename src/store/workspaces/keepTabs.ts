// The list of a window's documents, kept up to date in storage: at once when a tab comes, goes or moves, and soon after a
// title or its sign of unsaved changes is another.
import type { StoreApi } from 'zustand';
import { notKept } from '../keepWork';
import { makeSaver } from '../saver';
import { leaveList, type Tab } from '../tab';
import type { Vault } from '../vault';
import { type KeptTab, type KeptTabs, tabsChange, tabsKey } from './keptTabs';
import type { TabsState } from './tabsState';

/** What the row of tabs shows, as storage keeps it. */
export function keptOf({ open, active, asleep, closed }: TabsState): KeptTabs {
  const documents = open.map(({ id, lead }): KeptTab => {
    const { document, saved } = lead.getState();
    return asleep.get(id) ?? { id, title: document.title, unsaved: document !== saved };
  });
  return { documents, active, closed };
}

export interface TabsAutosave {
  readonly start: () => void;
  /** The page may be gone before storage answers: leaves a last word of the list where it is kept at once. */
  readonly leave: () => void;
}

export function keepTabs(
  store: StoreApi<TabsState>,
  vault: Vault,
  tab: Pick<Tab, 'leave' | 'left' | 'forgetLeft'>,
  window: () => string,
  tell: (note: string) => void,
): TabsAutosave {
  /** The list as it was last taken to be written. */
  let written = '';
  const saver = makeSaver(() => vault.write([tabsChange(window(), keptOf(store.getState()))]), {
    saved: () => tab.forgetLeft(tabsKey(window())),
    failed: () => tell(notKept),
  });

  /** A window with one document needs no list. */
  const plain = ({ documents, closed }: KeptTabs): boolean =>
    closed.length === 0 && documents.length === 1 && documents[0]?.id === window();

  /** Takes note of the list as it is now; tells whether storage lacks that. */
  const takeChange = (): boolean => {
    const kept = keptOf(store.getState());
    const text = JSON.stringify(kept);
    if (text === written || (written === '' && plain(kept))) return false;
    written = text;
    return true;
  };
  const saveNow = (): void => {
    if (takeChange()) saver.owe();
    void saver.flush();
  };

  return {
    start: () => {
      let followed: readonly (() => void)[] = [];
      const follow = ({ open }: TabsState): void => {
        for (const stop of followed) stop();
        followed = open.map(({ lead }) =>
          lead.subscribe((now, before) => {
            const same =
              now.document.title === before.document.title &&
              (now.document === now.saved) === (before.document === before.saved);
            if (!same && takeChange()) saver.soon();
          }),
        );
      };
      follow(store.getState());
      // A word that the page before has left is in storage from now on.
      if (tab.left(tabsKey(window())) !== undefined) saver.owe();
      saveNow();
      store.subscribe((now, before) => {
        if (now.open !== before.open) follow(now);
        saveNow();
      });
    },
    leave: () => {
      if (saver.isBehind()) leaveList(tab, tabsKey(window()), keptOf(store.getState()));
      void saver.flush();
    },
  };
}
