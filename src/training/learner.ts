// The network while it learns: weights, optimiser and the two things done with them, a gradient step and an
// assessment. Knows tensors; knows nothing of epochs, time or events.
import { gatherImages, gatherLabels } from '../data/batches';
import type { ImageSplit } from '../data/dataSet';
import type { Tf } from '../layers/tfTypes';
import { buildModel } from '../model/buildModel';
import { dropoutMasks } from '../model/dropoutMasks';
import { crossEntropy } from './crossEntropy';
import { makeOptimizer } from './optimizers';
import type { RunOrder, WireSplit } from './protocol';

export type Tensor1D = ReturnType<Tf['tensor1d']>;
type Tensor2D = ReturnType<Tf['tensor2d']>;
type Scalar = ReturnType<Tf['scalar']>;
type Variable = ReturnType<Tf['variable']>;

export interface Learner {
  /**
   * One gradient step on the training images at `indices`; `step` counts from 1 and seeds dropout.
   * Returns [mean loss, correct answers], both from before the step, still on the device; the caller disposes it.
   */
  readonly learn: (indices: Uint32Array, step: number) => Tensor1D;
  /** [mean loss, predicted class of each image…] outside training mode, on the device; the caller disposes it. */
  readonly assess: (split: WireSplit, indices: Uint32Array) => Tensor1D;
  readonly dispose: () => void;
}

/** Builds the plan's network with weights from the run's seed, and its optimiser. */
export function makeLearner(tf: Tf, order: RunOrder): Learner {
  const { plan, settings, imageShape, classCount } = order;
  const built = buildModel(tf, plan, settings.seed);
  const reseedDropout = dropoutMasks(built.logits, settings.seed);
  const weights = built.logits.trainableWeights.map((weight) => weight.read() as Variable);
  const optimizer = makeOptimizer(tf, settings.optimizer, settings.learningRate, weights);
  const batchOf = (split: WireSplit, indices: Uint32Array) => {
    const images = new Float32Array(indices.length * imageShape[0] * imageShape[1] * imageShape[2]);
    gatherImages(asImageSplit(split), indices, images);
    const labels = gatherLabels(asImageSplit(split), indices);
    return {
      x: tf.tensor4d(images, [indices.length, ...imageShape]),
      oneHot: tf.tensor2d(oneHotOf(labels, classCount), [indices.length, classCount]),
      labels: tf.tensor1d(Int32Array.from(labels), 'int32'),
    };
  };

  const learn = (indices: Uint32Array, step: number) =>
    tf.tidy(() => {
      const { x, oneHot, labels } = batchOf(order.train, indices);
      reseedDropout(step);
      let correct: Scalar | undefined;
      const { value, grads } = tf.variableGrads(() => {
        const logits = built.logits.apply(x, { training: true }) as Tensor2D;
        // Kept, because variableGrads frees everything but the loss.
        correct = tf.keep(tf.sum(tf.cast(tf.equal(tf.argMax(logits, -1), labels), 'float32')) as Scalar);
        return crossEntropy(tf, logits, oneHot);
      }, weights);
      optimizer.apply(grads);
      const figures = tf.stack(correct ? [value, correct] : [value]) as Tensor1D;
      correct?.dispose();
      return figures;
    });

  const assess = (split: WireSplit, indices: Uint32Array) =>
    tf.tidy(() => {
      const { x, oneHot } = batchOf(split, indices);
      const logits = built.logits.apply(x, { training: false }) as Tensor2D;
      const predicted = tf.cast(tf.argMax(logits, -1), 'float32') as Tensor1D;
      return tf.concat1d([tf.reshape(crossEntropy(tf, logits, oneHot), [1]) as Tensor1D, predicted]);
    });

  const dispose = () => {
    optimizer.dispose();
    built.dispose();
  };
  return { learn, assess, dispose };
}

function oneHotOf(labels: Uint8Array, classCount: number): Float32Array {
  const values = new Float32Array(labels.length * classCount);
  for (const [row, label] of labels.entries()) values[row * classCount + label] = 1;
  return values;
}

/** The page may lend shared memory, which is read here as any other; the types of typed arrays tell the two apart. */
const asImageSplit = (split: WireSplit): ImageSplit => split as ImageSplit;
