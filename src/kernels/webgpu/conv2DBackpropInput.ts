// The gradient of a convolution by its input, as a matrix product in tiles. Input pixels that lie alike between the
// strides are taken together, because they see the same taps: no product with a zero is ever made.
import * as tf from '@tensorflow/tfjs';
import { type ConvolutionSize, convolutionSizes, inFours, sizesOf } from './convolutionSizes';
import { gatherFour, writeFour } from './fours';
import { overrideKernel } from './override';
import { allFloat, allocate, mostGroups, run } from './program';
import { depth, fill, inTiles, multiplyInner, slices, storeSums, threadPlace } from './tile';

/**
 * What the pixels of one phase share: their first row and column in the image, how many there are, the first tap that
 * they see, how many taps, and the output row and column of the first pixel at that tap.
 */
const phases = `
struct Phase { first: vec2i, count: vec2i, tap: vec2i, taps: vec2i, out: vec2i }
fn phaseOf(z: i32) -> Phase {
  let stride = vec2i(u.strideY, u.strideX);
  let first = vec2i(z / u.strideX, z % u.strideX);
  let corner = vec2i(u.top, u.left0);
  let count = (vec2i(u.height, u.width) - first + stride - 1) / stride;
  let tap = (first + corner) % stride;
  let taps = max((vec2i(u.filterHeight, u.filterWidth) - tap + stride - 1) / stride, vec2i());
  return Phase(first, count, tap, taps, (first + corner - tap) / stride);
}`;

const loads = (fours: boolean): string => `
fn dyPlace(place: vec3i, k: i32, phase: Phase) -> i32 {
  let tap = k / u.outputs;
  let row = phase.out.x + place.y - tap / phase.taps.y;
  let column = phase.out.y + place.z - tap % phase.taps.y;
  if (row < 0 || row >= u.outHeight || column < 0 || column >= u.outWidth) { return -1; }
  return ((place.x * u.outHeight + row) * u.outWidth + column) * u.outputs + k % u.outputs;
}
fn filterPlace(k: i32, c: i32, phase: Phase) -> i32 {
  let tap = k / u.outputs;
  let i = phase.tap.x + tap / phase.taps.y * u.strideY;
  let j = phase.tap.y + tap % phase.taps.y * u.strideX;
  return ((i * u.filterWidth + j) * u.inputs + c) * u.outputs + k % u.outputs;
}
fn loadDy(place: vec3i, k: i32, inner: i32, phase: Phase) -> vec4f {
  if (place.x >= u.batch) { return vec4f(); }
  ${gatherFour(fours, {
    from: 'dy',
    index: 'k',
    limit: 'inner',
    place: 'dyPlace(place, k, phase)',
    eachPlace: 'dyPlace(place, k + i, phase)',
  })}
}
fn loadFilter(k: i32, c: i32, inner: i32, phase: Phase) -> vec4f {
  if (c >= u.inputs) { return vec4f(); }
  ${
    fours
      ? `if (k >= inner) { return vec4f(); }
  return w[filterPlace(k, c, phase) / 4];`
      : `var found = vec4f();
  for (var i = 0; i < 4; i++) { if (k + i < inner) { found[i] = w[filterPlace(k + i, c, phase)]; } }
  return found;`
  }
}`;

const store = (fours: boolean): string => `
fn pixelOf(m: i32, phase: Phase) -> vec3i {
  // An image smaller than the stride leaves phases without pixels: beyond the batch, nothing is read or written.
  if (phase.count.x <= 0 || phase.count.y <= 0) { return vec3i(u.batch); }
  let row = m / phase.count.y;
  return vec3i(row / phase.count.x, row % phase.count.x, m % phase.count.y);
}
fn store(m: i32, c: i32, sum: vec4f, phase: Phase) {
  let place = pixelOf(m, phase);
  if (place.x >= u.batch || c >= u.inputs) { return; }
  let row = phase.first.x + place.y * u.strideY;
  let column = phase.first.y + place.z * u.strideX;
  let at = ((place.x * u.height + row) * u.width + column) * u.inputs + c;
  ${writeFour(fours, 'dx', 'c', 'u.inputs')}
}`;

/** Rows are the phase's pixels, columns input channels, the inner dimension the phase's taps with all output channels. */
const programs = inTiles<ConvolutionSize>('ConvasInputGradient', ({ tile, fours }) => {
  const type = fours ? 'vec4f' : 'f32';
  return {
    reads: [
      { name: 'dy', type },
      { name: 'w', type },
    ],
    writes: [{ name: 'dx', type }],
    sizes: convolutionSizes,
    declarations: [slices(tile), phases, loads(fours), store(fours)].join('\n'),
    body: `
  let phase = phaseOf(group.z);
  let inner = phase.taps.x * phase.taps.y * u.outputs;
  let firstRow = group.x * ${tile.rows};
  let firstColumn = group.y * ${tile.columns};
  ${threadPlace(tile)}
  let place = pixelOf(firstRow + local % ${tile.rows}, phase);
  let c = firstColumn + local % ${tile.columns};
  for (var k0 = 0; k0 < inner; k0 += ${depth}) {
    ${fill('left', tile.rows, depth / 4, 'loadDy(place, k0 + k * 4, inner, phase)')}
    ${fill('right', tile.columns, depth / 4, 'loadFilter(k0 + k * 4, c, inner, phase)')}
    workgroupBarrier();
    ${multiplyInner(tile)}
    workgroupBarrier();
  }
  ${storeSums((row, column, sum) => `store(${row}, ${column}, ${sum}, phase)`)}`,
  };
});

/** With fewer input channels most of a tile would be empty: the stock kernel, one thread a value, is faster. */
const fewestInputs = 5;

/**
 * `dx[n,y,x,c] = Σ dy[n,p,q,o]·W[i,j,c,o]` over all taps with p·s+i−top = y and q·s+j−left = x.
 * Where each pixel stands for itself, in words of fours, the stock kernel's plain product is a fifth faster.
 */
export const conv2DBackpropInput = overrideKernel<
  { dy: tf.TensorInfo; filter: tf.TensorInfo },
  tf.Conv2DBackpropInputAttrs
>(tf.Conv2DBackpropInput, programs.all, (stock) => (call) => {
  const { inputs, attrs, backend } = call;
  const { dy, filter } = inputs;
  if (!allFloat(dy, filter) || attrs.dataFormat !== 'NHWC') return stock(call);
  const info = tf.backend_util.computeConv2DInfo(
    attrs.inputShape,
    filter.shape as [number, number, number, number],
    attrs.strides,
    1,
    attrs.pad,
    attrs.dimRoundingMode,
  );
  const { inChannels: c, strideHeight, strideWidth } = info;
  const pixelByPixel = info.filterHeight * info.filterWidth * strideHeight * strideWidth === 1;
  if (pixelByPixel && inFours(info)) return stock(call);
  const { tile, program } = programs.of(c, inFours(info));
  const pixels =
    info.batchSize * Math.ceil(info.inHeight / strideHeight) * Math.ceil(info.inWidth / strideWidth);
  const groups = Math.ceil(pixels / tile.rows);
  if (c < fewestInputs || groups > mostGroups) return stock(call);
  const dx = allocate(backend, attrs.inputShape);
  run(backend, program, {
    reads: [dy, filter],
    writes: [dx],
    uniforms: sizesOf(info),
    groups: [groups, Math.ceil(c / tile.columns), strideHeight * strideWidth],
  });
  return dx;
});
