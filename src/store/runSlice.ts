// The one training run: gathers what is in its way, orders it from the worker, and lets the reducer turn the worker's
// events into what the page shows.
import type { StateCreator } from 'zustand';
import type { DataSet, ImageSplit } from '../data/dataSet';
import type { TrainingSettings } from '../graph/document';
import { atDocument, type Problem } from '../graph/problem';
import { runId } from '../lib/ids';
import { err, ok } from '../lib/result';
import type { RunHandle } from '../training/client';
import type { RunOrder, RunSettings, WireSplit } from '../training/protocol';
import { markStopping, newRun, reduceRun } from '../training/reduceRun';
import { isUnderWay } from '../training/run';
import { dataSetIn } from './dataInUse';
import { planOf, problemsOf } from './judge';
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
      set({ run: newRun(id, plan.title, settings, dataSetIn(state.data)?.classNames ?? []) });
      handle = tools.startRun(id, order.value, (event) => {
        const { run } = get();
        const next = run && reduceRun(run, event);
        if (next !== run) set({ run: next });
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

function orderOf({ document, data }: State) {
  const plan = planOf(document);
  const dataSet = dataSetIn(data);
  const problems = problemsOf(document, data);
  if (data.state === 'loading') return err([...problems, stillLoading]);
  if (!plan.ok || problems.length > 0 || !dataSet) return err(problems.length > 0 ? problems : [noData]);
  return ok<RunOrder>({
    plan: plan.value,
    settings: runSettings(document.training),
    imageShape: dataSet.imageShape,
    classCount: dataSet.classNames.length,
    ...wireSplits(dataSet),
  });
}

const stillLoading: Problem = {
  code: 'no-data',
  at: atDocument,
  message: 'The images are still being loaded: training can start when they are there.',
};

const noData: Problem = {
  code: 'no-data',
  at: atDocument,
  message: 'No images are loaded: choose a data set.',
};

/** The settings without the data set's name, which the worker has no use for. */
export function runSettings({ data: _, ...settings }: TrainingSettings): RunSettings {
  return settings;
}

const shared = new WeakMap<DataSet, { train: WireSplit; test: WireSplit }>();

/**
 * The splits for the worker. Where the page is isolated they lie in shared memory, copied once per data set however
 * many runs it trains; elsewhere the browser copies them on sending.
 */
function wireSplits(dataSet: DataSet): { train: WireSplit; test: WireSplit } {
  const known = shared.get(dataSet);
  if (known) return known;
  const isolated = typeof crossOriginIsolated === 'boolean' && crossOriginIsolated;
  const wire = (split: ImageSplit): WireSplit =>
    isolated
      ? { images: inSharedMemory(split.images), labels: inSharedMemory(split.labels), count: split.count }
      : split;
  const splits = { train: wire(dataSet.train), test: wire(dataSet.test) };
  shared.set(dataSet, splits);
  return splits;
}

function inSharedMemory(bytes: Uint8Array): Uint8Array {
  const copy = new Uint8Array(new SharedArrayBuffer(bytes.length));
  copy.set(bytes);
  return copy;
}
