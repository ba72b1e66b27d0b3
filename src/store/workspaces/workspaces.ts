// The documents that are open in this page, each in a tab: which there are, in what order, which is shown, and which of
// those closed can be reopened. The list itself survives a reload; the documents that are not shown are read after the
// page stands, or when somebody goes to their tab.
import { createStore, type StoreApi } from 'zustand/vanilla';
import { type Document, emptyDocument } from '../../graph/document';
import { type FoundWindow, findWindow, forgetOldest, newWindow } from '../findWindow';
import { notKept, spoiltNote } from '../keepWork';
import { type Design, freshDesign } from '../panes';
import { forgetSession, forgetWords } from '../session';
import type { Tab } from '../tab';
import type { Tools } from '../tools';
import { inTime } from './inTime';
import { keepTabs } from './keepTabs';
import { type KeptTab, newDocumentId } from './keptTabs';
import { lendData, sharedOf, shareWindow } from './shared';
import { shownIn, type TabsState } from './tabsState';
import { makeWaking } from './waking';
import { isUntouched, makeWorkspace, trainsIn, type Workspace } from './workspace';

/** Closed documents that can be reopened. */
const mostClosed = 10;

export interface Closed {
  readonly title: string;
  /** Training was under way, and was stopped. */
  readonly stopped: boolean;
  readonly reopen: () => Promise<void>;
}

export interface Workspaces extends Pick<StoreApi<TabsState>, 'getState' | 'getInitialState' | 'subscribe'> {
  /** Opens a document in a new tab behind the shown one, and shows it. */
  readonly add: (document: Document, change?: Partial<Design>) => Workspace;
  readonly show: (id: string) => Promise<void>;
  /** Closes a tab and stops what trains there; the last one leaves an empty drawing. */
  readonly close: (id: string) => Promise<Closed | undefined>;
  /** Reopens what was closed last, with its history, where it was; answers with its title. */
  readonly reopen: (id?: string) => Promise<string | undefined>;
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
  /** Closed in this page, with all that they were; those of an earlier one are read from storage. */
  const closedHere = new Map<string, { readonly workspace: Workspace; readonly place: number }>();
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

  const reopen = async (id = get().closed.at(-1)?.id): Promise<string | undefined> => {
    const kept = get().closed.find((one) => one.id === id);
    if (!kept) return undefined;
    const before = closedHere.get(kept.id);
    closedHere.delete(kept.id);
    const workspace = before?.workspace ?? make(kept.id);
    const { open, closed, asleep } = get();
    set({
      open: open.toSpliced(before?.place ?? open.length, 0, workspace),
      closed: closed.filter((one) => one.id !== kept.id),
      ...(before ? {} : { asleep: new Map([...asleep, [kept.id, kept] as const]) }),
    });
    if (before) {
      workspace.lead.setState(sharedOf(shown().lead.getState()));
      admit(workspace);
    }
    await show(kept.id);
    return kept.title;
  };

  const close = async (id: string): Promise<Closed | undefined> => {
    const workspace = get().open.find((one) => one.id === id);
    if (!workspace) return undefined;
    await wake(workspace);
    const place = get().open.indexOf(workspace);
    if (place === -1) return undefined;
    const only = get().open.length === 1;
    if (only) add({ ...emptyDocument });
    const stopped = trainsIn(workspace);
    workspace.lead.getState().stopRun();
    workspace.comparing.getState().stopTogether();
    const { document, saved } = workspace.lead.getState();
    const kept: KeptTab = { id, title: document.title, unsaved: document !== saved };
    const { open, active, closed } = get();
    const rest = open.filter((one) => one !== workspace);
    const next = rest[Math.min(place, rest.length - 1)];
    closedHere.set(id, { workspace, place });
    const all = [...closed, kept];
    set({ open: rest, active: active === id && next ? next.id : active, closed: all.slice(-mostClosed) });
    dismiss(workspace);
    follow(shown());
    for (const gone of all.slice(0, -mostClosed)) {
      forget(closedHere.get(gone.id)?.workspace ?? make(gone.id));
      closedHere.delete(gone.id);
    }
    const blank = only ? next : undefined;
    return { title: kept.title, stopped, reopen: () => takeBack(id, blank) };
  };

  /** Reopens a document; the empty drawing that took its place goes, unless somebody has drawn in it. */
  const takeBack = async (id: string, blank: Workspace | undefined): Promise<void> => {
    await reopen(id);
    if (!blank || !isUntouched(blank)) return;
    set({ open: get().open.filter((one) => one !== blank) });
    dismiss(blank);
    forget(blank);
  };

  const forget = (workspace: Workspace): void => {
    workspace.release();
    void workspace
      .flush()
      .then(() => forgetSession(vault, workspace.id))
      .catch(() => {});
    forgetWords(tab, workspace.id);
  };

  return {
    getState: get,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    add,
    show,
    close,
    reopen,
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
      for (const { workspace } of closedHere.values()) workspace.leave();
      tabs.leave();
    },
  };
}
