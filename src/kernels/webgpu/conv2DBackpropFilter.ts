// The gradient of a convolution by its filter, as a matrix product whose long inner dimension, all output pixels of the
// batch, is split over workgroups. The stock kernel gives one thread per filter weight and lets it walk the whole batch.
import * as tf from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { partialSums } from './columns';
import { type ConvolutionInfo, convolutionSizes, inFours, sizesOf } from './convolutionSizes';
import { byWeight, linePartsOf } from './filterGradientByWeight';
import { gatherFour, readFour, writeFour } from './fours';
import { overrideKernel } from './override';
import { allFloat, allocate, groupsFor, run, sizeOf } from './program';
import { depth, fill, inTiles, multiplyOuter, slices, storeSums, threadPlace, tileThreads } from './tile';

const sizes = [...convolutionSizes, 'pixels', 'pixelsAPart'] as const;
type Size = (typeof sizes)[number];

/** Of x at pixel r of the output, through the taps and channels m … m+3. */
const loadX = (fours: boolean): string => `
fn tapOf(m: i32) -> vec3i {
  let tap = m / u.inputs;
  return vec3i(tap / u.filterWidth, tap % u.filterWidth, m % u.inputs);
}
fn cornerOf(r: i32) -> vec3i {
  let p = r / u.outWidth;
  return vec3i(p / u.outHeight, p % u.outHeight * u.strideY - u.top, r % u.outWidth * u.strideX - u.left0);
}
fn placeOf(corner: vec3i, tap: vec3i) -> i32 {
  let row = corner.y + tap.x;
  let column = corner.z + tap.y;
  if (row < 0 || row >= u.height || column < 0 || column >= u.width) { return -1; }
  return ((corner.x * u.height + row) * u.width + column) * u.inputs + tap.z;
}
fn loadX(r: i32, m: i32, tap: vec3i, end: i32) -> vec4f {
  if (r >= end) { return vec4f(); }
  let corner = cornerOf(r);
  ${gatherFour(fours, {
    from: 'x',
    index: 'm',
    limit: 'u.weights',
    place: 'placeOf(corner, tap)',
    eachPlace: 'placeOf(corner, tapOf(m + i))',
  })}
}`;

const loadDy = (fours: boolean): string => `
fn loadDy(r: i32, o: i32, end: i32) -> vec4f {
  if (r >= end || o >= u.outputs) { return vec4f(); }
  let at = r * u.outputs + o;
  ${readFour(fours, 'dy', 'o', 'u.outputs')}
}`;

const store = (fours: boolean): string => `
fn store(part: i32, m: i32, o: i32, sum: vec4f) {
  if (m >= u.weights || o >= u.outputs) { return; }
  let at = (part * u.weights + m) * u.outputs + o;
  ${writeFour(fours, 'dw', 'o', 'u.outputs')}
}`;

/** `dw[part, m, o] = Σ x[r, m]·dy[r, o]` over the pixels r of part z; m is (filter row, column, channel). */
const programs = inTiles<Size>('ConvasFilterGradient', ({ tile, fours }) => {
  const type = fours ? 'vec4f' : 'f32';
  return {
    reads: [
      { name: 'x', type },
      { name: 'dy', type },
    ],
    writes: [{ name: 'dw', type }],
    sizes,
    declarations: [slices(tile), loadX(fours), loadDy(fours), store(fours)].join('\n'),
    body: `
  let firstRow = group.y * ${tile.rows};
  let firstColumn = group.x * ${tile.columns};
  let start = group.z * u.pixelsAPart;
  let end = min(start + u.pixelsAPart, u.pixels);
  ${threadPlace(tile)}
  let m = firstRow + local % ${tile.rows / 4} * 4;
  let tap = tapOf(m);
  let o = firstColumn + local % ${tile.columns / 4} * 4;
  for (var r = start; r < end; r += ${depth}) {
    ${fill('left', tile.rows / 4, depth, 'loadX(r + k, m, tap, end)')}
    ${fill('right', tile.columns / 4, depth, 'loadDy(r + k, o, end)')}
    workgroupBarrier();
    ${multiplyOuter(tile)}
    workgroupBarrier();
  }
  ${storeSums((row, column, sum) => `store(group.z, ${row}, ${column}, ${sum})`)}`,
  };
});

/** Workgroups that keep a large GPU busy, and the fewest pixels that are worth a part of their own. */
const wantedGroups = 512;
const fewestPixels = 128;
/** Below this share of a tile's places in use, a thread for each weight is faster. */
const leastUse = 1 / 4;

/** Gradients of all parts [parts, kh·kw·c, o]; with one part, the gradient itself. */
function partGradients(backend: WebGPUBackend, x: tf.TensorInfo, dy: tf.TensorInfo, info: ConvolutionInfo) {
  const uniforms = sizesOf(info);
  const { weights, outputs } = uniforms;
  const { tile, program } = programs.of(outputs, inFours(info));
  const [across, down] = [Math.ceil(outputs / tile.columns), Math.ceil(weights / tile.rows)];
  const made = (parts: number) =>
    allocate(backend, parts === 1 ? info.filterShape : [parts, weights, outputs]);
  if (weights * outputs < leastUse * across * tile.columns * down * tile.rows) {
    const lines = info.batchSize * info.outHeight;
    const parts = linePartsOf(weights * outputs, lines);
    const partial = made(parts);
    run(backend, byWeight, {
      reads: [x, dy],
      writes: [partial],
      uniforms: { ...uniforms, lines, parts },
      groups: groupsFor(weights * outputs * parts, tileThreads),
    });
    return { partial, parts };
  }
  const pixels = info.batchSize * info.outHeight * info.outWidth;
  const wanted = Math.ceil(wantedGroups / (across * down));
  // Whole slices, so that only the last part has one that is not full.
  const pixelsAPart = Math.ceil(Math.max(pixels / wanted, fewestPixels) / depth) * depth;
  const parts = Math.ceil(pixels / pixelsAPart);
  const partial = made(parts);
  run(backend, program, {
    reads: [x, dy],
    writes: [partial],
    uniforms: { ...uniforms, pixels, pixelsAPart },
    groups: [across, down, parts],
  });
  return { partial, parts };
}

/** `dW[i,j,c,o] = Σ_{n,p,q} x[n, p·s+i−top, q·s+j−left, c] · dy[n,p,q,o]`, for any stride and padding. */
export const conv2DBackpropFilter = overrideKernel<
  { x: tf.TensorInfo; dy: tf.TensorInfo },
  tf.Conv2DBackpropFilterAttrs
>(tf.Conv2DBackpropFilter, [...programs.all, byWeight, partialSums], (stock) => (call) => {
  const { inputs, attrs, backend } = call;
  const { x, dy } = inputs;
  if (!allFloat(x, dy) || attrs.dataFormat !== 'NHWC') return stock(call);
  const info = tf.backend_util.computeConv2DInfo(
    x.shape as [number, number, number, number],
    attrs.filterShape,
    attrs.strides,
    1,
    attrs.pad,
    attrs.dimRoundingMode,
  );
  const { partial, parts } = partGradients(backend, x, dy, info);
  if (parts === 1) return partial;
  const dw = allocate(backend, attrs.filterShape);
  const columns = sizeOf(dw);
  run(backend, partialSums, {
    reads: [partial],
    writes: [dw],
    uniforms: { rows: parts, columns, parts: 1 },
    groups: groupsFor(columns, tileThreads),
  });
  backend.disposeData(partial.dataId);
  return dw;
});
