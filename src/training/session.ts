// What the parts of a run share while it lasts: its tools, its clocks, the figures on their way back from the device,
// and how it says how far it is.
import type { Tf } from '../layers/tfTypes';
import type { RunId } from '../lib/ids';
import { type BatchHash, makeBatchHash } from './batchHash';
import { type Breather, makeBreather, type RunControl } from './control';
import { type Divergence, divergenceWatch } from './divergence';
import type { Tensor1D } from './judgements';
import { type Learner, makeLearner } from './learner';
import type { Pace } from './lockstep';
import { type BatchFigures, type Meter, makeMeter } from './meter';
import type { Backend, BatchPoint, Event, InsightPoint, RunOrder } from './protocol';
import { mostResident } from './residents';
import { batchesIn, makeSchedule, type Schedule, sampleOf } from './schedule';
import { makeSpeed, makeStopwatch, type Stopwatch } from './stopwatch';

/** The backend that runs, as it was chosen. */
export interface Machine {
  readonly backend: Backend;
  /** A sentence: why this one. */
  readonly reason: string;
  readonly threads: number;
  /** Resolves when the device is lost or reports a fault outside any call, which no exception would tell. */
  readonly trouble?: Promise<Error>;
  /** What has come up since it was asked last, for the run's log. */
  readonly lateNotes?: () => readonly string[];
  /** Runs a step so that the backend only compiles what it needs; where nothing is compiled, left out. */
  readonly warmUp?: (step: () => void) => Promise<void>;
}

export interface TrainTools {
  readonly runId: RunId;
  readonly machine: Machine;
  readonly emit: (event: Event) => void;
  readonly control: RunControl;
  /** Milliseconds, never falling. */
  readonly now: () => number;
  /** Where the run goes step for step with others. */
  readonly pace?: Pace;
}

/** All that the parts of a run share while it lasts. */
export interface Session extends TrainTools {
  readonly order: RunOrder;
  readonly schedule: Schedule;
  readonly learner: Learner;
  readonly meter: Meter;
  readonly breather: Breather;
  /** Of the batches handed over. */
  readonly hash: BatchHash;
  readonly fetch: (tensor: Tensor1D) => Promise<ArrayLike<number>>;
  /** Waits for something of the device; rejects when the device is lost. */
  readonly orTrouble: <T>(promise: Promise<T>) => Promise<T>;
  /** Everything but pauses. */
  readonly clock: Stopwatch;
  /** Learning alone. */
  readonly learning: Stopwatch;
  readonly speed: (images: number, elapsed: number) => number;
  readonly watch: (step: number, loss: number) => Divergence | undefined;
  /** Batches read back since the last point. */
  readonly unplotted: BatchFigures[];
  lastBreath: number;
  lastWord: number;
  imagesPerSecond: number;
  step: number;
  epoch: number;
  /** Of the run's first batch, once it is known. */
  firstLoss: number | undefined;
  /** Epochs learned to their end, and images of the one after. */
  epochsDone: number;
  inEpoch: number;
  lastKept: number;
  /** Set once the loss has gone astray. */
  diverged: Divergence | undefined;
}

