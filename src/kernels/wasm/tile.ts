// Repetition of a tensor along its axes. The stock WASM kernel computes an index per element (57 ns each); this
// one copies whole runs of memory.
import * as tf from '@tensorflow/tfjs';
import { allFloat, allocate, floats } from './heap';
import { wrapKernel } from './override';

/** `y[i₀, i₁, …] = x[i₀ mod x.shape[0], i₁ mod x.shape[1], …]`, with y.shape = x.shape · reps. */
export const tile = wrapKernel<tf.TileInputs, tf.TileAttrs>(tf.Tile, (stock) => (call) => {
  const { x } = call.inputs;
  const { reps } = call.attrs;
  const shape = x.shape.map((length, axis) => length * (reps[axis] ?? 1));
  if (!allFloat(x) || tf.util.sizeFromShape(shape) === 0) return stock(call);
  const out = allocate(call.backend, shape);
  const to = floats(call.backend, out);
  const from = floats(call.backend, x);
  /** Writes the block of `axis` whose source starts at `source` to `target`, and returns its length. */
  const write = (axis: number, source: number, target: number): number => {
    const length = x.shape[axis];
    if (length === undefined) {
      to[target] = from[source] as number;
      return 1;
    }
    const stride = tf.util.sizeFromShape(x.shape.slice(axis + 1));
    let written = 0;
    if (reps.slice(axis).every((times) => times === 1)) {
      for (let i = 0; i < length * stride; i++) to[target + i] = from[source + i] as number;
      return length * stride;
    }
    for (let i = 0; i < length; i++) written += write(axis + 1, source + i * stride, target + written);
    return repeatInPlace(to, target, written, reps[axis] ?? 1);
  };
  write(0, 0, 0);
  return out;
});

/** Repeats the `length` elements at `start` behind themselves until there are `times` of them, doubling each time. */
export function repeatInPlace(values: Float32Array, start: number, length: number, times: number): number {
  const total = length * times;
  if (length === 1) values.fill(values[start] as number, start, start + total);
  else {
    for (let done = length; done < total; done += Math.min(done, total - done)) {
      values.copyWithin(start + done, start, start + Math.min(done, total - done));
    }
  }
  return total;
}
