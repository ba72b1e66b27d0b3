// Documents whose tabs are not shown are read after the page stands, or when somebody goes to one: each once, and no
// two at a time of their own accord.
import type { StoreApi } from 'zustand/vanilla';
import { readDocument } from '../findWindow';
import { notKept, spoiltNote } from '../keepWork';
import type { Tab } from '../tab';
import type { Vault } from '../vault';
import { inTime } from './inTime';
import { sharedOf } from './shared';
import { shownIn, type TabsState } from './tabsState';
import type { Workspace } from './workspace';

interface Told {
  /** Says once that storage fails. */
  readonly tell: (note: string) => void;
  /** A document that has been read joins the window. */
  readonly admit: (workspace: Workspace) => void;
}

export interface Waking {
  /** Reads a document that is not read yet; one that cannot be read loses its tab. */
  readonly wake: (workspace: Workspace) => Promise<void>;
  /** One document after the other, so that the page answers between them. */
  readonly wakeAll: () => Promise<void>;
}

export function makeWaking(
  { getState: get, setState: set }: StoreApi<TabsState>,
  vault: Vault,
  tab: Tab,
  { tell, admit }: Told,
): Waking {
  const waking = new Map<string, Promise<void>>();
  const wake = (workspace: Workspace): Promise<void> => {
    const { id } = workspace;
    if (!get().asleep.has(id)) return waking.get(id) ?? Promise.resolve();
    const reading = waking.get(id) ?? read(workspace).finally(() => waking.delete(id));
    waking.set(id, reading);
    return reading;
  };
  const read = async (workspace: Workspace): Promise<void> => {
    const { id } = workspace;
    const found = await inTime(readDocument(vault, tab, id)).catch(() => undefined);
    const lost = !found || (found.spoilt && found.lastWord === undefined);
    if (found?.spoilt) tell(spoiltNote);
    if (found && !lost) await workspace.restore(found);
    const asleep = new Map(get().asleep);
    asleep.delete(id);
    if (lost) {
      tell(notKept);
      const open = get().open.filter((one) => one !== workspace);
      set({ asleep, ...(open.length > 0 ? { open } : {}) });
      return;
    }
    set({ asleep });
    workspace.lead.setState(sharedOf(shownIn(get()).lead.getState()));
    admit(workspace);
  };
  const next = (): Workspace | undefined => get().open.find(({ id }) => get().asleep.has(id));

  return {
    wake,
    wakeAll: async () => {
      for (let workspace = next(); workspace; workspace = next()) {
        await new Promise((resolve) => setTimeout(resolve, 100));
        await wake(workspace);
      }
    },
  };
}
