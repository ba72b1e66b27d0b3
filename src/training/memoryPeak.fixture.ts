// Test support: the most bytes that tf.js holds while something runs.
import * as tf from '@tensorflow/tfjs';

/** The highest count of bytes while `act` runs: tf.js keeps the count in a field, which is watched here. */
export function peakOf(act: () => void): number {
  const { state } = tf.engine() as unknown as { state: { numBytes: number } };
  let value = state.numBytes;
  let peak = value;
  Object.defineProperty(state, 'numBytes', {
    configurable: true,
    enumerable: true,
    get: () => value,
    set: (next: number) => {
      value = next;
      peak = Math.max(peak, next);
    },
  });
  const before = value;
  act();
  Object.defineProperty(state, 'numBytes', { configurable: true, enumerable: true, writable: true, value });
  return peak - before;
}
