// The gradient of 2-D max pooling. The stock WASM kernel searches, for every input pixel, all windows that hold
// it; this one goes once over the windows and looks for the known
// maximum, which costs one mispredicted branch a window where a search for the largest costs several.
import * as tf from '@tensorflow/tfjs';
import { type PoolInfo, poolInfo } from '../poolInfo';
import { allFloat, allocate, floats } from './heap';
import { wrapKernel } from './override';

/**
 * `dx` gets each window's `dy` at the window's first largest element in row order, as TensorFlow does; windows
 * that overlap add up, and padding never wins.
 */
export const maxPoolGrad = wrapKernel<tf.MaxPoolGradInputs, tf.MaxPoolGradAttrs>(
  tf.MaxPoolGrad,
  (stock) => (call) => {
    const { inputs, attrs, backend } = call;
    const { dy, input, output } = inputs;
    if (!allFloat(dy, input, output)) return stock(call);
    const info = poolInfo(input, attrs);
    const dx = allocate(backend, input.shape);
    scatter(
      floats(backend, input),
      floats(backend, output),
      floats(backend, dy),
      floats(backend, dx).fill(0),
      info,
    );
    return dx;
  },
);

function scatter(x: Float32Array, y: Float32Array, dy: Float32Array, dx: Float32Array, info: PoolInfo): void {
  const { batchSize, inHeight, inWidth, inChannels, outHeight, outWidth } = info;
  const row = inWidth * inChannels;
  let source = 0;
  for (let n = 0; n < batchSize; n++) {
    for (let p = 0; p < outHeight; p++) {
      const top = p * info.strideHeight - info.padInfo.top;
      const first = (n * inHeight + Math.max(top, 0)) * row;
      const last = (n * inHeight + Math.min(top + info.effectiveFilterHeight, inHeight)) * row;
      for (let q = 0; q < outWidth; q++) {
        const left = q * info.strideWidth - info.padInfo.left;
        const from = Math.max(left, 0) * inChannels;
        const to = Math.min(left + info.effectiveFilterWidth, inWidth) * inChannels;
        for (let c = 0; c < inChannels; c++, source++) {
          const largest = y[source] as number;
          search: for (let line = first; line < last; line += row) {
            for (let at = line + from + c; at < line + to; at += inChannels) {
              if (x[at] === largest) {
                dx[at] = (dx[at] as number) + (dy[source] as number);
                break search;
              }
            }
          }
        }
      }
    }
  }
}
