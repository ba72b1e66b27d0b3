// The bench's page: measures one column for one network, or two networks in step, and answers in images per second. Each measurement has a page
// of its own, so that our kernels never serve the stock column.
import { makeDigits } from '../../src/data/builtIn';
import { runId } from '../../src/lib/ids';
import { startRun } from '../../src/training/client';
import type { RunOrder } from '../../src/training/protocol';
import { startTogether } from '../../src/training/together';
import { type NetworkName, planOf, stockModel } from './networks';

const batchSize = 64;

export interface Measured {
  readonly imagesPerSecond: number;
  readonly note: string;
}

/** Median milliseconds of a batch with a look into the network, and of its neighbours without, in one run. */
export interface Looks {
  readonly looking: number;
  readonly plain: number;
  readonly batches: number;
}

/** Images per second: of each design alone, and of both at once while they go step for step. */
export interface TogetherSpeeds {
  readonly first: number;
  readonly second: number;
  readonly together: number;
}

declare global {
  interface Window {
    measureOurs: (network: NetworkName, seconds: number) => Promise<Measured>;
    measureLooks: (network: NetworkName, every: number, seconds: number) => Promise<Looks>;
    measureTogether: (
      pair: readonly [NetworkName, NetworkName],
      seconds: number,
      spells: number,
    ) => Promise<readonly TogetherSpeeds[]>;
    measureStock: (network: NetworkName, backend: string, seconds: number) => Promise<Measured>;
  }
}

function orderOf(network: NetworkName): RunOrder {
  const data = makeDigits();
  return {
    plan: planOf(network),
    settings: {
      optimizer: 'adam',
      learningRate: 0.001,
      batchSize,
      epochs: 1000,
      trainingImages: 0,
      heldOut: 0,
      seed: 1,
      backend: 'wasm',
    },
    imageShape: data.imageShape,
    classCount: data.classNames.length,
    train: data.train,
    // The run is thrown away before its test figures; the trainer still wants a test split that is whole.
    test: data.test,
  };
}

/** Batches before the measuring begins. */
const warmUp = 20;

/** The whole product: the training worker as the app starts it, from its second event on, warm-up left out. */
window.measureOurs = (network, seconds) => {
  const order = orderOf(network);
  return new Promise((resolve, reject) => {
    let first: { step: number; at: number } | undefined;
    let note = '';
    const run = startRun(runId('bench'), order, (event) => {
      if (event.type === 'ready') note = event.reason;
      if (event.type === 'failed') reject(new Error(event.failure.message));
      if (event.type !== 'batch') return;
      const now = { step: event.points.at(-1)?.step ?? 0, at: performance.now() };
      if (now.step < warmUp) return;
      first ??= now;
      const spent = (now.at - first.at) / 1000;
      if (spent < seconds) return;
      run.terminate();
      resolve({ imagesPerSecond: ((now.step - first.step) * batchSize) / spent, note });
    });
  });
};

const medianOf = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/**
 * One run with looks, timed batch by batch: what else the machine does slows both kinds of batches alike, and the medians
 * leave out those in which figures are read back or the worker waits for a processor.
 */
window.measureLooks = (network, every, seconds) => {
  const order = orderOf(network);
  // Few enough epochs for a point of the curve, and so a time, for every batch.
  const settings = { ...order.settings, epochs: 10 };
  const times: { step: number; elapsed: number }[] = [];
  return new Promise((resolve, reject) => {
    const run = startRun(runId('bench'), { ...order, settings, insightEvery: every }, (event) => {
      if (event.type === 'failed') reject(new Error(event.failure.message));
      if (event.type === 'done') reject(new Error('The run ended before its time was up.'));
      if (event.type !== 'batch') return;
      times.push(...event.points.map(({ step, elapsed }) => ({ step, elapsed })));
      const [first, last] = [times[warmUp], times.at(-1)];
      if (!first || !last || last.elapsed - first.elapsed < seconds * 1000) return;
      run.terminate();
      const spent = times.flatMap(({ step, elapsed }, i) => {
        const before = times[i - 1];
        return before && i > warmUp ? [{ looks: step % every === 0, ms: elapsed - before.elapsed }] : [];
      });
      const of = (looks: boolean) => medianOf(spent.flatMap((s) => (s.looks === looks ? [s.ms] : [])));
      resolve({ looking: of(true), plain: of(false), batches: spent.length });
    });
  });
};

