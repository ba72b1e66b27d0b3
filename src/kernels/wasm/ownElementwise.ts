// ReLU's gradient and ln(1 + x) by our own compiled kernels. tf.js makes a tensor of the step function and multiplies by
// it; ln(1 + x), in which the cross-entropy of pictures spends its time, it computes one element at a time.
import * as tf from '@tensorflow/tfjs';
import { allFloat, allocate } from './heap';
import { overrideGradientOnWasm } from './override';
import { ownKernel } from './ownKernel';
import { pointer } from './ownModule';
import { part, passWork, share, tasksFor } from './team';

const reluGrad = 'ConvasReluGrad';

/** `dx = dy` where x > 0, else 0. */
export const ownReluGrad = ownKernel<{ dy: tf.TensorInfo; x: tf.TensorInfo }, object>(
  reluGrad,
  ({ inputs: { dy, x }, backend }, own) => {
    const dx = allocate(backend, x.shape);
    const tensors: readonly tf.TensorInfo[] = [x, dy, dx];
    const at = tensors.map((tensor) => pointer(backend, tensor));
    const count = tf.util.sizeFromShape(x.shape);
    const tasks = tasksFor(own, count, count * passWork);
    share(own, tasks, count * passWork, (kernels, task) => {
      const [first, last] = part(count, task, tasks);
      kernels.reluGradient(...at.map((from) => from + first * 4), last - first);
    });
    return dx;
  },
);

/** Calls `ConvasReluGrad` where the backend has it. */
export const ownReluGradient = overrideGradientOnWasm(tf.Relu, (stock) => (dy, saved, attrs) => {
  const [x] = saved as [tf.Tensor];
  const gradient = dy as tf.Tensor;
  const own = tf.getKernel(reluGrad, 'wasm') && allFloat(x, gradient);
  return own
    ? { x: () => tf.engine().runKernel(reluGrad, { dy: gradient, x }) as tf.Tensor }
    : stock(dy, saved, attrs);
});

/** `y = ln(1 + x)`. */
export const ownLog1p = ownKernel<tf.Log1pInputs, object>(tf.Log1p, ({ inputs: { x }, backend }, own) => {
  if (!allFloat(x)) return undefined;
  const y = allocate(backend, x.shape);
  own.log1p(pointer(backend, x), pointer(backend, y), tf.util.sizeFromShape(x.shape));
  return y;
});
