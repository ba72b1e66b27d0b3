// The gradient of a convolution by its filter, as a matrix product whose long inner dimension, all output pixels of the
// batch, is split over workgroups. The stock kernel gives one thread per filter weight and lets it walk the whole batch.
import * as tf from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { partialSums } from './columns';
import { byWeight, type FilterSize, filterSizes, linePartsOf } from './filterGradientByWeight';
import { overrideKernel } from './override';
import { allFloat, allocate, groupsFor, type Program, run, sizeOf } from './program';
import {
  depth,
  multiplyOuter,
  slices,
  threadPlace,
  tileFor,
  tileThreads,
  type Variant,
  variantName,
  variants,
} from './tile';

const sizes = [...filterSizes, 'pixels', 'pixelsAPart'] as const;
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
  ${
    fours
      ? `if (m >= u.weights) { return vec4f(); }
  let at = placeOf(corner, tap);
  if (at < 0) { return vec4f(); }
  return x[at / 4];`
      : `var found = vec4f();
  for (var i = 0; i < 4; i++) {
    if (m + i < u.weights) {
      let at = placeOf(corner, tapOf(m + i));
      if (at >= 0) { found[i] = x[at]; }
    }
  }
  return found;`
  }
}`;

const loadDy = (fours: boolean): string => `
fn loadDy(r: i32, o: i32, end: i32) -> vec4f {
  if (r >= end || o >= u.outputs) { return vec4f(); }
  let at = r * u.outputs + o;
  ${
    fours
      ? 'return dy[at / 4];'
      : `var found = vec4f(dy[at], 0.0, 0.0, 0.0);
  for (var i = 1; i < 4; i++) { if (o + i < u.outputs) { found[i] = dy[at + i]; } }
  return found;`
  }
}`;

const store = (fours: boolean): string => `
fn store(part: i32, m: i32, o: i32, sum: vec4f) {
  if (m >= u.weights || o >= u.outputs) { return; }
  let at = (part * u.weights + m) * u.outputs + o;
  ${
    fours
      ? 'dw[at / 4] = sum;'
      : 'for (var i = 0; i < 4; i++) { if (o + i < u.outputs) { dw[at + i] = sum[i]; } }'
  }
}`;

/** `dw[part, m, o] = Σ x[r, m]·dy[r, o]` over the pixels r of part z; m is (filter row, column, channel). */
function partProduct(variant: Variant): Program<Size> {
  const { tile, fours } = variant;
  const type = fours ? 'vec4f' : 'f32';
  return {
    name: `ConvasFilterGradient_${variantName(variant)}`,
    reads: [
      { name: 'x', type },
      { name: 'dy', type },
    ],
    writes: [{ name: 'dw', type }],
    sizes,
    workgroup: [tileThreads, 1, 1],
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
    for (var k = local / ${tile.rows / 4}; k < ${depth}; k += ${(tileThreads * 4) / tile.rows}) {
      left[k * ${tile.rows / 4} + local % ${tile.rows / 4}] = loadX(r + k, m, tap, end);
    }
    for (var k = local / ${tile.columns / 4}; k < ${depth}; k += ${(tileThreads * 4) / tile.columns}) {
      right[k * ${tile.columns / 4} + local % ${tile.columns / 4}] = loadDy(r + k, o, end);
    }
    workgroupBarrier();
    ${multiplyOuter(tile)}
    workgroupBarrier();
  }
  let row = firstRow + threadRow * 4;
  let column = firstColumn + threadColumn * 4;
  store(group.z, row, column, sum0);
  store(group.z, row + 1, column, sum1);
  store(group.z, row + 2, column, sum2);
  store(group.z, row + 3, column, sum3);`,
  };
}

const programs = new Map(variants.map((variant) => [variantName(variant), partProduct(variant)]));

/** Workgroups that keep a large GPU busy, and the fewest pixels that are worth a part of their own. */
const wantedGroups = 512;
const fewestPixels = 128;
/** Below this share of a tile's places in use, a thread for each weight is faster. */
const leastUse = 1 / 4;

type Info = ReturnType<typeof tf.backend_util.computeConv2DInfo>;

function uniformsOf(info: Info): Record<FilterSize, number> {
  return {
    height: info.inHeight,
    width: info.inWidth,
    inputs: info.inChannels,
    outHeight: info.outHeight,
    outWidth: info.outWidth,
    outputs: info.outChannels,
    filterWidth: info.filterWidth,
    strideY: info.strideHeight,
    strideX: info.strideWidth,
    top: info.padInfo.top,
    left0: info.padInfo.left,
    weights: info.filterHeight * info.filterWidth * info.inChannels,
  };
}

/** Gradients of all parts [parts, kh·kw·c, o]; with one part, the gradient itself. */
function partGradients(backend: WebGPUBackend, x: tf.TensorInfo, dy: tf.TensorInfo, info: Info) {
  const uniforms = uniformsOf(info);
  const { weights, outputs } = uniforms;
  const tile = tileFor(outputs);
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
  const fours = uniforms.inputs % 4 === 0 && outputs % 4 === 0;
  const program = programs.get(variantName({ tile, fours }));
  if (!program) throw new Error(`No filter gradient in tiles of ${tile.rows} × ${tile.columns}.`);
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
>(tf.Conv2DBackpropFilter, [...programs.values(), byWeight, partialSums], (stock) => (call) => {
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
