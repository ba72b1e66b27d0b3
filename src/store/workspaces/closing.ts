// Closing tabs, and reopening what was closed: a document that was closed in this page comes back with all that it was,
// one of an earlier page from storage. Only the last few can; those before them are forgotten.
import type { StoreApi } from 'zustand/vanilla';
import { type Document, emptyDocument } from '../../graph/document';
import { forgetSession, forgetWords } from '../session';
import type { Tab } from '../tab';
import type { Vault } from '../vault';
import type { KeptTab } from './keptTabs';
import { sharedOf } from './shared';
import { shownIn, type TabsState } from './tabsState';
import { isUntouched, trainsIn, type Workspace } from './workspace';

/** Closed documents that can be reopened. */
const mostClosed = 10;

export interface Closed {
  readonly title: string;
  /** Training was under way, and was stopped. */
  readonly stopped: boolean;
  readonly reopen: () => Promise<void>;
}

export interface Closing {
  /** Closes a tab and stops what trains there; the last one leaves an empty drawing. */
  readonly close: (id: string) => Promise<Closed | undefined>;
  /** Reopens what was closed last, with its history, where it was; answers with its title. */
  readonly reopen: (id?: string) => Promise<string | undefined>;
  /** The page is about to go: leaves the last words of what was closed in it. */
  readonly leaveClosed: () => void;
}

/** What the page can do with its tabs otherwise. */
interface Tabs {
  /** Without putting it into the row. */
  readonly make: (id: string) => Workspace;
  readonly add: (document: Document) => Workspace;
  readonly show: (id: string) => Promise<void>;
  /** Reads a document that is not read yet. */
  readonly wake: (workspace: Workspace) => Promise<void>;
  /** Gives it what belongs to the window, and `dismiss` no more. */
  readonly admit: (workspace: Workspace) => void;
  readonly dismiss: (workspace: Workspace) => void;
  /** Gives it the data that its drawing asks for. */
  readonly follow: (workspace: Workspace) => void;
}

export function makeClosing(
  { getState: get, setState: set }: StoreApi<TabsState>,
  vault: Vault,
  tab: Pick<Tab, 'sessionsLeft' | 'forgetLeft'>,
  { make, add, show, wake, admit, dismiss, follow }: Tabs,
): Closing {
  /** Closed in this page, with all that they were; those of an earlier one are read from storage. */
  const closedHere = new Map<string, { readonly workspace: Workspace; readonly place: number }>();

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
      workspace.lead.setState(sharedOf(shownIn(get()).lead.getState()));
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
    follow(shownIn(get()));
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
    close,
    reopen,
    leaveClosed: () => {
      for (const { workspace } of closedHere.values()) workspace.leave();
    },
  };
}
