// The gradients of convolutions by our own compiled kernels, as tf.js calls them. The forward pass stays XNNPACK's, which
// measured up to a seventh faster than ours.
import * as tf from '@tensorflow/tfjs';
import { getThreadsCount } from '@tensorflow/tfjs-backend-wasm';
import { allFloat } from './heap';
import { filterGradient } from './ownFilterGradient';
import type { Info } from './ownImages';
import { inputGradient } from './ownInputGradient';
import { ownKernel } from './ownKernel';
import { threadsOf } from './team';

type Shape4D = [number, number, number, number];
type Attrs = Pick<tf.Conv2DAttrs, 'strides' | 'pad' | 'dataFormat' | 'dimRoundingMode'>;

function infoOf(x: readonly number[], filter: readonly number[], attrs: Attrs): Info {
  const { strides, pad, dimRoundingMode } = attrs;
  return tf.backend_util.computeConv2DInfo(x as Shape4D, filter as Shape4D, strides, 1, pad, dimRoundingMode);
}

/** Ours took about half the time of those made of XNNPACK's convolutions, which with more threads share it out. */
const mostThreads = 2;

/** `dW` of a convolution, NHWC. */
export const ownBackpropFilter = ownKernel<tf.Conv2DBackpropFilterInputs, tf.Conv2DBackpropFilterAttrs>(
  tf.Conv2DBackpropFilter,
  ({ inputs: { x, dy }, attrs, backend }, own) => {
    if (attrs.dataFormat !== 'NHWC' || !allFloat(x, dy)) return undefined;
    return filterGradient(own, backend, infoOf(x.shape, attrs.filterShape, attrs), x, dy);
  },
  mostThreads,
);

/** `dx` of a convolution, NHWC; for stride 1 XNNPACK's forward convolution is as fast on as many threads. */
export const ownBackpropInput = ownKernel<tf.Conv2DBackpropInputInputs, tf.Conv2DBackpropInputAttrs>(
  tf.Conv2DBackpropInput,
  ({ inputs: { dy, filter }, attrs, backend }, own) => {
    if (attrs.dataFormat !== 'NHWC' || !allFloat(dy, filter)) return undefined;
    const info = infoOf(attrs.inputShape, filter.shape, attrs);
    const dense = info.strideHeight === 1 && info.strideWidth === 1;
    if (dense && threadsOf(own) <= getThreadsCount()) return undefined;
    return inputGradient(own, backend, info, dy, filter);
  },
  mostThreads,
);
