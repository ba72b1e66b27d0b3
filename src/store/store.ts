// The stores of the page. Each design has one of its own, put together from its slices and the browser's workers and
// storage: the first, which is all there is until designs are compared, and those of the panes beside it.
import { createContext, useContext } from 'react';
import { type StateCreator, useStore as useZustand } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { loadBuiltIn, loadFiles } from '../data/loadInWorker';
import { startRun } from '../training/client';
import { startTogether } from '../training/together';
import { type Comparing, makeComparing } from './comparing';
import { dataSlice } from './dataSlice';
import { documentSlice } from './documentSlice';
import { recorder, vault } from './history/history';
import type { PaneStore } from './panes';
import { runSlice } from './runSlice';
import type { State } from './state';
import type { Tools } from './tools';
import { viewSlice } from './viewSlice';

export const stateOn =
  (tools: Tools): StateCreator<State> =>
  (set, get) => ({
    ...documentSlice(set, get),
    ...viewSlice(set, get),
    ...dataSlice(set, get, tools),
    ...runSlice(set, get, tools),
  });

/** The browser's own workers and storage. */
export const tools: Tools = {
  loadBuiltIn,
  loadFiles,
  startRun,
  startTogether,
  vault,
  recorder,
};

/** Of the first design, whose training settings and data are those of all. */
export const leadStore: PaneStore = createStore<State>()(stateOn(tools));

/** The panes, which of them is active, and what is trained together. */
export const comparing = makeComparing(leadStore, tools);

export const useComparing = <T>(selector: (state: Comparing) => T): T => useZustand(comparing, selector);

const activeOf = ({ panes, active }: Comparing): PaneStore =>
  panes.find(({ id }) => id === active)?.store ?? leadStore;

/** The store of the pane that the user works in. */
export const activeStore = (): PaneStore => activeOf(comparing.getState());

/** Within it, `useStore` reads this pane's store; outside, that of the active pane. */
export const PaneContext = createContext<PaneStore | undefined>(undefined);

/** The store that `useStore` reads here. */
export function usePaneStore(): PaneStore {
  const own = useContext(PaneContext);
  const active = useZustand(comparing, activeOf);
  return own ?? active;
}

const useOwn = <T>(selector: (state: State) => T): T => useZustand(usePaneStore(), selector);

/** As a hook: of this pane, or of the active one. `getState`: of the active one, on which commands act. */
export const useStore = Object.assign(useOwn, {
  getState: (): State => activeStore().getState(),
});
