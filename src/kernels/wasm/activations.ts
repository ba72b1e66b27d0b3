// Activations whose stock WASM kernel or gradient works one element at a time (tanh takes 19 ns each), written
// as the few operations that XNNPACK has in SIMD.
import * as tf from '@tensorflow/tfjs';
import { allFloat, compose, floats } from './heap';
import { overrideGradientOnWasm, wrapKernel } from './override';

/** `tanh x = 2·σ(2x) − 1`; its absolute error is that of the sigmoid, about 1e-7. */
export const tanh = wrapKernel<tf.TanhInputs, object>(tf.Tanh, (stock) => (call) => {
  const { x } = call.inputs;
  if (!allFloat(x)) return stock(call);
  return compose(call.backend, ({ run, scratch }) => {
    const two = scratch([]);
    const one = scratch([]);
    floats(call.backend, two).fill(2);
    floats(call.backend, one).fill(1);
    const half = run(tf.Sigmoid, { x: run(tf.Multiply, { a: x, b: two }) });
    return run(tf.Sub, { a: run(tf.Multiply, { a: half, b: two }), b: one });
  });
});

/** `leakyRelu x = max(x, αx)` for α ≤ 1. */
export const leakyRelu = wrapKernel<tf.LeakyReluInputs, tf.LeakyReluAttrs>(
  tf.LeakyRelu,
  (stock) => (call) => {
    const { x } = call.inputs;
    const { alpha } = call.attrs;
    if (!allFloat(x) || alpha > 1) return stock(call);
    return compose(call.backend, ({ run, scratch }) => {
      const slope = scratch([]);
      floats(call.backend, slope).fill(alpha);
      return run(tf.Maximum, { a: x, b: run(tf.Multiply, { a: x, b: slope }) });
    });
  },
);

/** `dx = dy` where x > 0, else `α·dy`: the step function with α below zero is the whole factor. */
export const leakyReluGradient = overrideGradientOnWasm(tf.LeakyRelu, () => (dy, saved, attrs) => {
  const [x] = saved as [tf.Tensor];
  const { alpha } = attrs as unknown as tf.LeakyReluAttrs;
  return { x: () => tf.mul(dy as tf.Tensor, tf.step(x, alpha)) };
});

/** `dx = dy` where 0 < x ≤ 6, else 0. */
export const relu6Gradient = overrideGradientOnWasm(tf.Relu6, () => (dy, saved) => {
  const [x] = saved as [tf.Tensor];
  return { x: () => tf.mul(dy as tf.Tensor, tf.sub(tf.step(x), tf.step(tf.sub(x, 6)))) };
});
