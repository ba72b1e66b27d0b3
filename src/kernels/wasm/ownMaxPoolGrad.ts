// The gradient of 2-D max pooling by our own compiled kernel.
import * as tf from '@tensorflow/tfjs';
import { allFloat, allocate } from './heap';
import { ownKernel } from './ownKernel';
import { pointer } from './ownModule';

/** `dx` gets each window's `dy` at the window's first largest element in row order; windows that overlap add up. */
export const ownMaxPoolGrad = ownKernel<tf.MaxPoolGradInputs, tf.MaxPoolGradAttrs>(
  tf.MaxPoolGrad,
  ({ inputs: { dy, input, output }, attrs, backend }, own) => {
    if (!allFloat(dy, input, output)) return undefined;
    const info = tf.backend_util.computePool2DInfo(
      input.shape as [number, number, number, number],
      attrs.filterSize,
      attrs.strides,
      1,
      attrs.pad,
      attrs.dimRoundingMode,
    );
    const dx = allocate(backend, input.shape);
    own.maxPoolGradient(
      ...[input, output, dy, dx].map((tensor) => pointer(backend, tensor)),
      ...[info.batchSize, info.inHeight, info.inWidth, info.inChannels, info.outHeight, info.outWidth],
      ...[info.effectiveFilterHeight, info.effectiveFilterWidth, info.strideHeight, info.strideWidth],
      ...[info.padInfo.top, info.padInfo.left],
    );
    return dx;
  },
);