export function openSession(order: RunOrder, tf: Tf, tools: TrainTools): Session {
  const { machine, now } = tools;
  const { from } = order;
  const schedule = makeSchedule(order);
  const failing = machine.trouble?.then((error): never => {
    throw error;
  });
  failing?.catch(() => {});
  const orTrouble = <T>(promise: Promise<T>): Promise<T> =>
    failing ? Promise.race([promise, failing]) : promise;
  const fetch = (tensor: Tensor1D) => orTrouble(tensor.data());
  const pipelined = machine.backend === 'webgpu' || machine.backend === 'webgl';
  const looks = (order.insightEvery ?? 0) > 0;
  const sample = looks ? sampleOf(schedule, order.settings.seed) : undefined;
  const learner = makeLearner(tf, order, sample, pipelined ? mostResident : 0);
  const { targets, penalised } = learner;
  // A command must be heard in the midst of a wait for others too.
  if (tools.pace) tools.control.onChange(tools.pace.nudge);
  return {
    ...tools,
    order,
    schedule,
    learner,
    meter: makeMeter(tf, { now, fetch, pipelined, targets, penalised }),
    breather: makeBreather(),
    hash: makeBatchHash(from?.seen),
    fetch,
    orTrouble,
    clock: makeStopwatch(now, from?.elapsed),
    learning: makeStopwatch(now),
    speed: makeSpeed(),
    watch: divergenceWatch(from?.firstLoss),
    unplotted: [],
    lastBreath: now(),
    lastWord: now(),
    imagesPerSecond: 0,
    // With batches of another size, so many of these make up the epochs done.
    step: from ? from.epoch * schedule.stepsPerEpoch + batchesIn(schedule, from.images) : 0,
    epoch: (from?.epoch ?? 0) + 1,
    firstLoss: from?.firstLoss,
    epochsDone: from?.epoch ?? 0,
    inEpoch: from ? batchesIn(schedule, from.images) * schedule.batchSize : 0,
    lastKept: Number.NEGATIVE_INFINITY,
    diverged: undefined,
  };
}

export function closeSession(session: Session): void {
  session.breather.close();
  try {
    session.meter.dispose();
    session.learner.dispose();
  } catch {
    // A device that is lost cannot be tidied up, and the run has said so already.
  }
}

/** Passes on what the machine has to say by now. */
export function passOn({ machine, runId, emit }: Pick<Session, 'machine' | 'runId' | 'emit'>): void {
  for (const message of machine.lateNotes?.() ?? []) emit({ type: 'note', runId, message });
}

/**
 * Reads figures back, judges and emits them; with `all`, every batch so far. Points keep their number of batches,
 * whenever they are read, so that equal runs give equal curves; the last point takes what is left.
 */
export async function report(session: Session, all: boolean): Promise<void> {
  const { meter, unplotted, schedule, learning, learner } = session;
  const figures = all ? await meter.drain() : await meter.read();
  const points: BatchPoint[] = [];
  const insights: InsightPoint[] = [];
  let images = 0;
  for (const batch of figures) {
    images += batch.images;
    session.firstLoss ??= batch.loss;
    session.diverged ??= session.watch(batch.step, batch.loss);
    if (batch.beyond.length > 0 && learner.insight)
      insights.push({ step: batch.step, ...learner.insight.read(batch.beyond) });
    if (Number.isFinite(batch.loss)) unplotted.push(batch);
    if (batch.step % schedule.batchesPerPoint === 0 && unplotted.length > 0)
      points.push(pointOf(unplotted.splice(0)));
  }
  const last =
    session.step === schedule.totalSteps || session.diverged || session.control.state === 'stopped';
  if (unplotted.length > 0 && last) points.push(pointOf(unplotted.splice(0)));
  if (images > 0) session.imagesPerSecond = session.speed(images, learning.elapsed());
  say(session, points, insights);
}

function pointOf(batches: readonly BatchFigures[]): BatchPoint {
  const mean = (value: (batch: BatchFigures) => number) =>
    batches.reduce((sum, batch) => sum + value(batch), 0) / batches.length;
  const heads = (batches[0]?.heads ?? []).map((_, i) => ({
    loss: mean((b) => b.heads[i]?.loss ?? Number.NaN),
    metric: mean((b) => b.heads[i]?.metric ?? Number.NaN),
  }));
  const last = batches.at(-1);
  return { step: last?.step ?? 0, loss: mean((b) => b.loss), heads, elapsed: last?.elapsed ?? 0 };
}

export function say(
  session: Session,
  points: readonly BatchPoint[] = [],
  insights: readonly InsightPoint[] = [],
): void {
  const { runId, emit, imagesPerSecond, clock, epoch, step, hash } = session;
  passOn(session);
  session.lastWord = session.now();
  const seen = { step, hash: hash.digest() };
  emit({ type: 'batch', runId, points, imagesPerSecond, elapsed: clock.elapsed(), epoch, insights, seen });
}
