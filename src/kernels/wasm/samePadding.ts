// Forward convolutions with `same` padding and a stride above 1. XNNPACK refuses some of these when it is to
// compute the padding itself (a 1×3 filter with stride 2, a 2×2 filter with stride 3 on a thin image), and the
// stock kernels then give zeros without a word; with the padding spelled out it takes them all.
import * as tf from '@tensorflow/tfjs';
import type { Override } from '../gradients/override';
import { wrapKernel } from './override';

interface ConvInputs {
  readonly x: tf.TensorInfo;
  readonly filter: tf.TensorInfo;
}

/** Conv2D, FusedConv2D and DepthwiseConv2dNative with TensorFlow's `same` padding as numbers where that is needed. */
export const samePadding: readonly Override[] = [tf.Conv2D, tf.FusedConv2D, tf.DepthwiseConv2dNative].map(
  (name) =>
    wrapKernel<ConvInputs, tf.Conv2DAttrs>(name, (stock) => (call) => {
      const { inputs, attrs } = call;
      if (attrs.pad !== 'same' || [attrs.strides].flat().every((stride) => stride === 1)) return stock(call);
      const { top, bottom, left, right } = tf.backend_util.computeConv2DInfo(
        inputs.x.shape as [number, number, number, number],
        inputs.filter.shape as [number, number, number, number],
        attrs.strides,
        // tf.js's own depthwise layer hands over null.
        attrs.dilations ?? 1,
        'same',
        attrs.dimRoundingMode,
        name === tf.DepthwiseConv2dNative,
      ).padInfo;
      const pad: tf.backend_util.ExplicitPadding = [
        [0, 0],
        [top, bottom],
        [left, right],
        [0, 0],
      ];
      return stock({ ...call, attrs: { ...attrs, pad } });
    }),
);
