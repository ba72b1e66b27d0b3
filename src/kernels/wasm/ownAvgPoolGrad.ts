// The gradient of 2-D average pooling by our own compiled kernel: see `avgPoolGrad.ts` for how it differs from tf.js's.
import * as tf from '@tensorflow/tfjs';
import { allFloat, allocate } from './heap';
import { ownKernel } from './ownKernel';
import { pointer } from './ownModule';
import { part, passWork, share, tasksFor } from './team';

/** `dx[y,x] = Σ dy[window] / (pixels of the window inside the image)`, over the windows that hold (y,x). */
export const ownAvgPoolGrad = ownKernel<tf.AvgPoolGradInputs, tf.AvgPoolGradAttrs>(
  tf.AvgPoolGrad,
  ({ inputs: { dy, input }, attrs, backend }, own) => {
    if (!allFloat(dy, input)) return undefined;
    const info = tf.backend_util.computePool2DInfo(
      input.shape as [number, number, number, number],
      attrs.filterSize,
      attrs.strides,
      1,
      attrs.pad,
    );
    const dx = allocate(backend, input.shape);
    const tensors: readonly tf.TensorInfo[] = [dy, dx];
    // Where each lies, and the bytes of one image.
    const places = tensors.map((tensor) => ({
      at: pointer(backend, tensor),
      image: (tf.util.sizeFromShape(tensor.shape) / info.batchSize) * 4,
    }));
    const work = tf.util.sizeFromShape(input.shape) * passWork;
    const tasks = tasksFor(own, info.batchSize, work);
    share(own, tasks, work, (kernels, task) => {
      const [first, last] = part(info.batchSize, task, tasks);
      kernels.avgPoolGradient(
        ...places.map(({ at, image }) => at + first * image),
        ...[last - first, info.inHeight, info.inWidth, info.inChannels, info.outHeight, info.outWidth],
        ...[info.effectiveFilterHeight, info.effectiveFilterWidth, info.strideHeight, info.strideWidth],
        ...[info.padInfo.top, info.padInfo.left],
      );
    });
    return dx;
  },
);
