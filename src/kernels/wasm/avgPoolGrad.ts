// The gradient of 2-D average pooling. The stock kernels of the CPU and WASM backends divide by the whole window
// even where part of it is padding, although their forward pass divides by the part inside; this one agrees
// with the forward pass.
import * as tf from '@tensorflow/tfjs';
import { type PoolInfo, poolInfo } from '../poolInfo';
import { allFloat, allocate, floats } from './heap';
import { wrapKernel } from './override';

/** `dx[y,x] = Σ dy[window] / (pixels of the window inside the image)`, over the windows that hold (y,x). */
export const avgPoolGrad = wrapKernel<tf.AvgPoolGradInputs, tf.AvgPoolGradAttrs>(
  tf.AvgPoolGrad,
  (stock) => (call) => {
    const { inputs, attrs, backend } = call;
    const { dy, input } = inputs;
    if (!allFloat(dy, input)) return stock(call);
    const info = poolInfo(input, attrs);
    const dx = allocate(backend, input.shape);
    scatter(floats(backend, dy), floats(backend, dx).fill(0), info);
    return dx;
  },
);

function scatter(dy: Float32Array, dx: Float32Array, info: PoolInfo): void {
  const { batchSize, inHeight, inWidth, inChannels, outHeight, outWidth } = info;
  const row = inWidth * inChannels;
  let source = 0;
  for (let n = 0; n < batchSize; n++) {
    for (let p = 0; p < outHeight; p++) {
      const top = p * info.strideHeight - info.padInfo.top;
      const first = Math.max(top, 0);
      const last = Math.min(top + info.effectiveFilterHeight, inHeight);
      for (let q = 0; q < outWidth; q++, source += inChannels) {
        const left = q * info.strideWidth - info.padInfo.left;
        const from = Math.max(left, 0);
        const to = Math.min(left + info.effectiveFilterWidth, inWidth);
        const share = 1 / ((last - first) * (to - from));
        for (let y = first; y < last; y++) {
          const line = (n * inHeight + y) * row;
          for (let at = line + from * inChannels; at < line + to * inChannels; at += inChannels) {
            for (let c = 0; c < inChannels; c++)
              dx[at + c] = (dx[at + c] as number) + (dy[source + c] as number) * share;
          }
        }
      }
    }
  }
}
