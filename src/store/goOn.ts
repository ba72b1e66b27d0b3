// Going on with a run that has ended: what must be the same, what the new run is ordered, and the curves it takes over.
// Which images it learns from and which are held out stay those of the run, whatever the form says by now; else images
// that were kept from training would be learned.
import { atDocument, type Problem } from '../graph/problem';
import { formatCount } from '../lib/format';
import type { RunId } from '../lib/ids';
import { err, ok, type Result } from '../lib/result';
import type { Plan } from '../plan/plan';
import { makeBatchHash } from '../training/batchHash';
import type { Checkpoint, RunOrder, RunSettings } from '../training/protocol';
import { newRun } from '../training/reduceRun';
import type { Continued, Run, RunCurves, RunOrigin } from '../training/run';
import { isUnderWay } from '../training/run';
import { batchesIn, makeSchedule } from '../training/schedule';
import { dataSetIn } from './dataInUse';
import { planOf } from './judge';
import { orderOf, runHeads } from './runOrder';
import type { State } from './state';

const networks = new WeakMap<Plan['steps'], string>();

/** What a plan computes, by a fingerprint: kinds, parameters and wires, without the names of its layers. */
export function networkOf({ steps, heads }: Plan): string {
  const known = networks.get(steps);
  if (known !== undefined) return known;
  const places = new Map(steps.map(({ id }, i) => [id, i]));
  const bare = steps.map(({ kind, params, inputs }) => [kind, params, inputs.map((id) => places.get(id))]);
  const ends = heads.map(({ reads, target, loss, weight }) => [places.get(reads), target, loss, weight]);
  const hash = makeBatchHash();
  hash.add(Uint32Array.from(JSON.stringify([bare, ends]), (letter) => letter.codePointAt(0) ?? 0));
  const network = hash.digest();
  networks.set(steps, network);
  return network;
}

export const originOf = (plan: Plan, data: string): RunOrigin => ({ network: networkOf(plan), data });

/** A run that has ended and could go on, with where. */
export interface Resumable {
  readonly run: Extract<Run, { state: 'done' | 'failed' }>;
  readonly checkpoint: Checkpoint;
}

/** The last run, if it has ended and left something to go on from. */
export function resumableIn({ run }: Pick<State, 'run'>): Resumable | undefined {
  if (!run || isUnderWay(run) || !run.checkpoint) return undefined;
  return { run: run as Resumable['run'], checkpoint: run.checkpoint };
}

/** `epoch 2`, or `batch 1,207` where it was stopped within an epoch. */
export const placeOf = ({ epoch, step, images }: Checkpoint): string =>
  images > 0 || epoch === 0 ? `batch ${formatCount(step)}` : `epoch ${formatCount(epoch)}`;

/** Why the run cannot go on as things are, as a sentence with the remedy; undefined where it can. */
export function goOnTrouble(state: Pick<State, 'run' | 'document' | 'data'>): string | undefined {
  const found = resumableIn(state);
  if (!found) return 'No run has ended that left its weights.';
  const { run, checkpoint } = found;
  const { origin } = run;
  const plan = planOf(state.document);
  const where = placeOf(checkpoint);
  if (!plan.ok || (origin && origin.network !== networkOf(plan.value)))
    return `The drawing has changed since that run: undo the change to go on from ${where}.`;
  const { data, epochs } = state.document.training;
  if (origin && origin.data !== data)
    return `That run learned from other data: choose its data set to go on from ${where}.`;
  if (state.data.state === 'loading') return 'The images are still being loaded.';
  return checkpoint.epoch < epochs
    ? undefined
    : `All ${checkpoint.epoch} epochs are done: set more epochs to train on.`;
}

export interface Resumption {
  readonly run: Run;
  readonly order: RunOrder;
}

/** The order and the new run that go on from the last; else what is in the way. */
export function resumption(state: State, id: RunId): Result<Resumption, readonly Problem[]> {
  const trouble = goOnTrouble(state);
  const found = resumableIn(state);
  if (trouble !== undefined || !found)
    return err([{ code: 'cannot-go-on', at: atDocument, message: trouble ?? '' }]);
  const { run: last, checkpoint } = found;
  const ordered = orderOf(state);
  if (!ordered.ok) return ordered;
  const { seed, heldOut, trainingImages } = last.settings;
  const settings: RunSettings = { ...ordered.value.settings, seed, heldOut, trainingImages };
  const order: RunOrder = { ...ordered.value, settings, from: checkpoint, keeps: true };
  const schedule = makeSchedule(order);
  const step = checkpoint.epoch * schedule.stepsPerEpoch + batchesIn(schedule, checkpoint.images);
  const continues: Continued = { run: last.id, epoch: checkpoint.epoch, step };
  const dataSet = dataSetIn(state.data);
  const begun = newRun(id, order.plan.title, settings, runHeads(order.plan, dataSet));
  const run: Run = {
    ...begun,
    origin: originOf(order.plan, state.document.training.data),
    checkpoint,
    continues,
    curves: curvesUpTo(last.curves, checkpoint.step, checkpoint.step > 0 ? step / checkpoint.step : 1),
    notes: [`Goes on from ${placeOf(checkpoint)} of an earlier run.`],
  };
  return ok({ run, order });
}

/** The curves as far as the weights were kept; `scale`: batches of the new size to one of the old. */
export function curvesUpTo({ batches, heldOut, insights }: RunCurves, last: number, scale = 1): RunCurves {
  const cut = <P extends { readonly step: number }>(points: readonly P[]): readonly P[] => {
    const kept = points.filter(({ step }) => step <= last);
    if (scale === 1) return kept;
    return kept.map((point) => ({ ...point, step: Math.max(1, Math.round(point.step * scale)) }));
  };
  return { batches: cut(batches), heldOut: cut(heldOut), insights: cut(insights) };
}
