// The two gradients of a depthwise convolution, which tf.js's WASM backend lacks. The input's is another depthwise
// convolution, so that XNNPACK's SIMD kernels do the work; the filter's is loops with the channels innermost.
import * as tf from '@tensorflow/tfjs';
import { allocate, type Composition, compose, floats, shaped } from './heap';
import { overrideKernel } from './override';

type Info = ReturnType<typeof tf.backend_util.computeConv2DInfo>;
type Four = [number, number, number, number];

/**
 * `dx[n,y,x,c] = Σ_{i,j,m} dy[n,p,q,c·M+m] · W[i,j,c,m]` over the outputs (p,q) that read (y,x) through tap (i,j).
 * With dy's pixels set apart by the stride, that is a depthwise convolution of its c·M channels with W turned by 180°,
 * under the forward pass's dilation (Dumoulin & Visin 2016, chapter 4), and then the sum over m.
 */
export const depthwiseBackpropInput = overrideKernel<
  tf.DepthwiseConv2dNativeBackpropInputInputs,
  tf.DepthwiseConv2dNativeBackpropInputAttrs
>(tf.DepthwiseConv2dNativeBackpropInput, () => ({ inputs, attrs, backend }) => {
  const info = infoOf(attrs.inputShape, inputs.filter.shape as Four, attrs);
  const { batchSize, inHeight, inWidth, inChannels, outChannels } = info;
  return compose(backend, ({ run, scratch }) => {
    const apart = scratch(apartShape(info));
    const turned = scratch([info.filterHeight, info.filterWidth, outChannels, 1]);
    setApart(floats(backend, inputs.dy), floats(backend, apart), info);
    turn(floats(backend, inputs.filter), floats(backend, turned), info);
    const spread = run(
      tf.DepthwiseConv2dNative,
      { x: apart, filter: turned },
      { strides: 1, dilations: [info.dilationHeight, info.dilationWidth], pad: 'valid' },
    );
    return sumOfMultiples(run, spread, [batchSize, inHeight, inWidth, inChannels], outChannels / inChannels);
  });
});

function sumOfMultiples(
  run: Composition['run'],
  spread: tf.TensorInfo,
  shape: Four,
  multiplier: number,
): tf.TensorInfo {
  if (multiplier === 1) return shaped(spread, shape);
  const values = shape.reduce((n, d) => n * d, 1);
  const parts = shaped(spread, [values, multiplier]);
  return shaped(run(tf.Sum, { x: parts }, { axis: [1], keepDims: false }), shape);
}

/** The input's height and width, and as much around it as the dilated filter reaches. */
function apartShape(info: Info): Four {
  const rows = info.inHeight + (info.filterHeight - 1) * info.dilationHeight;
  const columns = info.inWidth + (info.filterWidth - 1) * info.dilationWidth;
  return [info.batchSize, rows, columns, info.outChannels];
}

/** Places dy's pixels `stride` apart, where the turned filter finds them; those that saw padding alone fall outside. */
function setApart(dy: Float32Array, apart: Float32Array, info: Info): void {
  const { batchSize, outHeight, outWidth, outChannels, strideHeight, strideWidth } = info;
  const [, rows, columns] = apartShape(info);
  const top = (info.filterHeight - 1) * info.dilationHeight - info.padInfo.top;
  const left = (info.filterWidth - 1) * info.dilationWidth - info.padInfo.left;
  apart.fill(0);
  for (let n = 0; n < batchSize; n++) {
    for (let p = 0; p < outHeight; p++) {
      const row = top + p * strideHeight;
      if (row < 0 || row >= rows) continue;
      for (let q = 0; q < outWidth; q++) {
        const column = left + q * strideWidth;
        if (column < 0 || column >= columns) continue;
        const from = ((n * outHeight + p) * outWidth + q) * outChannels;
        const to = ((n * rows + row) * columns + column) * outChannels;
        for (let c = 0; c < outChannels; c++) apart[to + c] = dy[from + c] as number;
      }
    }
  }
}

/** The taps in reverse order. */
function turn(filter: Float32Array, turned: Float32Array, info: Info): void {
  const taps = info.filterHeight * info.filterWidth;
  const size = info.outChannels;
  for (let tap = 0; tap < taps; tap++)
    turned.set(filter.subarray(tap * size, (tap + 1) * size), (taps - 1 - tap) * size);
}

