// Slices and joins along any axes, as runs of memory. The stock WASM kernels make a JavaScript view per pixel,
// which for the 16 or 32 channels of a concatenation costs ten times the copy.
import * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { allFloat, allocate, floats, shaped } from './heap';
import { wrapKernel } from './override';

/** Runs longer than this are copied by `copyWithin`, which has a cost per call; shorter ones by a loop. */
const LONG_RUN = 64;

/**
 * Copies a rectangle of `rows` × `length` elements between two tensors; strides and offsets count elements.
 */
function copyRows(
  from: Float32Array,
  to: Float32Array,
  rows: number,
  length: number,
  [source, sourceStride]: readonly [number, number],
  [target, targetStride]: readonly [number, number],
): void {
  for (let row = 0; row < rows; row++) {
    const a = source + row * sourceStride;
    const b = target + row * targetStride;
    if (length > LONG_RUN) to.set(from.subarray(a, a + length), b);
    else for (let i = 0; i < length; i++) to[b + i] = from[a + i] as number;
  }
}

/** `y[i, …] = x[begin + i, …]` for i below `size`. */
export const slice = wrapKernel<tf.SliceInputs, tf.SliceAttrs>(tf.Slice, (stock) => (call) => {
  const { x } = call.inputs;
  if (!allFloat(x)) return stock(call);
  const [begin = [], size = []] = tf.slice_util.parseSliceParams(
    x as tf.Tensor,
    call.attrs.begin,
    call.attrs.size,
  );
  tf.slice_util.assertParamsValid(x as tf.Tensor, begin, size);
  return cut(call.backend, x, begin, size);
});

function cut(
  backend: BackendWasm,
  x: tf.TensorInfo,
  begin: readonly number[],
  size: readonly number[],
): tf.TensorInfo {
  const out = allocate(backend, size);
  if (tf.util.sizeFromShape([...size]) === 0) return out;
  const [from, to] = [floats(backend, x), floats(backend, out)];
  const strides = tf.util.computeStrides(x.shape).concat(1);
  // Axes at the end that are taken whole belong to one run with the axis before them; that axis and the one
  // before it make the rectangle.
  let last = Math.max(x.shape.length - 1, 0);
  while (last > 0 && size[last] === x.shape[last]) last--;
  const length = tf.util.sizeFromShape(size.slice(last));
  const offset = begin.reduce((sum, start, axis) => sum + start * (strides[axis] ?? 1), 0);
  let target = 0;
  const walk = (axis: number, source: number): void => {
    const stride = strides[axis] ?? 1;
    if (axis >= last - 1) {
      const rows = axis === last - 1 ? (size[axis] ?? 1) : 1;
      copyRows(from, to, rows, length, [source, stride], [target, length]);
      target += rows * length;
    } else for (let i = 0; i < (size[axis] ?? 1); i++) walk(axis + 1, source + i * stride);
  };
  walk(last === 0 ? 0 : 0, offset);
  return out;
}

/** The inputs one after the other along `axis`. */
export const concat = wrapKernel<tf.ConcatInputs, tf.ConcatAttrs>(tf.Concat, (stock) => (call) => {
  const inputs = Object.values(call.inputs) as tf.TensorInfo[];
  const [first] = inputs;
  const parts = inputs.filter((input) => tf.util.sizeFromShape(input.shape) > 0);
  if (!first || parts.length < 2 || !allFloat(...inputs)) return stock(call);
  const [axis = 0] = tf.util.parseAxisParam(call.attrs.axis, first.shape);
  const out = allocate(
    call.backend,
    tf.backend_util.computeOutShape(
      inputs.map((input) => input.shape),
      axis,
    ),
  );
  const to = floats(call.backend, out);
  const rows = tf.util.sizeFromShape(first.shape.slice(0, axis));
  const stride = to.length / rows;
  let target = 0;
  for (const part of parts) {
    const from = floats(call.backend, part);
    const length = from.length / rows;
    copyRows(from, to, rows, length, [0, length], [target, stride]);
    target += length;
  }
  return out;
});

/** The gradient of a concatenation: one slice for each part. */
export const split = wrapKernel<tf.SplitVInputs, tf.SplitVAttrs>(tf.SplitV, (stock) => (call) => {
  const { x } = call.inputs;
  if (!allFloat(x)) return stock(call);
  const [axis = 0] = tf.util.parseAxisParam(call.attrs.axis, x.shape);
  const sizes = tf.backend_util.prepareSplitSize(x as tf.Tensor, call.attrs.numOrSizeSplits, axis);
  let start = 0;
  return sizes.map((length) => {
    const begin = x.shape.map((_, i) => (i === axis ? start : 0));
    start += length;
    const size = x.shape.map((whole, i) => (i === axis ? length : whole));
    return shaped(cut(call.backend, x, begin, size), size);
  });
});
