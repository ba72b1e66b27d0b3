// The gradient of a dilated depthwise convolution, which tf.js refuses on every backend. The WASM kernels of this
// project know dilation; for the other backends it is written in plain operations.
import * as tf from '@tensorflow/tfjs';
import { overrideGradient } from './override';

type Info = ReturnType<typeof tf.backend_util.computeConv2DInfo>;

/**
 * For a kernel W [i,j,c,m] dilated by d and stride 1, with x [n,h,w,c] and dy [n,p,q,c·M+m]:
 * `dx = Σ_m` the depthwise convolution of dy's m-th channels with W's turned by 180°, dilated by d;
 * `dW[i,j,c,m] = Σ_{n,p,q} x[n, p+i·d−top, q+j·d−left, c] · dy[n,p,q,c·M+m]`, tap by tap. tf.js refuses stride and
 * dilation above 1 together in the forward pass.
 */
export const depthwiseGradient = overrideGradient(
  tf.DepthwiseConv2dNative,
  (stock) => (gradient, saved, attrs) => {
    const { dilations, strides, pad, dimRoundingMode } = attrs as unknown as tf.DepthwiseConv2dNativeAttrs;
    if ([dilations ?? 1].flat().every((dilation) => dilation === 1)) return stock(gradient, saved, attrs);
    const [x, filter] = saved as [tf.Tensor4D, tf.Tensor4D];
    const dy = gradient as tf.Tensor4D;
    const own = { strides, pad, dilations, ...(dimRoundingMode ? { dimRoundingMode } : {}) };
    if (tf.getBackend() === 'wasm') {
      const run = (kernel: string, inputs: tf.NamedTensorMap, shapes: object) =>
        tf.engine().runKernel(kernel, inputs, { ...own, ...shapes }) as tf.Tensor;
      return {
        x: () => run(tf.DepthwiseConv2dNativeBackpropInput, { dy, filter }, { inputShape: x.shape }),
        filter: () => run(tf.DepthwiseConv2dNativeBackpropFilter, { x, dy }, { filterShape: filter.shape }),
      };
    }
    const info = tf.backend_util.computeConv2DInfo(
      x.shape,
      filter.shape,
      strides,
      dilations,
      pad,
      dimRoundingMode,
      true,
    );
    return { x: () => inputGradient(dy, filter, info), filter: () => filterGradient(x, dy, info) };
  },
);

/** dy's channels c·M+m as [n, p, q, c, m] at one m. */
function multiple(dy: tf.Tensor4D, { inChannels, outChannels }: Info, m: number): tf.Tensor4D {
  const multiplier = outChannels / inChannels;
  if (multiplier === 1) return dy;
  const [n, p, q] = dy.shape;
  const parts = tf.reshape(dy, [n * p * q, inChannels, multiplier]);
  return tf.reshape(tf.slice(parts, [0, 0, m], [-1, -1, 1]), [n, p, q, inChannels]);
}

const multiples = ({ inChannels, outChannels }: Info): readonly number[] =>
  Array.from({ length: outChannels / inChannels }, (_, m) => m);

function inputGradient(dy: tf.Tensor4D, filter: tf.Tensor4D, info: Info): tf.Tensor4D {
  const { padInfo, dilationHeight, dilationWidth, filterHeight, filterWidth, inHeight, inWidth } = info;
  const turned = tf.reverse(filter, [0, 1]);
  // More padding than the kernel reaches is cut off the result: those outputs saw nothing but padding.
  const above = (filterHeight - 1) * dilationHeight;
  const left = (filterWidth - 1) * dilationWidth;
  const around: [number, number][] = [
    [0, 0],
    [above, above],
    [left, left],
    [0, 0],
  ];
  const sums = multiples(info).map((m) => {
    const kernel = tf.slice(turned, [0, 0, 0, m], [-1, -1, -1, 1]);
    const padded = tf.pad(multiple(dy, info, m), around);
    const all = tf.depthwiseConv2d(padded as tf.Tensor4D, kernel, 1, 'valid', 'NHWC', [
      dilationHeight,
      dilationWidth,
    ]);
    return tf.slice(all, [0, padInfo.top, padInfo.left, 0], [-1, inHeight, inWidth, -1]);
  });
  return tf.addN(sums);
}

function filterGradient(x: tf.Tensor4D, dy: tf.Tensor4D, info: Info): tf.Tensor4D {
  const { padInfo, dilationHeight, dilationWidth, filterHeight, filterWidth } = info;
  const { outHeight, outWidth, inChannels, filterShape } = info;
  const { top, bottom, left, right } = padInfo;
  const padded = tf.pad(x, [
    [0, 0],
    [top, bottom],
    [left, right],
    [0, 0],
  ]);
  const taps: tf.Tensor[] = [];
  const parts = multiples(info).map((m) => multiple(dy, info, m));
  for (let i = 0; i < filterHeight; i++) {
    for (let j = 0; j < filterWidth; j++) {
      const seen = tf.slice(
        padded,
        [0, i * dilationHeight, j * dilationWidth, 0],
        [-1, outHeight, outWidth, inChannels],
      );
      taps.push(
        tf.stack(
          parts.map((part) => tf.sum(tf.mul(seen, part), [0, 1, 2])),
          1,
        ),
      );
    }
  }
  return tf.reshape(tf.stack(taps), filterShape) as tf.Tensor4D;
}