/** Runs in step (or one alone) that are held until they are given a spell. */
function held(networks: readonly NetworkName[], name: string) {
  const orders = networks.map((network, i) => ({ runId: runId(`${name} ${i}`), order: orderOf(network) }));
  const steps = new Map(orders.map(({ runId: id }) => [id, 0]));
  const paused = new Set<string>();
  const step = () => Math.min(...steps.values());
  let settled = () => {};
  let failed = (_: Error) => {};
  const pause = () =>
    new Promise<void>((resolve, reject) => {
      [settled, failed] = [resolve, reject];
      handle.pause();
    });
  let warm = () => {};
  const warmed = new Promise<void>((resolve, reject) => {
    [warm, failed] = [resolve, reject];
  });
  const handle = startTogether(
    orders,
    (event) => {
      if (event.type === 'failed') failed(new Error(event.failure.message));
      if (event.type === 'batch') steps.set(event.runId, event.seen.step);
      if (step() >= warmUp) warm();
      if (event.type === 'resumed') paused.delete(event.runId);
      if (event.type === 'paused' && paused.add(event.runId).size === orders.length) settled();
    },
    { pace: 'lockstep' },
  );
  return {
    warmed: () => warmed.then(pause),
    /** Trains for so many seconds and holds again; answers with images per second of each run. */
    spell: async (seconds: number) => {
      const from = { step: step(), at: performance.now() };
      handle.resume();
      await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
      await pause();
      return ((step() - from.step) * batchSize * 1000) / (performance.now() - from.at);
    },
    end: handle.terminate,
  };
}

/** Each in turn, spell by spell, so that what else the machine does meets all three alike. */
window.measureTogether = async ([one, other], seconds, spells) => {
  const runs = [held([one], 'first'), held([other], 'second'), held([one, other], 'both')] as const;
  for (const run of runs) await run.warmed();
  const found: TogetherSpeeds[] = [];
  for (let i = 0; i < spells; i++) {
    const [first, second, together] = runs;
    found.push({
      first: await first.spell(seconds),
      second: await second.spell(seconds),
      together: await together.spell(seconds),
    });
  }
  for (const run of runs) run.end();
  return found;
};

/** `model.fit` on stock tf.js, timed by its own callbacks from the second batch on. */
window.measureStock = async (network, backend, seconds) => {
  const tf = await import('@tensorflow/tfjs');
  if (backend === 'webgpu') await import('@tensorflow/tfjs-backend-webgpu');
  if (backend === 'wasm') {
    await import('@tensorflow/tfjs-backend-wasm');
    (await import('../../src/kernels/wasm/binaries')).setBundledWasmPaths();
  }
  if (!(await tf.setBackend(backend))) throw new Error(`${backend} is not available here`);
  await tf.ready();
  const data = makeDigits();
  const count = 2048;
  const pixels = data.train.images.subarray(0, count * 28 * 28);
  const x = tf.tensor4d(
    Float32Array.from(pixels, (v) => v / 255),
    [count, 28, 28, 1],
  );
  const y = tf.oneHot(tf.tensor1d(Int32Array.from(data.train.labels.subarray(0, count)), 'int32'), 10);
  const model = stockModel(tf, planOf(network));
  let started = 0;
  let ended = 0;
  let batches = 0;
  await model.fit(x, y, {
    batchSize,
    epochs: 1000,
    yieldEvery: 'batch',
    callbacks: {
      onBatchEnd: () => {
        ended = performance.now();
        if (started === 0) started = ended;
        else batches += 1;
        // At least one timed batch, however slow the backend is.
        if (batches > 0 && ended - started > seconds * 1000) model.stopTraining = true;
      },
    },
  });
  return { imagesPerSecond: (batches * batchSize * 1000) / (ended - started), note: tf.getBackend() };
};
document.title = 'ready';