/** `dW[i,j,c,m] = Σ_{n,p,q} x[n,y,x,c] · dy[n,p,q,c·M+m]`, with (y,x) what tap (i,j) of output (p,q) reads. */
export const depthwiseBackpropFilter = overrideKernel<
  tf.DepthwiseConv2dNativeBackpropFilterInputs,
  tf.DepthwiseConv2dNativeBackpropFilterAttrs
>(tf.DepthwiseConv2dNativeBackpropFilter, () => ({ inputs, attrs, backend }) => {
  const info = infoOf(inputs.x.shape as Four, attrs.filterShape, attrs);
  const out = allocate(backend, attrs.filterShape);
  const sums = filterSums(floats(backend, inputs.x), floats(backend, inputs.dy), info);
  floats(backend, out).set(sums);
  return out;
});

/** In doubles, since each weight sums over all pixels of the batch. */
function filterSums(image: Float32Array, dy: Float32Array, info: Info): Float64Array {
  const { batchSize, inHeight, inWidth, inChannels, outHeight, outWidth, outChannels } = info;
  const { filterHeight, filterWidth, strideHeight, strideWidth, dilationHeight, dilationWidth } = info;
  const sums = new Float64Array(filterHeight * filterWidth * outChannels);
  const add = outChannels === inChannels ? addPixels : addMultiples;
  for (let n = 0; n < batchSize; n++) {
    for (let p = 0; p < outHeight; p++) {
      for (let i = 0; i < filterHeight; i++) {
        const y = p * strideHeight + i * dilationHeight - info.padInfo.top;
        if (y < 0 || y >= inHeight) continue;
        for (let j = 0; j < filterWidth; j++) {
          const shift = j * dilationWidth - info.padInfo.left;
          const first = Math.max(0, Math.ceil(-shift / strideWidth));
          const last = Math.min(outWidth - 1, Math.floor((inWidth - 1 - shift) / strideWidth));
          const x = ((n * inHeight + y) * inWidth + first * strideWidth + shift) * inChannels;
          const w = (i * filterWidth + j) * outChannels;
          const from = ((n * outHeight + p) * outWidth + first) * outChannels;
          add(sums, w, image, x, strideWidth * inChannels, dy, from, last - first + 1, info);
        }
      }
    }
  }
  return sums;
}

/** Adds `count` pixels of one row, seen through one tap, to the sums of its channels from `w` on. */
type AddRow = (
  sums: Float64Array,
  w: number,
  image: Float32Array,
  x: number,
  step: number,
  dy: Float32Array,
  from: number,
  count: number,
  info: Info,
) => void;

/** Four pixels at a time, so that the sums are read and written a quarter as often. */
const addPixels: AddRow = (sums, w, image, x, step, dy, from, count, { outChannels: depth }) => {
  let [a, b, k] = [x, from, 0];
  for (; k + 4 <= count; k += 4, a += 4 * step, b += 4 * depth) {
    for (let c = 0; c < depth; c++) {
      sums[w + c] =
        (sums[w + c] as number) +
        (image[a + c] as number) * (dy[b + c] as number) +
        (image[a + step + c] as number) * (dy[b + depth + c] as number) +
        (image[a + 2 * step + c] as number) * (dy[b + 2 * depth + c] as number) +
        (image[a + 3 * step + c] as number) * (dy[b + 3 * depth + c] as number);
    }
  }
  for (; k < count; k++, a += step, b += depth)
    for (let c = 0; c < depth; c++)
      sums[w + c] = (sums[w + c] as number) + (image[a + c] as number) * (dy[b + c] as number);
};

const addMultiples: AddRow = (sums, w, image, x, step, dy, from, count, { inChannels, outChannels }) => {
  const multiplier = outChannels / inChannels;
  for (let k = 0; k < count; k++, x += step, from += outChannels) {
    for (let c = 0, channel = 0; c < inChannels; c++) {
      const value = image[x + c] as number;
      for (let m = 0; m < multiplier; m++, channel++)
        sums[w + channel] = (sums[w + channel] as number) + value * (dy[from + channel] as number);
    }
  }
};

/** What tf.js knows of a depthwise convolution from its shapes and attributes. */
export function infoOf(
  inputShape: Four,
  filterShape: Four,
  attrs: tf.DepthwiseConv2dNativeBackpropInputAttrs | tf.DepthwiseConv2dNativeBackpropFilterAttrs,
): Info {
  const { strides, dilations, pad, dimRoundingMode } = attrs;
  return tf.backend_util.computeConv2DInfo(
    inputShape,
    filterShape,
    strides,
    dilations,
    pad,
    dimRoundingMode,
    true,
  );
}
