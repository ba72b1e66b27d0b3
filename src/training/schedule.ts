// What a run will do, computed before it starts: which images it learns from, how many batches that makes, and when
// it looks at the held-out images. Also says why an order cannot be carried out.
import { holdOut, shuffledIndices } from '../data/batches';
import { formatCount, formatShape } from '../lib/format';
import type { RunOrder, WireSplit } from './protocol';

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

/** Training images of each batch of an epoch (from 1), in an order that seed and epoch alone decide. */
export function* batchesOf(schedule: Schedule, seed: number, epoch: number): Generator<Uint32Array> {
  const { training, batchSize } = schedule;
  const order = shuffledIndices(training.length, seed, epoch).map((i) => training[i] ?? 0);
  for (let start = 0; start < order.length; start += batchSize)
    yield order.subarray(start, start + batchSize);
}

/** Why this order cannot be carried out, as a sentence; undefined when it can. */
export function orderProblem({
  plan,
  settings,
  imageShape,
  classCount,
  train,
  test,
}: RunOrder): string | undefined {
  const input = plan.steps.find((step) => step.id === plan.input)?.outputShape ?? [];
  const classes = plan.steps.find((step) => step.id === plan.output)?.outputShape[0];
  if (formatShape(input) !== formatShape(imageShape)) {
    return `The network takes images of ${formatShape(input)}, the data has ${formatShape(imageShape)}.`;
  }
  if (classes !== classCount)
    return `The network tells ${classes} classes apart, the data has ${classCount}.`;
  if (plan.totals.trainable === 0)
    return 'The network has no weights to train: add a convolution or a dense layer.';
  if (train.count === 0) return 'The data set has no training images.';
  if (!(settings.batchSize >= 1 && settings.epochs >= 1 && settings.learningRate > 0)) {
    return 'Batch size and epochs must be at least 1, and the learning rate above 0.';
  }
  const size = imageShape.reduce((n, d) => n * d, 1);
  return splitProblem('training', train, size, classCount) ?? splitProblem('test', test, size, classCount);
}

function splitProblem(name: string, split: WireSplit, size: number, classCount: number): string | undefined {
  if (split.images.length !== split.count * size || split.labels.length !== split.count) {
    return `The ${name} data announces ${formatCount(split.count)} images but holds ${formatCount(split.images.length)} bytes and ${formatCount(split.labels.length)} labels.`;
  }
  const strange = split.labels.find((label) => label >= classCount);
  return strange === undefined
    ? undefined
    : `The ${name} data has a label ${strange}, but only ${classCount} classes.`;
}
