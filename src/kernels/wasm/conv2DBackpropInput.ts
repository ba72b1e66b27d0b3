// The input gradient of a 2-D convolution. tf.js's WASM backend has one as plain nested loops; this one hands
// the multiplications to XNNPACK: as a convolution for stride 1, as a matrix product for larger strides.
import * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { allocate, compose, floats, shaped } from './heap';
import { type Call, wrapKernel } from './override';

type Info = ReturnType<typeof tf.backend_util.computeConv2DInfo>;
type BackpropInput = Call<tf.Conv2DBackpropInputInputs, tf.Conv2DBackpropInputAttrs>;

/** Patch gradients are made for at most this many elements at a time: 64 MB of floats. */
const PATCH_ELEMENTS = 1 << 24;

/** `dx[n,y,x,c] = Σ_{i,j,o} dy[n, (y+top−i)/s, (x+left−j)/s, o] · W[i,j,c,o]`, over whole quotients only. */
export const conv2DBackpropInput = wrapKernel<tf.Conv2DBackpropInputInputs, tf.Conv2DBackpropInputAttrs>(
  tf.Conv2DBackpropInput,
  (stock) => (call) => {
    if (call.attrs.dataFormat !== 'NHWC') return stock(call);
    const { inputs, attrs } = call;
    const info = tf.backend_util.computeConv2DInfo(
      attrs.inputShape,
      inputs.filter.shape as [number, number, number, number],
      attrs.strides,
      1,
      attrs.pad,
      attrs.dimRoundingMode,
    );
    const { filterHeight, filterWidth, padInfo } = info;
    const above = filterHeight - 1 - padInfo.top;
    const left = filterWidth - 1 - padInfo.left;
    const below = info.inHeight - 1 + padInfo.top - (info.outHeight - 1);
    const right = info.inWidth - 1 + padInfo.left - (info.outWidth - 1);
    const stride1 = info.strideHeight === 1 && info.strideWidth === 1;
    // Padding wider than the filter would need negative padding here; patches know no such limit.
    if (stride1 && Math.min(above, below, left, right) >= 0)
      return byConvolution(call, info, [above, below, left, right]);
    return byPatches(call, info);
  },
);

/** Stride 1: a convolution of dy with the filter turned by 180° and its channel axes swapped. */
function byConvolution(
  { inputs, backend }: BackpropInput,
  info: Info,
  padding: readonly number[],
): tf.TensorInfo {
  const [above, below, left, right] = padding;
  return compose(backend, ({ run, scratch }) => {
    const turned = scratch([info.filterHeight, info.filterWidth, info.outChannels, info.inChannels]);
    turn(floats(backend, inputs.filter), floats(backend, turned), info);
    return run(
      tf.Conv2D,
      { x: inputs.dy, filter: turned },
      {
        strides: 1,
        dilations: 1,
        pad: [
          [0, 0],
          [above, below],
          [left, right],
          [0, 0],
        ],
        dataFormat: 'NHWC',
      },
    );
  });
}

function turn(from: Float32Array, to: Float32Array, info: Info): void {
  const { inChannels, outChannels } = info;
  const taps = info.filterHeight * info.filterWidth;
  const size = inChannels * outChannels;
  for (let tap = 0; tap < taps; tap++) {
    const source = tap * size;
    const target = (taps - 1 - tap) * size;
    for (let c = 0; c < inChannels; c++) {
      for (let o = 0; o < outChannels; o++) {
        to[target + o * inChannels + c] = from[source + c * outChannels + o] as number;
      }
    }
  }
}

/** Any stride: `dy · Wᵀ` gives the gradient of every patch that the filter saw; overlapping patches add up. */
function byPatches({ inputs, backend }: BackpropInput, info: Info): tf.TensorInfo {
  const { dy, filter } = inputs;
  const { batchSize, outHeight, outWidth, outChannels } = info;
  const pixels = outHeight * outWidth;
  const patch = info.filterHeight * info.filterWidth * info.inChannels;
  const step = Math.max(1, Math.min(batchSize, Math.floor(PATCH_ELEMENTS / (pixels * patch))));
  const dx = allocate(backend, info.inShape);
  floats(backend, dx).fill(0);
  const transposed = compose(backend, ({ run }) =>
    run(tf.Transpose, { x: shaped(filter, [patch, outChannels]) }, { perm: [1, 0] }),
  );
  for (let first = 0; first < batchSize; first += step) {
    const images = Math.min(step, batchSize - first);
    const patches = compose(backend, ({ run, scratch }) => {
      const rows = [images * pixels, outChannels] as const;
      const part = images === batchSize ? shaped(dy, rows) : scratch(rows);
      if (images < batchSize) {
        const from = first * pixels * outChannels;
        floats(backend, part).set(floats(backend, dy).subarray(from, from + images * pixels * outChannels));
      }
      return run(tf.BatchMatMul, { a: part, b: transposed }, { transposeA: false, transposeB: false });
    });
    addPatches(backend, patches, dx, info, first, images);
    backend.disposeData(patches.dataId);
  }
  backend.disposeData(transposed.dataId);
  return dx;
}

function addPatches(
  backend: BackendWasm,
  patches: tf.TensorInfo,
  dx: tf.TensorInfo,
  info: Info,
  first: number,
  images: number,
): void {
  const { inHeight, inWidth, inChannels, outHeight, outWidth, filterHeight, filterWidth } = info;
  const from = floats(backend, patches);
  const to = floats(backend, dx);
  let source = 0;
  for (let n = first; n < first + images; n++) {
    for (let p = 0; p < outHeight; p++) {
      for (let q = 0; q < outWidth; q++) {
        for (let i = 0; i < filterHeight; i++) {
          const y = p * info.strideHeight + i - info.padInfo.top;
          for (let j = 0; j < filterWidth; j++, source += inChannels) {
            const x = q * info.strideWidth + j - info.padInfo.left;
            if (y < 0 || y >= inHeight || x < 0 || x >= inWidth) continue;
            const target = ((n * inHeight + y) * inWidth + x) * inChannels;
            for (let c = 0; c < inChannels; c++)
              to[target + c] = (to[target + c] as number) + (from[source + c] as number);
          }
        }
      }
    }
  }
}
