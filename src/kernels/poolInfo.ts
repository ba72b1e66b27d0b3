// The windows of a 2-D pooling as tf.js computes them from what a kernel is handed; the same on every backend.
import * as tf from '@tensorflow/tfjs';

export type PoolInfo = ReturnType<typeof tf.backend_util.computePool2DInfo>;

type Windows = Pick<tf.MaxPoolGradAttrs, 'filterSize' | 'strides' | 'pad' | 'dimRoundingMode'>;

/** Of an input [images, height, width, channels], without dilation. */
export const poolInfo = (
  { shape }: tf.TensorInfo,
  { filterSize, strides, pad, dimRoundingMode }: Windows,
): PoolInfo =>
  tf.backend_util.computePool2DInfo(
    shape as [number, number, number, number],
    filterSize,
    strides,
    1,
    pad,
    dimRoundingMode,
  );
