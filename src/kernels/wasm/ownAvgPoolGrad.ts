// The gradient of 2-D average pooling by our own compiled kernel: see `avgPoolGrad.ts` for how it differs from tf.js's.
import * as tf from '@tensorflow/tfjs';
import { allFloat, allocate } from './heap';
import { ownKernel } from './ownKernel';
import { pointer } from './ownModule';

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
    own.avgPoolGradient(
      ...[dy, dx].map((tensor) => pointer(backend, tensor)),
      ...[info.batchSize, info.inHeight, info.inWidth, info.inChannels, info.outHeight, info.outWidth],
      ...[info.effectiveFilterHeight, info.effectiveFilterWidth, info.strideHeight, info.strideWidth],
      ...[info.padInfo.top, info.padInfo.left],
    );
    return dx;
  },
);
