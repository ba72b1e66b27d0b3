// Matrix products with a transposed operand, as the gradients of a dense layer need them. The stock WASM kernel
// has SIMD only for the plain product and is 10 to 25 times slower for the transposed ones.
import * as tf from '@tensorflow/tfjs';
import { allFloat, compose, shaped } from './heap';
import { wrapKernel } from './override';

/** `op(a)·op(b)` with op the identity or the transpose; matrices in batches of one go through plain products. */
export const matMul = wrapKernel<tf.BatchMatMulInputs, tf.BatchMatMulAttrs>(
  tf.BatchMatMul,
  (stock) => (call) => {
    const { a, b } = call.inputs;
    const { transposeA, transposeB } = call.attrs;
    const leading = [...a.shape.slice(0, -2), ...b.shape.slice(0, -2)];
    if (!(transposeA || transposeB) || !allFloat(a, b) || leading.some((length) => length !== 1))
      return stock(call);
    const shape = tf.backend_util.assertAndGetBroadcastShape(a.shape.slice(0, -2), b.shape.slice(0, -2));
    const out = compose(call.backend, ({ run }) => {
      const plain = (matrix: tf.TensorInfo, transposed: boolean): tf.TensorInfo => {
        const flat = shaped(matrix, matrix.shape.slice(-2));
        return transposed ? run(tf.Transpose, { x: flat }, { perm: [1, 0] }) : flat;
      };
      const attrs = { transposeA: false, transposeB: false };
      return run(tf.BatchMatMul, { a: plain(a, transposeA), b: plain(b, transposeB) }, attrs);
    });
    return shaped(out, [...shape, ...out.shape]);
  },
);
