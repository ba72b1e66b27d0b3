// 2-D max pooling that also tells where each maximum stood, as the gradient of max unpooling needs it. The stock WASM
// kernel gives places that differ from the CPU backend's and, among equal maxima, from those of its own gradient.
import * as tf from '@tensorflow/tfjs';
import { type PoolInfo, poolInfo } from '../poolInfo';
import { allFloat, allocate, floats } from './heap';
import { wrapKernel } from './override';

/**
 * `[y, places]`: the maximum of each window and the index of its first place in row-major order, within one image
 * [height, width, channels] laid out flat, or within the whole batch where `includeBatchInIndex` says so.
 */
export const maxPoolWithArgmax = wrapKernel<tf.MaxPoolWithArgmaxInputs, tf.MaxPoolWithArgmaxAttrs>(
  tf.MaxPoolWithArgmax,
  (stock) => (call) => {
    const { inputs, attrs, backend } = call;
    const { x } = inputs;
    if (!allFloat(x)) return stock(call);
    const info = poolInfo(x, attrs);
    const y = allocate(backend, info.outShape);
    const places = backend.makeOutput([...info.outShape], 'int32');
    const found = backend.typedArrayFromHeap(places) as Int32Array;
    search(floats(backend, x), floats(backend, y), found, info, attrs.includeBatchInIndex);
    return [y, places];
  },
);

function search(
  x: Float32Array,
  y: Float32Array,
  places: Int32Array,
  info: PoolInfo,
  wholeBatch: boolean,
): void {
  const { batchSize, inHeight, inWidth, inChannels, outHeight, outWidth } = info;
  const row = inWidth * inChannels;
  const image = inHeight * row;
  let target = 0;
  for (let n = 0; n < batchSize; n++) {
    const shift = wholeBatch ? 0 : n * image;
    for (let p = 0; p < outHeight; p++) {
      const top = p * info.strideHeight - info.padInfo.top;
      const first = n * image + Math.max(top, 0) * row;
      const last = n * image + Math.min(top + info.effectiveFilterHeight, inHeight) * row;
      for (let q = 0; q < outWidth; q++) {
        const left = q * info.strideWidth - info.padInfo.left;
        const from = Math.max(left, 0) * inChannels;
        const to = Math.min(left + info.effectiveFilterWidth, inWidth) * inChannels;
        for (let c = 0; c < inChannels; c++, target++) {
          let place = first + from + c;
          let largest = x[place] as number;
          for (let line = first; line < last; line += row) {
            for (let at = line + from + c; at < line + to; at += inChannels) {
              const value = x[at] as number;
              if (value > largest) {
                largest = value;
                place = at;
              }
            }
          }
          y[target] = largest;
          places[target] = place - shift;
        }
      }
    }
  }
}
