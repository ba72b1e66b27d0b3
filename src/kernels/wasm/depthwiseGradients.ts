// The two gradients of a depthwise convolution, which tf.js's WASM backend lacks. Plain loops: a depthwise
// convolution has too little arithmetic per element to be worth another form.
import * as tf from '@tensorflow/tfjs';
import { allocate, floats } from './heap';
import { overrideKernel } from './override';

type Info = ReturnType<typeof tf.backend_util.computeConv2DInfo>;
type Four = [number, number, number, number];

/** `dx[n,y,x,c] = Σ_{i,j,m} dy[n,p,q,c·M+m] · W[i,j,c,m]` over the outputs (p,q) that read (y,x) through tap (i,j). */
export const depthwiseBackpropInput = overrideKernel<
  tf.DepthwiseConv2dNativeBackpropInputInputs,
  tf.DepthwiseConv2dNativeBackpropInputAttrs
>(tf.DepthwiseConv2dNativeBackpropInput, () => ({ inputs, attrs, backend }) => {
  const info = infoOf(attrs.inputShape, inputs.filter.shape as Four, attrs);
  const out = allocate(backend, attrs.inputShape);
  const dx = floats(backend, out).fill(0);
  const dy = floats(backend, inputs.dy);
  const filter = floats(backend, inputs.filter);
  const multiplier = info.outChannels / info.inChannels;
  eachTap(info, (x, y, w) => {
    for (let c = 0; c < info.inChannels; c++) {
      let total = 0;
      for (let m = 0; m < multiplier; m++) {
        const channel = c * multiplier + m;
        total += (dy[y + channel] as number) * (filter[w + channel] as number);
      }
      dx[x + c] = (dx[x + c] as number) + total;
    }
  });
  return out;
});

/** `dW[i,j,c,m] = Σ_{n,p,q} x[n,y,x,c] · dy[n,p,q,c·M+m]`, with (y,x) what tap (i,j) of output (p,q) reads. */
export const depthwiseBackpropFilter = overrideKernel<
  tf.DepthwiseConv2dNativeBackpropFilterInputs,
  tf.DepthwiseConv2dNativeBackpropFilterAttrs
>(tf.DepthwiseConv2dNativeBackpropFilter, () => ({ inputs, attrs, backend }) => {
  const info = infoOf(inputs.x.shape as Four, attrs.filterShape, attrs);
  const out = allocate(backend, attrs.filterShape);
  const dw = floats(backend, out).fill(0);
  const dy = floats(backend, inputs.dy);
  const image = floats(backend, inputs.x);
  const multiplier = info.outChannels / info.inChannels;
  eachTap(info, (x, y, w) => {
    for (let c = 0; c < info.inChannels; c++) {
      const value = image[x + c] as number;
      for (let m = 0; m < multiplier; m++) {
        const channel = c * multiplier + m;
        dw[w + channel] = (dw[w + channel] as number) + value * (dy[y + channel] as number);
      }
    }
  });
  return out;
});

function infoOf(
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

/** Calls `visit` with the offsets of channel 0 of an input pixel, an output pixel and the filter tap between them. */
function eachTap(info: Info, visit: (x: number, y: number, w: number) => void): void {
  const { batchSize, inHeight, inWidth, inChannels, outHeight, outWidth, outChannels } = info;
  for (let n = 0; n < batchSize; n++) {
    for (let p = 0; p < outHeight; p++) {
      for (let q = 0; q < outWidth; q++) {
        const output = ((n * outHeight + p) * outWidth + q) * outChannels;
        for (let i = 0; i < info.filterHeight; i++) {
          const y = p * info.strideHeight + i * info.dilationHeight - info.padInfo.top;
          if (y < 0 || y >= inHeight) continue;
          for (let j = 0; j < info.filterWidth; j++) {
            const x = q * info.strideWidth + j * info.dilationWidth - info.padInfo.left;
            if (x < 0 || x >= inWidth) continue;
            visit(
              ((n * inHeight + y) * inWidth + x) * inChannels,
              output,
              (i * info.filterWidth + j) * outChannels,
            );
          }
        }
      }
    }
  }
}
