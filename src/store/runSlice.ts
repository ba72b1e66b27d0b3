// The one training run: gathers what is in its way, orders it from the worker, and lets the reducer turn the worker's
// events into what the page shows.
import type { StateCreator } from 'zustand';
import { runId } from '../lib/ids';
import { ok } from '../lib/result';
import type { RunHandle } from '../training/client';
import type { RunOrder } from '../training/protocol';
import { markStopping, newRun, reduceRun } from '../training/reduceRun';
import { isUnderWay, type Run } from '../training/run';
import { dataSetIn } from './dataInUse';
import { originOf, resumption } from './goOn';
import { contextOf } from './history/recordOf';
import { orderOf, runHeads } from './runOrder';
import type { RunSlice, State } from './state';
import type { Tools } from './tools';

type SetState = Parameters<StateCreator<State>>[0];
type GetState = Parameters<StateCreator<State>>[1];

export function runSlice(set: SetState, get: GetState, tools: Tools): RunSlice {
  let handle: RunHandle | undefined;
  const begin = (begun: Run, order: RunOrder): void => {
    const { document, data } = get();
    const dataSet = dataSetIn(data);
    set({ run: begun });
    if (dataSet) tools.recorder.begin(begun, contextOf(document, order.plan, dataSet));
    handle = tools.startRun(begun.id, order, (event) => {
      const { run } = get();
      const next = run && reduceRun(run, event);
      if (!next || next === run) return;
      set({ run: next });
      tools.recorder.follow(next);
    });
  };
  return {
    run: undefined,
    startRun: () => {
      const state = get();
      if (isUnderWay(state.run)) return ok(undefined);
      const order = orderOf(state);
      if (!order.ok) return order;
      const { settings, plan } = order.value;
      const dataSet = dataSetIn(state.data);
      const begun = newRun(runId(crypto.randomUUID()), plan.title, settings, runHeads(plan, dataSet));
      const origin = originOf(plan, state.document.training.data);
      begin({ ...begun, origin }, { ...order.value, keeps: true });
      return ok(undefined);
    },
    goOnRun: () => {
      const state = get();
      if (isUnderWay(state.run)) return ok(undefined);
      const found = resumption(state, runId(crypto.randomUUID()));
      if (!found.ok) return found;
      begin(found.value.run, found.value.order);
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
