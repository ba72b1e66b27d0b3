// The documents that are open in this page, each in a tab: which there are, in what order, which is shown, and which of
// those closed can be reopened. The list itself survives a reload; the documents that are not shown are read after the
// page stands, or when somebody goes to their tab.
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Document } from '../../graph/document';
import { type FoundWindow, findWindow, forgetOldest, newWindow } from '../findWindow';
import { notKept, spoiltNote } from '../keepWork';
import { type Design, freshDesign } from '../panes';
import type { Tab } from '../tab';
import type { Tools } from '../tools';
import { type Closing, makeClosing } from './closing';
import { inTime } from './inTime';
import { keepTabs } from './keepTabs';
import { newDocumentId } from './keptTabs';
import { lendData, sharedOf, shareWindow } from './shared';
import { shownIn, type TabsState } from './tabsState';
import { makeWaking } from './waking';
import { makeWorkspace, type Workspace } from './workspace';

export interface Workspaces
  extends Pick<StoreApi<TabsState>, 'getState' | 'getInitialState' | 'subscribe'>,
    Pick<Closing, 'close' | 'reopen'> {
  /** Opens a document in a new tab behind the shown one, and shows it. */
  readonly add: (document: Document, change?: Partial<Design>) => Workspace;
  readonly show: (id: string) => Promise<void>;
  /** Puts a tab at a place in the row, counted from 0. */
  readonly move: (id: string, place: number) => void;
  /** Brings back this browser tab's documents, or a first drawing. Never rejects. */
  readonly restore: () => Promise<void>;
  /** Saves from now on, and reads the documents that are not shown. */
  readonly start: () => void;
  /** The page is about to go. */
  readonly leave: () => void;
}

export function makeWorkspaces(tools: Tools, tab: Tab): Workspaces {
  const { vault } = tools;
  let told = false;
  const tell = (storageNote: string): void => {
    if (told) return;
    told = true;
    shown().lead.setState({ storageNote });
  };
  const make = (id: string): Workspace => makeWorkspace(id, tools, tab, tell);

  const first = make(crypto.randomUUID());
  const store = createStore<TabsState>()(() => ({
    open: [first],
    active: first.id,
    asleep: new Map(),
    closed: [],
  }));
  const { getState: get, setState: set } = store;
  const shown = (): Workspace => shownIn(get());
  /** The name of the window: that of its first document. */
  let window = first.id;
  let started = false;
  const unwatch = new Map<string, () => void>();
  const tabs = keepTabs(store, vault, tab, () => window, tell);

  /** Gives a workspace what belongs to the window, and keeps it so. */
  const admit = (workspace: Workspace): void => {
    if (unwatch.has(workspace.id)) return;
    unwatch.set(
      workspace.id,
      shareWindow(workspace, () => get().open),
    );
    if (started) workspace.keep();
  };
  const dismiss = ({ id }: Workspace): void => {
    unwatch.get(id)?.();
    unwatch.delete(id);
  };
  const follow = (workspace: Workspace): void => {
    lendData(workspace, get().open);
    void workspace.lead.getState().followDocument();
  };

  const { wake, wakeAll } = makeWaking(store, vault, tab, { tell, admit });

  const show = async (id: string): Promise<void> => {
    const workspace = get().open.find((one) => one.id === id);
    if (!workspace) return;
    await wake(workspace);
    if (get().active === id || !get().open.includes(workspace)) return;
    set({ active: id });
    follow(workspace);
  };

  const add = (document: Document, change: Partial<Design> = {}): Workspace => {
    const workspace = make(newDocumentId(window));
    void workspace.begin({ ...freshDesign(document), ...change });
    workspace.lead.setState(sharedOf(shown().lead.getState()));
    const { open, active } = get();
    const place = open.findIndex(({ id }) => id === active) + 1;
    set({ open: open.toSpliced(place, 0, workspace), active: workspace.id });
    admit(workspace);
    follow(workspace);
    return workspace;
  };

  const closing = makeClosing(store, vault, tab, { make, add, show, wake, admit, dismiss, follow });

  return {
    getState: get,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    add,
    show,
    close: closing.close,
    reopen: closing.reopen,
    move: (id, place) => {
      const { open } = get();
      const from = open.findIndex((one) => one.id === id);
      const workspace = open[from];
      const to = Math.max(0, Math.min(place, open.length - 1));
      if (workspace && to !== from) set({ open: open.toSpliced(from, 1).toSpliced(to, 0, workspace) });
    },
    restore: async () => {
      const found = await inTime(findWindow(vault, tab)).catch((): FoundWindow => {
        tell(notKept);
        return newWindow(window);
      });
      window = found.id;
      tab.remember(window);
      const { storageNote } = shown().lead.getState();
      const open = found.documents.map(({ id }) => make(id));
      const active = open.find(({ id }) => id === found.active) ?? open[0] ?? first;
      const reading = Promise.all([active.restore(found.shown), active.lead.getState().listOwnDataSets()]);
      await inTime(reading).catch(() => {});
      const asleep = new Map(
        found.documents.filter(({ id }) => id !== active.id).map((kept) => [kept.id, kept] as const),
      );
      active.lead.setState({ storageNote });
      set({ open, active: active.id, asleep, closed: found.closed });
      admit(active);
      if (found.spoilt) tell(spoiltNote);
      follow(active);
      void forgetOldest(vault, tab).catch(() => {});
    },
    start: () => {
      started = true;
      for (const workspace of get().open) if (unwatch.has(workspace.id)) workspace.keep();
      tabs.start();
      void wakeAll();
    },
    leave: () => {
      for (const { id, leave } of get().open) if (!get().asleep.has(id)) leave();
      closing.leaveClosed();
      tabs.leave();
    },
  };
}
