// What a run will do, computed before it starts: which images it learns from, how many batches that makes, and when
// it looks at the held-out images. Also says why an order cannot be carried out.
import { holdOut, shuffledIndices } from '../data/batches';
import { formatCount, formatShape } from '../lib/format';
import type { Step } from '../plan/plan';
import { sourceShape } from '../plan/sourceShape';
import type { RunOrder, WireSplit } from './protocol';
import { labelWidth, shapeRead, targetProblem, valueWidth } from './targets';

export interface Schedule {
  readonly training: Uint32Array;
  /** In random order, so that any first part is a fair sample. */
  readonly heldOut: Uint32Array;
  readonly batchSize: number;
  readonly stepsPerEpoch: number;
  readonly totalSteps: number;
  /** Held-out images looked at within an epoch, and at its end. */
  readonly glance: number;
  readonly look: number;
  /** Batches in the epoch, from 1, after which a glance is due. */
  readonly glances: ReadonlySet<number>;
  /** Batches whose mean makes one point of the curve. */
  readonly batchesPerPoint: number;
  /** Images in one batch of an evaluation. */
  readonly evaluationBatch: number;
}

/** More points than a chart has pixels say nothing more. */
const mostPoints = 1000;
const mostGlanced = 500;
const mostLooked = 2000;
/** Images enough for shares and means, and few enough to cost less than a batch. */
const sampleSize = 32;

export function makeSchedule({ settings, train }: RunOrder): Schedule {
  const used = settings.trainingImages === 0 ? train.count : Math.min(settings.trainingImages, train.count);
  const { train: training, heldOut } = holdOut(used, settings.heldOut, settings.seed);
  const batchSize = Math.min(settings.batchSize, training.length);
  const stepsPerEpoch = Math.ceil(training.length / batchSize);
  const totalSteps = stepsPerEpoch * settings.epochs;
  // Epochs count from 1, so that the stream numbered 0 is free for the held-out images' order.
  const order = shuffledIndices(heldOut.length, settings.seed, 0);
  // A glance costs about a third of learning from as many images: a twentieth of the epoch's images at most.
  const glance = Math.min(heldOut.length, mostGlanced, Math.max(50, Math.round(training.length / 20)));
  const quarters = [1, 2, 3].map((q) => Math.round((q * stepsPerEpoch) / 4));
  return {
    training,
    heldOut: order.map((i) => heldOut[i] ?? 0),
    batchSize,
    stepsPerEpoch,
    totalSteps,
    glance,
    look: Math.min(heldOut.length, mostLooked),
    glances: new Set(stepsPerEpoch >= 8 ? quarters : []),
    batchesPerPoint: Math.ceil(totalSteps / mostPoints),
    evaluationBatch: Math.max(settings.batchSize, 64),
  };
}

/** All training images in the order of an epoch (from 1), which seed and epoch alone decide. */
const orderIn = ({ training }: Schedule, seed: number, epoch: number): Uint32Array =>
  shuffledIndices(training.length, seed, epoch).map((i) => training[i] ?? 0);

/**
 * The images whose activations are looked at: the first of the first epoch, a fair sample, equal in all runs with this
 * data and seed.
 */
export const sampleOf = (schedule: Schedule, seed: number): Uint32Array =>
  orderIn(schedule, seed, 1).slice(0, sampleSize);

/** Whole batches of an epoch that so many images make. */
export const batchesIn = ({ batchSize }: Schedule, images: number): number => Math.floor(images / batchSize);

/** Training images of each batch of an epoch (from 1), in its order; without the first `done` batches. */
export function* batchesOf(
  schedule: Schedule,
  seed: number,
  epoch: number,
  done = 0,
): Generator<Uint32Array> {
  const { batchSize } = schedule;
  const order = orderIn(schedule, seed, epoch);
  for (let start = done * batchSize; start < order.length; start += batchSize)
    yield order.subarray(start, start + batchSize);
}

/** Why this order cannot be carried out, as a sentence; undefined when it can. */
export function orderProblem(order: RunOrder): string | undefined {
  const { plan, settings, imageShape, train, test } = order;
  for (const id of plan.inputs) {
    const problem = inputProblem(
      plan.steps.find((step) => step.id === id),
      order,
    );
    if (problem) return problem;
  }
  if (plan.totals.trainable === 0)
    return 'The network has no weights to train: add a convolution or a dense layer, or thaw one that is frozen.';
  if (plan.heads.every(({ weight }) => weight === 0))
    return 'Every output has the weight 0, so that there is nothing to learn: give at least one a weight above 0.';
  if (train.count === 0) return 'The data set has no training images.';
  if (!(settings.batchSize >= 1 && settings.epochs >= 1 && settings.learningRate > 0)) {
    return 'Batch size and epochs must be at least 1, and the learning rate above 0.';
  }
  for (const head of plan.heads) {
    const problem = targetProblem(head, order);
    if (problem) return problem;
  }
  const size = imageShape.reduce((n, d) => n * d, 1);
  return splitProblem('training', train, size, order) ?? splitProblem('test', test, size, order);
}

function inputProblem(step: Step | undefined, order: RunOrder): string | undefined {
  if (!step) return 'The plan has no step for one of its inputs.';
  const shape = formatShape(step.outputShape);
  const { imageShape, classCount, train } = order;
  const sizes = { imageShape, classes: classCount, values: valueWidth(train) };
  const has = formatShape(sourceShape(step.kind, step.params, sizes));
  if (shape === has) return undefined;
  return step.kind === 'input'
    ? `The network takes images of ${shape}, the data has ${has}.`
    : `The network takes ${shape} values at “${step.id}”, the data has ${has}.`;
}

function splitProblem(name: string, split: WireSplit, size: number, order: RunOrder): string | undefined {
  const { classCount, imageShape, plan, train } = order;
  if (split.images.length !== split.count * size || split.labels.length !== split.count) {
    return `The ${name} data announces ${formatCount(split.count)} images but holds ${formatCount(split.images.length)} bytes and ${formatCount(split.labels.length)} labels.`;
  }
  const strange = split.labels.find((label) => label >= classCount);
  if (strange !== undefined)
    return `The ${name} data has a label ${strange}, but only ${classCount} classes.`;
  if (valueWidth(split) !== valueWidth(train) || labelWidth(split) !== labelWidth(train))
    return `The ${name} data does not carry the same numbers and labels as the training data.`;
  const ofPixels = plan.heads.find(({ target }) => target === 'pixels');
  return ofPixels ? maskProblem(name, split, imageShape, shapeRead(plan, ofPixels).at(-1) ?? 0) : undefined;
}

function maskProblem(
  name: string,
  { masks, count }: WireSplit,
  [height, width]: RunOrder['imageShape'],
  classes: number,
): string | undefined {
  if (masks?.length !== count * height * width)
    return `The ${name} data announces ${formatCount(count)} images but holds a class for ${formatCount(masks?.length ?? 0)} pixels.`;
  const strange = masks.find((c) => c >= classes);
  return strange === undefined
    ? undefined
    : `The ${name} data has pixels of class ${strange}, but the network tells only ${classes} apart.`;
}
