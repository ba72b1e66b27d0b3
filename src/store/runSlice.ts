// The one training run: gathers what is in its way, orders it from the worker, and lets the reducer turn the worker's
// events into what the page shows.
import type { StateCreator } from 'zustand';
import type { DataSet, ImageSplit } from '../data/dataSet';
import type { TrainingSettings } from '../graph/document';
import { atDocument, type Problem } from '../graph/problem';
import type { Target } from '../layers/contract';
import { runId } from '../lib/ids';
import { err, ok } from '../lib/result';
import type { Plan } from '../plan/plan';
import type { RunHandle } from '../training/client';
import type { RunOrder, RunSettings, WireSplit } from '../training/protocol';
import { markStopping, newRun, reduceRun } from '../training/reduceRun';
import { isUnderWay, type RunHead } from '../training/run';
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
      set({ run: newRun(id, plan.title, settings, runHeads(plan, dataSetIn(state.data))) });
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

/** The heads of a plan with the names that the data has for what each gives. */
function runHeads({ heads, steps }: Plan, data: DataSet | undefined): readonly RunHead[] {
  return heads.map(({ step, target, weight, trainingOnly, reads }) => {
    const width = steps.find(({ id }) => id === reads)?.outputShape.at(-1);
    return { id: step, target, weight, trainingOnly, names: data ? namesOf(target, width, data) : [] };
  });
}

function namesOf(target: Target, width: number | undefined, data: DataSet): readonly string[] {
  switch (target) {
    case 'class':
      return data.classNames;
    case 'labels':
      return data.labelNames?.length === width ? (data.labelNames ?? []) : data.classNames;
    case 'values':
      return data.valueNames ?? [];
    case 'pixels':
      return data.maskNames ?? [];
    case 'image':
      return [];
  }
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
  const lent = <A extends Uint8Array | Float32Array>(array: A): A =>
    isolated ? inSharedMemory(array) : array;
  const wire = ({ images, labels, count, masks, values, attributes }: ImageSplit): WireSplit => ({
    images: lent(images),
    labels: lent(labels),
    count,
    ...(masks ? { masks: lent(masks) } : {}),
    ...(values ? { values: lent(values) } : {}),
    ...(attributes ? { attributes: lent(attributes) } : {}),
  });
  const splits = { train: wire(dataSet.train), test: wire(dataSet.test) };
  shared.set(dataSet, splits);
  return splits;
}

function inSharedMemory<A extends Uint8Array | Float32Array>(array: A): A {
  const bytes = new Uint8Array(new SharedArrayBuffer(array.byteLength));
  bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
  return (array instanceof Float32Array ? new Float32Array(bytes.buffer) : bytes) as A;
}
