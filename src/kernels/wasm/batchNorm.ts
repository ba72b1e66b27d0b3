// Batch norm over the last axis. The stock WASM kernel divides and takes a root for every element, and the
// stock gradient builds a full-size copy of each channel vector with Tile; here each channel's constants are
// computed once and the passes over the tensor are plain multiplications and additions.
import * as tf from '@tensorflow/tfjs';
import { allFloat, compose, floats } from './heap';
import { overrideGradientOnWasm, wrapKernel } from './override';

interface BatchNormInputs {
  readonly x: tf.TensorInfo;
  readonly mean: tf.TensorInfo;
  readonly variance: tf.TensorInfo;
  readonly offset?: tf.TensorInfo;
  readonly scale?: tf.TensorInfo;
}

/** `y = x·a + b` with `a = scale / √(variance + ε)` and `b = offset − mean·a`, per channel. */
export const batchNorm = wrapKernel<BatchNormInputs, tf.FusedBatchNormAttrs>(
  tf.FusedBatchNorm,
  (stock) => (call) => {
    const { x, mean, variance, offset, scale } = call.inputs;
    const vectors = [mean, variance, offset, scale].filter(
      (vector) => vector !== undefined && vector !== null,
    );
    const channels = x.shape.at(-1) ?? 0;
    const perChannel = vectors.every((v) => v.shape.length === 1 && v.shape[0] === channels);
    if (!perChannel || !allFloat(x, ...vectors)) return stock(call);
    const { backend, attrs } = call;
    return compose(backend, ({ run, scratch }) => {
      const [a, b] = [scratch([channels]), scratch([channels])];
      const [as, bs] = [floats(backend, a), floats(backend, b)];
      const [means, variances] = [floats(backend, mean), floats(backend, variance)];
      const scales = scale && floats(backend, scale);
      const offsets = offset && floats(backend, offset);
      for (let c = 0; c < channels; c++) {
        const factor = (scales?.[c] ?? 1) / Math.sqrt((variances[c] ?? 0) + attrs.varianceEpsilon);
        as[c] = factor;
        bs[c] = (offsets?.[c] ?? 0) - (means[c] ?? 0) * factor;
      }
      return run(tf.Add, { a: run(tf.Multiply, { a: x, b: a }), b });
    });
  },
);

/**
 * With `r = 1/√(variance + ε)`: `dx = dy·r·scale`, `dmean = −r·scale·Σdy`, `dvariance = −½r³·scale·Σdy(x−mean)`,
 * `dscale = r·Σdy(x−mean)`, `doffset = Σdy`, sums over all axes but the last (Ioffe & Szegedy 2015, section 3;
 * the terms through mean and variance reach x along their own operations).
 */
export const batchNormGradient = overrideGradientOnWasm(tf.FusedBatchNorm, (stock) => (dy, saved, attrs) => {
  const [x, mean, variance, scale] = saved as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor | undefined];
  const gradient = dy as tf.Tensor;
  const channels = x.shape.at(-1) ?? 0;
  const vectors = [mean, variance, ...(scale ? [scale] : [])];
  if (!vectors.every((v) => v.rank === 1 && v.shape[0] === channels)) return stock(dy, saved, attrs);
  const { varianceEpsilon } = attrs as unknown as tf.FusedBatchNormAttrs;
  const axes = x.shape.slice(0, -1).map((_, axis) => axis);
  const r = tf.rsqrt(tf.add(variance, varianceEpsilon));
  const factor = scale ? tf.mul(r, scale) : r;
  const sumDy = tf.sum(gradient, axes);
  const sumDyX = tf.sum(tf.mul(gradient, tf.sub(x, mean)), axes);
  return {
    x: () => tf.mul(gradient, factor),
    mean: () => tf.neg(tf.mul(factor, sumDy)),
    variance: () => tf.mul(tf.mul(tf.mul(tf.square(r), factor), sumDyX), -0.5),
    scale: () => tf.mul(r, sumDyX),
    offset: () => sumDy,
  };
});
