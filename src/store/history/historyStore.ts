// The history of runs as the page shows it, put together: read when it is first looked at, and the curves of a run when it
// is chosen.
import { createStore } from 'zustand/vanilla';
import { toggled, withRun } from './chosen';
import { historyChanges } from './historyChanges';
import { historyRuns } from './historyRuns';
import type { HistoryState, HistoryStore, HistoryTools } from './historyState';
import { firstSort, noFilter } from './listRuns';

export function makeHistory(tools: HistoryTools): HistoryStore {
  return createStore<HistoryState>()((set, get) => {
    const runs = historyRuns(set, get, tools);
    return {
      state: 'unread',
      runs: new Map(),
      unreadable: 0,
      chosen: [],
      traces: new Map(),
      filter: noFilter,
      sort: firstSort,
      shortage: undefined,
      look: runs.look,
      choose: (id, how) => {
        const { chosen } = get();
        if (how === 'only') set({ chosen: withRun([], id) });
        else set({ chosen: how === 'toggle' ? toggled(chosen, id) : withRun(chosen, id) });
        runs.showCurves();
      },
      chooseNone: () => {
        set({ chosen: [] });
        runs.showCurves();
      },
      setFilter: (change) => set({ filter: { ...get().filter, ...change } }),
      setSort: (sort) => set({ sort }),
      ...historyChanges(set, get, tools, runs),
      traceOf: runs.readCurves,
      retry: () => void tools.recorder.flush(),
    };
  });
}
