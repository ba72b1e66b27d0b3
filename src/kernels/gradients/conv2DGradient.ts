// The gradient of a dilated convolution, which tf.js refuses on every backend ("dilation rates greater than 1
// are not yet supported in gradients"). Written in plain operations, so that it holds on every backend.
import * as tf from '@tensorflow/tfjs';
import { overrideGradient } from './override';

type Pair = [number, number];

/**
 * For a filter dilated by d and stride 1, with x [n,h,w,c], dy [n,p,q,o], W [i,j,c,o]:
 * `dx` is the convolution of dy with W turned by 180° and its channels swapped, dilated by d;
 * `dW[i,j,c,o] = Σ x[n, p+i·d−top, q+j·d−left, c] · dy[n,p,q,o]` is the convolution of xᵀ [c,h,w,n] with dyᵀ
 * [p,q,n,o], with stride d. tf.js itself refuses stride and dilation above 1 together in the forward pass.
 */
export const conv2DGradient = overrideGradient(tf.Conv2D, (stock) => (dy, saved, attrs) => {
  const { strides, dilations, pad, dataFormat, dimRoundingMode } = attrs as unknown as tf.Conv2DAttrs;
  const [dilationHeight, dilationWidth] = asPair(dilations);
  if ((dilationHeight === 1 && dilationWidth === 1) || dataFormat !== 'NHWC') return stock(dy, saved, attrs);
  const [x, filter] = saved as [tf.Tensor4D, tf.Tensor4D];
  const gradient = dy as tf.Tensor4D;
  const info = tf.backend_util.computeConv2DInfo(
    x.shape,
    filter.shape,
    strides,
    dilations,
    pad,
    dimRoundingMode,
  );
  const { top, bottom, left, right } = info.padInfo;
  const reachY = (info.filterHeight - 1) * dilationHeight;
  const reachX = (info.filterWidth - 1) * dilationWidth;
  return {
    x: () => {
      const turned = tf.transpose(tf.reverse(filter, [0, 1]), [0, 1, 3, 2]);
      const [rows, columns] = [crop(reachY - top, reachY - bottom), crop(reachX - left, reachX - right)];
      const read = cropped(gradient, rows.cut, columns.cut);
      const padding: Padding = [[0, 0], rows.padding, columns.padding, [0, 0]];
      return tf.conv2d(read, turned, 1, padding, 'NHWC', [dilationHeight, dilationWidth]);
    },
    filter: () => {
      const padding: Padding = [
        [0, 0],
        [top, bottom],
        [left, right],
        [0, 0],
      ];
      const images = tf.transpose(x, [3, 1, 2, 0]);
      const taps = tf.conv2d(
        images,
        tf.transpose(gradient, [1, 2, 0, 3]),
        [dilationHeight, dilationWidth],
        padding,
      );
      return tf.transpose(taps, [1, 2, 0, 3]);
    },
  };
});

type Padding = [Pair, Pair, Pair, Pair];

function asPair(value: number | number[]): Pair {
  if (typeof value === 'number') return [value, value];
  const [first = 1, second = first] = value;
  return [first, second];
}

/** Negative padding means outputs that saw nothing but padding: they are cut off dy instead. */
function crop(before: number, after: number): { padding: Pair; cut: Pair } {
  return {
    padding: [Math.max(before, 0), Math.max(after, 0)],
    cut: [Math.max(-before, 0), Math.max(-after, 0)],
  };
}

function cropped(dy: tf.Tensor4D, [top, bottom]: Pair, [left, right]: Pair): tf.Tensor4D {
  if (top + bottom + left + right === 0) return dy;
  const [, height, width] = dy.shape;
  return tf.slice(dy, [0, top, left, 0], [-1, height - top - bottom, width - left - right, -1]);
}
