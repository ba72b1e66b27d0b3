// The filter gradient of a 2-D convolution, which tf.js's WASM backend lacks: written as another convolution,
// so that XNNPACK's SIMD kernels do the work.
import * as tf from '@tensorflow/tfjs';
import { type Composition, compose, shaped } from './heap';
import { type Call, overrideKernel } from './override';

type Info = ReturnType<typeof tf.backend_util.computeConv2DInfo>;

/**
 * `dW[i,j,c,o] = Σ_{n,p,q} x[n, p·s+i−top, q·s+j−left, c] · dy[n,p,q,o]`, for x [n,h,w,c] and dy [n,p,q,o].
 * Read `c` as the batch and `n` as the channels, and it is a convolution of xᵀ [c,h,w,n] with the filter
 * dyᵀ [p,q,n,o], dilated by the forward stride s: see Dumoulin & Visin, "A guide to convolution arithmetic".
 */
export const conv2DBackpropFilter = overrideKernel<
  tf.Conv2DBackpropFilterInputs,
  tf.Conv2DBackpropFilterAttrs
>(tf.Conv2DBackpropFilter, () => filterGradient);

function filterGradient(
  call: Call<tf.Conv2DBackpropFilterInputs, tf.Conv2DBackpropFilterAttrs>,
): tf.TensorInfo {
  const { inputs, attrs, backend } = call;
  const { x, dy } = inputs;
  if (attrs.dataFormat !== 'NHWC') throw new Error('Conv2DBackpropFilter on WASM takes NHWC tensors only.');
  const info = tf.backend_util.computeConv2DInfo(
    x.shape as [number, number, number, number],
    attrs.filterShape,
    attrs.strides,
    1,
    attrs.pad,
    attrs.dimRoundingMode,
  );
  return compose(backend, (parts) =>
    isMatMul(info) ? byMatMul(parts, info, x, dy) : byConvolution(parts, info, x, dy),
  );
}

/** A 1×1 filter with stride 1 and no padding sees each pixel alone: `dW = xᵀ·dy` over all pixels. */
function isMatMul({ filterHeight, filterWidth, strideHeight, strideWidth, padInfo }: Info): boolean {
  const padding = padInfo.top + padInfo.bottom + padInfo.left + padInfo.right;
  return filterHeight * filterWidth * strideHeight * strideWidth === 1 && padding === 0;
}

function byMatMul({ run }: Composition, info: Info, x: tf.TensorInfo, dy: tf.TensorInfo): tf.TensorInfo {
  const pixels = info.batchSize * info.inHeight * info.inWidth;
  const columns = run(tf.Transpose, { x: shaped(x, [pixels, info.inChannels]) }, { perm: [1, 0] });
  const product = run(
    tf.BatchMatMul,
    { a: columns, b: shaped(dy, [pixels, info.outChannels]) },
    { transposeA: false, transposeB: false },
  );
  return shaped(product, info.filterShape);
}

function byConvolution({ run }: Composition, info: Info, x: tf.TensorInfo, dy: tf.TensorInfo): tf.TensorInfo {
  const { batchSize: n, inHeight: h, inWidth: w, inChannels: c, outHeight, outWidth, outChannels: o } = info;
  const { filterHeight, filterWidth, strideHeight, strideWidth, padInfo } = info;
  const pixels = outHeight * outWidth;
  const images = run(tf.Transpose, { x: shaped(x, [n, h * w, c]) }, { perm: [2, 1, 0] });
  const filter = run(tf.Transpose, { x: shaped(dy, [n, pixels, o]) }, { perm: [1, 0, 2] });
  // Below and right as much padding as the last filter tap needs. Less than none means that the forward pass
  // left input rows unread; the convolution then gives rows beyond the filter, which are cut off.
  const below = filterHeight - 1 + (outHeight - 1) * strideHeight + 1 - h - padInfo.top;
  const right = filterWidth - 1 + (outWidth - 1) * strideWidth + 1 - w - padInfo.left;
  const taps = run(
    tf.Conv2D,
    { x: shaped(images, [c, h, w, n]), filter: shaped(filter, [outHeight, outWidth, n, o]) },
    {
      strides: 1,
      dilations: [strideHeight, strideWidth],
      pad: [
        [0, 0],
        [padInfo.top, Math.max(below, 0)],
        [padInfo.left, Math.max(right, 0)],
        [0, 0],
      ],
      dataFormat: 'NHWC',
    },
  );
  const size = [c, filterHeight, filterWidth, o];
  const cut = below < 0 || right < 0 ? run(tf.Slice, { x: taps }, { begin: [0, 0, 0, 0], size }) : taps;
  const gradient = run(
    tf.Transpose,
    { x: shaped(cut, [c, filterHeight * filterWidth, o]) },
    { perm: [1, 0, 2] },
  );
  return shaped(gradient, info.filterShape);
}
