// The one training run: gathers what is in its way, orders it from the worker, and lets the reducer turn the worker's
// events into what the page shows.
import type { StateCreator } from 'zustand';
import { runId } from '../lib/ids';
import { ok } from '../lib/result';
import type { RunHandle } from '../training/client';
import { markStopping, newRun, reduceRun } from '../training/reduceRun';
import { isUnderWay } from '../training/run';
import { dataSetIn } from './dataInUse';
import { contextOf } from './history/recordOf';
import { orderOf, runHeads } from './runOrder';
import type { RunSlice, State } from './state';
import type { Tools } from './tools';

type SetState = Parameters<StateCreator<State>>[0];
type GetState = Parameters<StateCreator<State>>[1];

export function runSlice(set: SetState, get: GetState, tools: Tools): RunSlice {
  let handle: RunHandle | undefined;
  return {
    run: undefined,
    startRun: () => {
      const state = get();
      if (isUnderWay(state.run)) return ok(undefined);
      const order = orderOf(state);
      if (!order.ok) return order;
      const { settings, plan } = order.value;
      const id = runId(crypto.randomUUID());
      const dataSet = dataSetIn(state.data);
      const begun = newRun(id, plan.title, settings, runHeads(plan, dataSet));
      set({ run: begun });
      if (dataSet) tools.recorder.begin(begun, contextOf(state.document, plan, dataSet));
      handle = tools.startRun(id, order.value, (event) => {
        const { run } = get();
        const next = run && reduceRun(run, event);
        if (!next || next === run) return;
        set({ run: next });
        tools.recorder.follow(next);
      });
      return ok(undefined);
    },
    pauseRun: () => handle?.pause(),
    resumeRun: () => handle?.resume(),
    stopRun: () => {
      const { run } = get();
      if (!run || !isUnderWay(run)) return;
      set({ run: markStopping(run) });
      handle?.stop();
    },
  };
}
