// How kernels written in TypeScript reach tensors on the WASM heap, and how they call other kernels. Apart,
// because the rules on memory (who disposes what, when a view goes stale) belong in one place.
import * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';

/**
 * A view of a float tensor's elements on the WASM heap. An allocation may grow the heap and leave older views
 * stale, so make all outputs first and take the views after that.
 */
export function floats(backend: BackendWasm, tensor: tf.TensorInfo): Float32Array {
  return backend.typedArrayFromHeap(tensor) as Float32Array;
}

/** A new float tensor whose memory still holds whatever lay there before. */
export function allocate(backend: BackendWasm, shape: readonly number[]): tf.TensorInfo {
  return backend.makeOutput([...shape], 'float32');
}

/** The same elements under another shape: only a handle for the length of one kernel, not a counted reference. */
export function shaped(tensor: tf.TensorInfo, shape: readonly number[]): tf.TensorInfo {
  return { dataId: tensor.dataId, shape: [...shape], dtype: tensor.dtype };
}

/** A counted second reference to the same elements, to return from a kernel that changes nothing. */
export function alias(backend: BackendWasm, tensor: tf.TensorInfo): tf.TensorInfo {
  backend.incRef(tensor.dataId);
  return shaped(tensor, tensor.shape);
}

/** Calls another kernel of the backend, or takes note of a tensor made by hand, as a part of one kernel. */
export interface Composition {
  readonly run: (kernel: string, inputs: object, attrs?: object) => tf.TensorInfo;
  readonly scratch: (shape: readonly number[]) => tf.TensorInfo;
}

/**
 * Makes one kernel out of others and disposes all intermediate tensors but the one that `body` returns. Kernels
 * are called below tf.js's engine, which would free the inputs and would cost about 15 µs an operation.
 */
export function compose(backend: BackendWasm, body: (parts: Composition) => tf.TensorInfo): tf.TensorInfo {
  const made: tf.TensorInfo[] = [];
  const keep = (tensor: tf.TensorInfo): tf.TensorInfo => {
    made.push(tensor);
    return tensor;
  };
  const run = (kernel: string, inputs: object, attrs: object = {}): tf.TensorInfo => {
    const found = tf.getKernel(kernel, 'wasm');
    if (!found) throw new Error(`The WASM backend has no kernel ${kernel}.`);
    const out = found.kernelFunc({ inputs: { ...inputs }, attrs: { ...attrs }, backend });
    if (Array.isArray(out)) throw new Error(`${kernel} gives several tensors; one was expected.`);
    return keep(out);
  };
  const result = body({ run, scratch: (shape) => keep(allocate(backend, shape)) });
  for (const tensor of made) if (tensor.dataId !== result.dataId) backend.disposeData(tensor.dataId);
  return result;
}

/** Whether all tensors hold 32-bit floats, the only type for which these kernels differ from the stock ones. */
export function allFloat(...tensors: readonly tf.TensorInfo[]): boolean {
  return tensors.every((tensor) => tensor.dtype === 'float32');
}

/** The largest divisor of `count` that is at most `limit`, and at least 1. */
export function largestDivisor(count: number, limit: number): number {
  for (let divisor = Math.min(count, Math.floor(limit)); divisor > 1; divisor--)
    if (count % divisor === 0) return divisor;
  return 1;
}
