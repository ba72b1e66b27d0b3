// The bench's page: trains one column for one network, or two networks in step, and answers in images per second. Each
// measurement has a page of its own, so that one library's compiled code and memory never meet another's.
import { runId } from '../../src/lib/ids';
import type { Plan } from '../../src/plan/plan';
import type { Adapter } from '../../src/training/chooseBackend';
import { startRun } from '../../src/training/client';
import type { Backend } from '../../src/training/protocol';
import { startTogether } from '../../src/training/together';
import type { Column } from './columns/column';
import { openOurs } from './columns/ours';
import { type Inference, measureInference } from './inference';
import { type NetworkName, orderOf, planOf, usualBatch } from './networks';

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
    measureStock: (network: NetworkName, backend: Backend, seconds: number) => Promise<Measured>;
    /** Builds and warms up a column in place of the one before it, and holds it. */
    openColumn: (
      library: string,
      network: NetworkName,
      backend: Backend,
      batchSize?: number,
      warmTime?: number,
    ) => Promise<{ note: string; threads: number }>;
    /** Trains the open column for about so many seconds; images per second. */
    spell: (seconds: number) => Promise<number>;
    trainBatches: (count: number) => Promise<void>;
    measureInference: (nodes: number, rounds: number) => Inference;
    planOf: (network: NetworkName) => Plan;
    findAdapter: () => Promise<Adapter>;
  }
}

/** Batches before the measuring begins. */
const warmUp = 20;

const medianOf = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

window.measureInference = measureInference;

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
      return ((step() - from.step) * usualBatch * 1000) / (performance.now() - from.at);
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

/** The column that is open in this page. */
let column: (Column & { readonly batches?: (count: number) => Promise<void> }) | undefined;

/** What a column is made of; the libraries are loaded only where they are measured. */
const openers: Readonly<
  Record<
    string,
    (network: NetworkName, backend: Backend, batchSize?: number, warmTime?: number) => Promise<Column>
  >
> = {
  ours: openOurs,
  stock: async (network, backend, batchSize) =>
    (await import('./columns/stock')).openStock(network, backend, batchSize),
  convnet: async (network) => (await import('./columns/convnet')).openConvnet(network),
};

window.openColumn = async (library, ...given) => {
  const opener = openers[library];
  if (!opener) throw new Error(`The bench has no column of ${library}`);
  column?.end();
  column = undefined;
  column = await opener(...given);
  return { note: column.note, threads: column.threads };
};

window.spell = async (seconds) => {
  if (!column) throw new Error('No column is open');
  return await column.spell(seconds);
};

window.trainBatches = async (count) => {
  if (!column?.batches) throw new Error('This column cannot count its batches');
  await column.batches(count);
};

window.planOf = planOf;
window.findAdapter = async () => (await import('../../src/training/browserBackends')).findAdapter();

const measure = async (library: string, network: NetworkName, backend: Backend, seconds: number) => {
  const { note } = await window.openColumn(library, network, backend);
  return { imagesPerSecond: await window.spell(seconds), note };
};
window.measureOurs = (network, seconds) => measure('ours', network, 'wasm', seconds);
window.measureStock = (network, backend, seconds) => measure('stock', network, backend, seconds);
document.title = 'ready';
