// The list of a window's documents, kept up to date in storage: at once when a tab comes, goes or moves, and soon after a
// title or its sign of unsaved changes is another.
import type { StoreApi } from 'zustand';
import { notKept } from '../keepWork';
import type { Vault } from '../vault';
import { type KeptTab, type KeptTabs, tabsChange } from './keptTabs';
import type { TabsState } from './tabsState';

/** Milliseconds from a change to its saving. */
const delay = 300;

/** What the row of tabs shows, as storage keeps it. */
export function keptOf({ open, active, asleep, closed }: TabsState): KeptTabs {
  const documents = open.map(({ id, lead }): KeptTab => {
    const { document, saved } = lead.getState();
    return asleep.get(id) ?? { id, title: document.title, unsaved: document !== saved };
  });
  return { documents, active, closed };
}

export function keepTabs(
  store: StoreApi<TabsState>,
  vault: Vault,
  window: () => string,
  tell: (note: string) => void,
): { readonly start: () => void; readonly flush: () => void } {
  let written = '';
  let timer: ReturnType<typeof setTimeout> | undefined;
  let writing: Promise<void> = Promise.resolve();

  /** A window with one document needs no list. */
  const plain = ({ documents, closed }: KeptTabs): boolean =>
    closed.length === 0 && documents.length === 1 && documents[0]?.id === window();

  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const kept = keptOf(store.getState());
    const text = JSON.stringify(kept);
    if (text === written || (written === '' && plain(kept))) return;
    written = text;
    writing = writing.then(() => vault.write([tabsChange(window(), kept)])).catch(() => tell(notKept));
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
            if (!same) timer ??= setTimeout(flush, delay);
          }),
        );
      };
      follow(store.getState());
      flush();
      store.subscribe((now, before) => {
        if (now.open !== before.open) follow(now);
        flush();
      });
    },
    flush,
  };
}
