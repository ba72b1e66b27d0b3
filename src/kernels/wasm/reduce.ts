// Sum and mean over axes that are not the last, such as a bias gradient or a batch norm's moments. The stock
// kernels transpose the whole tensor first; here XNNPACK's average pooling reads it where it lies.
import * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { Override } from '../gradients/override';
import { allFloat, allocate, compose, floats, largestDivisor, shaped } from './heap';
import { type Kernel, wrapKernel } from './override';

interface ReduceInputs {
  readonly x: tf.TensorInfo;
}
interface ReduceAttrs {
  readonly axis: number | number[];
  readonly keepDims: boolean;
}

/** A window of the pooling holds at most this many rows; the few sums of windows are added in a loop. */
const WINDOW = 1024;

/** A tensor read as [outer, rows, inner], to be reduced over `rows`. */
interface Block {
  readonly outer: number;
  readonly rows: number;
  readonly inner: number;
}

/** The block that `axes` name if they are neighbours, all after axis 0 or from it on, and leave a last axis. */
function asBlock(shape: readonly number[], axes: readonly number[]): Block | undefined {
  const first = axes[0];
  if (first === undefined || axes.some((axis, i) => axis !== first + i)) return undefined;
  const end = first + axes.length;
  const product = (from: number, to: number): number => shape.slice(from, to).reduce((a, b) => a * b, 1);
  const block = { outer: product(0, first), rows: product(first, end), inner: product(end, shape.length) };
  return block.inner > 1 && block.rows > 1 && block.outer > 0 ? block : undefined;
}

function reduce(
  scaleOf: (rows: number) => number,
  stock: Kernel<ReduceInputs, ReduceAttrs>,
): Kernel<ReduceInputs, ReduceAttrs> {
  return (call) => {
    const { x } = call.inputs;
    const axes = tf.util.parseAxisParam(call.attrs.axis, x.shape).sort((a, b) => a - b);
    const block = asBlock(x.shape, axes);
    if (!block || !allFloat(x)) return stock(call);
    const out = sumRows(call.backend, x, block, scaleOf(block.rows));
    const [kept] = tf.backend_util.computeOutAndReduceShapes(x.shape, axes);
    return shaped(out, call.attrs.keepDims ? tf.backend_util.expandShapeToKeepDim(kept, axes) : kept);
  };
}

/** `out[outer, inner] = scale · Σ_rows x[outer, rows, inner]`. */
function sumRows(
  backend: BackendWasm,
  x: tf.TensorInfo,
  { outer, rows, inner }: Block,
  scale: number,
): tf.TensorInfo {
  const window = largestDivisor(rows, WINDOW);
  const groups = rows / window;
  // A window of one pixel is no pooling, and a prime number of rows leaves nothing to pool.
  if (window < 8) return addUp(backend, x, { outer, rows, inner }, scale);
  const means = compose(backend, ({ run }) =>
    run(
      tf.AvgPool,
      { x: shaped(x, [outer * groups, window, 1, inner]) },
      { filterSize: [window, 1], strides: 1, pad: 'valid' },
    ),
  );
  const out = addUp(backend, means, { outer, rows: groups, inner }, scale * window);
  backend.disposeData(means.dataId);
  return out;
}

function addUp(
  backend: BackendWasm,
  x: tf.TensorInfo,
  { outer, rows, inner }: Block,
  scale: number,
): tf.TensorInfo {
  const out = allocate(backend, [outer, inner]);
  const from = floats(backend, x);
  const to = floats(backend, out).fill(0);
  let source = 0;
  for (let n = 0; n < outer; n++) {
    for (let row = 0; row < rows; row++, source += inner) {
      for (let i = 0; i < inner; i++)
        to[n * inner + i] = (to[n * inner + i] as number) + (from[source + i] as number);
    }
  }
  for (let i = 0; i < to.length; i++) to[i] = (to[i] as number) * scale;
  return out;
}

/** `Σ x` over neighbouring axes that leave the last one. */
export const sum: Override = wrapKernel<ReduceInputs, ReduceAttrs>(tf.Sum, (stock) => reduce(() => 1, stock));

/** `(Σ x) / N` over neighbouring axes that leave the last one. */
export const mean: Override = wrapKernel<ReduceInputs, ReduceAttrs>(tf.Mean, (stock) =>
  reduce((rows) => 1 / rows, stock),
);
