// The gradients of sum and mean: dy repeated along the reduced axes. The stock gradients multiply it with a
// tensor of ones that is filled in JavaScript and uploaded, about 50 times the cost of the repetition.
import * as tf from '@tensorflow/tfjs';
import type { Override } from '../gradients/override';
import { overrideGradientOnWasm } from './override';

interface ReduceAttrs {
  readonly axis: number | number[];
}

function repeated(name: string, scaleOf: (reduced: number) => number): Override {
  return overrideGradientOnWasm(name, () => (dy, saved, attrs) => {
    const [x] = saved as [tf.Tensor];
    const axes = tf.util.parseAxisParam((attrs as unknown as ReduceAttrs).axis, x.shape);
    const small = x.shape.map((length, axis) => (axes.includes(axis) ? 1 : length));
    const times = x.shape.map((length, axis) => (axes.includes(axis) ? length : 1));
    const scale = scaleOf(tf.util.sizeFromShape(times));
    return {
      x: () => {
        const one = tf.reshape(dy as tf.Tensor, small);
        return tf.tile(scale === 1 ? one : tf.mul(one, scale), times);
      },
    };
  });
}

/** `dx = dy`, repeated. */
export const sumGradient = repeated(tf.Sum, () => 1);

/** `dx = dy / N`, repeated. */
export const meanGradient = repeated(tf.Mean, (reduced) => 1 / reduced);
