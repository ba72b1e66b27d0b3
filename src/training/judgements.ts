// How far each output is right: what is measured on the device, one vector a batch, and how the batches' vectors add
// up to the figures of a test. The device's part and the sum stand together, since one writes what the other reads.
import type { Tf } from '../layers/tfTypes';
import type { Scalar, Tensor } from './losses';
import type { HeadFigures, MetricName } from './protocol';
import type { HeadTarget } from './targets';

export type Tensor1D = ReturnType<Tf['tensor1d']>;

/** A batch's tensors for one head. */
export interface Seen {
  /** What the loss reads: logits, where it has a softmax or sigmoid. */
  readonly read: Tensor;
  readonly expected: Tensor;
  /** int32 true classes, where there are any. */
  readonly classes: Tensor | undefined;
}

/** What the network gives for what its loss reads: logits of a sigmoid become shares; classes stay logits. */
export const outputOf = (tf: Tf, { head }: HeadTarget, read: Tensor): Tensor =>
  head.loss === 'sigmoidCrossEntropy' ? tf.sigmoid(read) : read;

/**
 * What the metric of the curves sums over a batch: right answers, or absolute errors; divided by images and
 * `judged` values it is the metric.
 */
export function metricSum(tf: Tf, target: HeadTarget, { read, expected, classes }: Seen): Scalar {
  switch (target.head.target) {
    case 'class':
    case 'pixels':
      return sumOf(tf, tf.equal(tf.argMax(read, -1), classes ?? expected));
    case 'labels':
      // A label is judged present where its logit is above 0, its share above one half.
      return sumOf(
        tf,
        tf.equal(tf.cast(tf.greater(read, 0), 'int32'), tf.cast(tf.greater(expected, 0.5), 'int32')),
      );
    case 'values':
    case 'image':
      return tf.sum(tf.abs(tf.sub(outputOf(tf, target, read), expected))) as Scalar;
  }
}

const sumOf = (tf: Tf, flags: Tensor): Scalar => tf.sum(tf.cast(flags, 'float32')) as Scalar;

/** Figures over batches of one head; `take` gives the next `count` numbers of the batch's vector. */
export interface Judgement {
  /** Parts of the vector that a batch adds, one after the other. */
  readonly measure: (seen: Seen) => readonly Tensor[];
  readonly add: (take: (count: number) => readonly number[], labels: readonly number[]) => void;
  /** Over all batches added; the loss and the metric of the curves first. */
  readonly figures: (loss: number, images: number) => HeadFigures;
}

/** Judges a head's outputs; `full`: with the figures that only a test needs. */
export function judgementOf(tf: Tf, target: HeadTarget, full: boolean): Judgement {
  switch (target.head.target) {
    case 'class':
      return classJudgement(tf, target, full);
    case 'pixels':
      return pixelJudgement(tf, target, full);
    default:
      return sumJudgement(tf, target, full);
  }
}

const named = (name: MetricName, value: number) => ({ name, value });
const about = ({ head }: HeadTarget, loss: number) => ({ id: head.step, target: head.target, loss });
const share = (part: number, whole: number): number => (whole > 0 ? part / whole : 0);

function classJudgement(tf: Tf, target: HeadTarget, full: boolean): Judgement {
  const count = target.shape.at(-1) ?? 0;
  // Of five classes or fewer, the true one is always among the first five.
  const ranked = full && count > 5;
  const confusion = Array.from({ length: count }, () => new Array<number>(count).fill(0));
  let right = 0;
  let amongFive = 0;
  return {
    measure: ({ read, expected }) => [
      tf.cast(tf.argMax(read, -1), 'float32'),
      ...(ranked ? [rankOfTruth(tf, read, expected)] : []),
    ],
    add: (take, labels) => {
      const predicted = take(labels.length);
      const ranks = ranked ? take(labels.length) : [];
      for (const [i, label] of labels.entries()) {
        const answer = predicted[i] ?? -1;
        const row = confusion[label];
        if (row && answer in row) row[answer] = (row[answer] ?? 0) + 1;
        if (answer === label) right += 1;
        if ((ranks[i] ?? count) < 5) amongFive += 1;
      }
    },
    figures: (loss, images) => ({
      ...about(target, loss),
      metrics: [
        named('accuracy', share(right, images)),
        ...(ranked ? [named('top-5 accuracy', share(amongFive, images))] : []),
      ],
      confusion,
    }),
  };
}

/** Of each sample, how many classes have a greater logit than the true one: [batch]. */
function rankOfTruth(tf: Tf, logits: Tensor, oneHot: Tensor): Tensor {
  const truth = tf.sum(tf.mul(logits, oneHot), -1, true);
  return tf.sum(tf.cast(tf.greater(logits, truth), 'float32'), -1);
}

function pixelJudgement(tf: Tf, target: HeadTarget, full: boolean): Judgement {
  const count = target.shape.at(-1) ?? 0;
  const both = new Array<number>(count).fill(0);
  const either = new Array<number>(count).fill(0);
  let right = 0;
  return {
    measure: (seen) => {
      const sum = tf.reshape(metricSum(tf, target, seen), [1]);
      if (!full) return [sum];
      // One-hot of the greatest logit; where two are equal, both count.
      const predicted = tf.cast(tf.equal(seen.read, tf.max(seen.read, -1, true)), 'float32');
      const perClass = (x: Tensor) => tf.sum(tf.reshape(x, [-1, count]), 0);
      return [
        sum,
        perClass(tf.mul(predicted, seen.expected)),
        perClass(tf.maximum(predicted, seen.expected)),
      ];
    },
    add: (take) => {
      right += take(1)[0] ?? 0;
      if (!full) return;
      for (const sums of [both, either])
        for (const [c, value] of take(count).entries()) sums[c] = (sums[c] ?? 0) + value;
    },
    figures: (loss, images) => {
      const occurring = both.flatMap((shared, c) => (either[c] ? [shared / (either[c] ?? 1)] : []));
      const mean = share(
        occurring.reduce((a, b) => a + b, 0),
        occurring.length,
      );
      return {
        ...about(target, loss),
        metrics: [
          named('pixel accuracy', share(right, images * target.judged)),
          ...(full ? [named('mean IoU', mean)] : []),
        ],
      };
    },
  };
}

/** Below this mean squared error a picture counts as equal: 100 dB. */
const smallestError = 1e-10;

function sumJudgement(tf: Tf, target: HeadTarget, full: boolean): Judgement {
  const kind = target.head.target;
  const pictures = full && kind === 'image';
  let sum = 0;
  let decibels = 0;
  return {
    measure: (seen) => {
      const total = tf.reshape(metricSum(tf, target, seen), [1]);
      return pictures ? [total, errorPerImage(tf, outputOf(tf, target, seen.read), seen.expected)] : [total];
    },
    add: (take, labels) => {
      sum += take(1)[0] ?? 0;
      if (!pictures) return;
      for (const error of take(labels.length)) decibels -= 10 * Math.log10(Math.max(error, smallestError));
    },
    figures: (loss, images) => {
      const name = kind === 'labels' ? 'labels right' : 'mean absolute error';
      return {
        ...about(target, loss),
        metrics: [
          named(name, share(sum, images * target.judged)),
          ...(pictures ? [named('PSNR', share(decibels, images))] : []),
        ],
      };
    },
  };
}

const errorPerImage = (tf: Tf, output: Tensor, expected: Tensor): Tensor =>
  tf.mean(tf.reshape(tf.squaredDifference(output, expected), [output.shape[0] ?? 1, -1]), 1);
