// Add, Multiply and Sub of a tensor with a short vector over its last axes (a bias, a batch norm's scale).
// XNNPACK calls its inner loop once per repetition of the vector, which for 16 channels costs five times the
// arithmetic; so the vector is first repeated to a long row.
import * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { Override } from '../gradients/override';
import { allFloat, allocate, floats, largestDivisor, shaped } from './heap';
import { type Kernel, wrapKernel } from './override';
import { repeatInPlace } from './tile';

/** Rows of about this many elements make the cost of a call to the inner loop vanish. */
const ROW_ELEMENTS = 2048;

/** How many copies of `vector` to lay side by side; 1 where that would not help or shapes do not allow it. */
function copies(tensor: tf.TensorInfo, vector: tf.TensorInfo): number {
  const own = vector.shape.slice(vector.shape.findIndex((length) => length !== 1));
  const last = tensor.shape.slice(tensor.shape.length - own.length);
  const size = tf.util.sizeFromShape(vector.shape);
  const rows = tf.util.sizeFromShape(tensor.shape) / size;
  if (size < 2 || size > ROW_ELEMENTS / 4 || vector.shape.length > tensor.shape.length) return 1;
  if (own.some((length, i) => length !== last[i]) || rows < 64) return 1;
  const found = largestDivisor(rows, ROW_ELEMENTS / size);
  return found >= 4 ? found : 1;
}

function row(backend: BackendWasm, vector: tf.TensorInfo, times: number): tf.TensorInfo {
  const size = tf.util.sizeFromShape(vector.shape);
  const out = allocate(backend, [size * times]);
  const to = floats(backend, out);
  to.set(floats(backend, vector));
  repeatInPlace(to, 0, size, times);
  return out;
}

function broadcast(stock: Kernel<tf.BinaryInputs, object>): Kernel<tf.BinaryInputs, object> {
  return (call) => {
    const { a, b } = call.inputs;
    if (!allFloat(a, b)) return stock(call);
    const [timesB, timesA] = [copies(a, b), copies(b, a)];
    if (timesA === 1 && timesB === 1) return stock(call);
    const { backend } = call;
    const [vector, times, tensor] = timesB > 1 ? [b, timesB, a] : [a, timesA, b];
    const long = row(backend, vector, times);
    const length = tf.util.sizeFromShape(long.shape);
    const wide = shaped(tensor, [tf.util.sizeFromShape(tensor.shape) / length, length]);
    const out = stock({ ...call, inputs: vector === b ? { a: wide, b: long } : { a: long, b: wide } });
    backend.disposeData(long.dataId);
    return Array.isArray(out) ? out : shaped(out, tensor.shape);
  };
}

/** `a + b`, `a · b`, `a − b`, where one of the two may be a vector over the other's last axes. */
export const broadcasts: readonly Override[] = [tf.Add, tf.Multiply, tf.Sub].map((name) =>
  wrapKernel<tf.BinaryInputs, object>(name, broadcast),
);
