// What layer and group normalisation share: bringing values to mean 0 and variance 1 over some axes, with the gradient
// in closed form, so that training needs a third of the passes over the tensor and no copies of the means.
import type { Tf } from '../layers/tfTypes';
import type { Tensor } from './onlyTensor';

/**
 * y = (x − m)·r over `axes`, m their mean and r = 1/√(variance + epsilon), the variance being the mean square (divided
 * by the count, as Ba et al. 2016 and Wu & He 2018 have it). Same shape as `x`.
 * Gradient: dx = r·(dy − mean(dy) − y·mean(dy·y)), the means over the same axes (the derivation of Ioffe & Szegedy
 * 2015, section 3, in terms of y).
 */
export function standardise(tf: Tf, x: Tensor, axes: readonly number[], epsilon: number): Tensor {
  // Axis by axis: all groups are of one size, and a reduction of neighbouring axes needs no transposed copy.
  const mean = (t: Tensor) => axes.reduce<Tensor>((m, axis) => tf.mean(m, axis, true), t);
  const standard = tf.customGrad((...args) => {
    const [input, save] = args as unknown as [Tensor, (tensors: Tensor[]) => void];
    const centred = tf.sub(input, mean(input)) as Tensor;
    const r = tf.rsqrt(tf.add(mean(tf.square(centred)), epsilon)) as Tensor;
    const y = tf.mul(centred, r) as Tensor;
    save([y, r]);
    const gradFunc = (dy: Tensor, [saved = y, factor = r]: Tensor[]) => {
      const along = tf.mul(saved, mean(tf.mul(dy, saved)));
      return [tf.mul(factor, tf.sub(tf.sub(dy, mean(dy)), along))];
    };
    return { value: y, gradFunc: gradFunc as never };
  });
  return standard(x) as Tensor;
}
