// The stores of the page, as the editor reads them: those of the document whose tab is shown. Each document has a
// workspace of its own (workspaces/), and within it each design a store: the first, which is all there is until designs
// are compared, and those of the panes beside it.
import { createContext, useContext } from 'react';
import { useStore as useZustand } from 'zustand';
import { loadBuiltIn, loadFiles } from '../data/loadInWorker';
import { startRun } from '../training/client';
import { startTogether } from '../training/together';
import { afterwards } from './afterwards';
import type { Comparing, ComparingStore } from './comparing';
import { firstView } from './firstView';
import { recorder, vault } from './history/pageRecorder';
import { lendImages } from './lendImages';
import type { PaneStore } from './panes';
import type { State } from './state';
import { browserTab } from './tab';
import type { Tools } from './tools';
import { shownStore } from './workspaces/shownStore';
import { shownIn, type TabsState } from './workspaces/tabsState';
import type { Workspace } from './workspaces/workspace';
import { makeWorkspaces, type Workspaces } from './workspaces/workspaces';

/** The browser's own workers and storage. */
export const tools: Tools = {
  // In a worker, whose code nobody needs before the canvas.
  loadBuiltIn: async (...given) => {
    await firstView;
    return loadBuiltIn(...given);
  },
  loadFiles,
  startRun: (id, order, onEvent) => startRun(id, lendImages(order), onEvent),
  startTogether: (runs, onEvent, options) =>
    startTogether(
      runs.map(({ runId, order }) => ({ runId, order: lendImages(order) })),
      onEvent,
      options,
    ),
  vault,
  recorder,
};

/** The documents that are open in this page, each in a tab. */
export const workspaces: Workspaces = makeWorkspaces(tools, browserTab);

export const useWorkspaces = <T>(selector: (state: TabsState) => T): T => useZustand(workspaces, selector);

/** The document that is shown. */
export const shownWorkspace = (): Workspace => shownIn(workspaces.getState());

/** Of the shown document's first design, whose training settings and data are those of all its panes. */
export const leadStore: PaneStore = shownStore(workspaces, ({ lead }) => lead);

/** The shown document's panes, which of them is active, and what is trained together. */
export const comparing: ComparingStore = shownStore(workspaces, (shown) => shown.comparing);

/** Within it, `useStore` and `useComparing` read this document; outside, the one that is shown. */
export const WorkspaceContext = createContext<Workspace | undefined>(undefined);

const useComparingStore = (): ComparingStore => useContext(WorkspaceContext)?.comparing ?? comparing;

export const useComparing = <T>(selector: (state: Comparing) => T): T =>
  useZustand(useComparingStore(), selector);

const activeOf = ({ panes, active }: Comparing): PaneStore =>
  panes.find(({ id }) => id === active)?.store ?? leadStore;

/** The store of the pane that the user works in. */
export const activeStore = (): PaneStore => activeOf(comparing.getState());

/** Within it, `useStore` reads this pane's store; outside, that of the active pane. */
export const PaneContext = createContext<PaneStore | undefined>(undefined);

/** The store that `useStore` reads here. */
export function usePaneStore(): PaneStore {
  const own = useContext(PaneContext);
  const active = useZustand(useComparingStore(), activeOf);
  return own ?? active;
}

const useOwn = <T>(selector: (state: State) => T): T => useZustand(usePaneStore(), selector);

/** Reads the same as `useStore`, but follows edits of the drawing a frame later (afterwards.ts). */
export const useStoreAfterwards = <T>(selector: (state: State) => T): T =>
  useZustand(afterwards(usePaneStore()), selector);

/** As a hook: of this pane, or of the active one. `getState`: of the active one, on which commands act. */
export const useStore = Object.assign(useOwn, {
  getState: (): State => activeStore().getState(),
});
