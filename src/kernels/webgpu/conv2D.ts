// The convolution itself, with bias and ReLU where they are fused into it, as a matrix product in tiles: rows are output
// pixels, columns filters. The stock kernel's tiles are for the most part empty where a layer has few filters.
import * as tf from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { convolutionSizes, inFours, sizesOf } from './convolutionSizes';
import { gatherFour, readFour } from './fours';
import { overrideKernel } from './override';
import { allFloat, allocate, mostGroups, run } from './program';
import { depth, fill, foursLeft, inTiles, multiplyMixed, slices, storeSums, threadPlace } from './tile';

const sizes = [...convolutionSizes, 'dilationY', 'dilationX', 'biased', 'rectified'] as const;
type Size = (typeof sizes)[number];

const loads = (fours: boolean): string => `
fn tapOf(k: i32) -> vec3i {
  // Of a single tap nothing need be divided.
  if (u.weights == u.inputs) { return vec3i(0, 0, k); }
  let tap = k / u.inputs;
  return vec3i(tap / u.filterWidth, tap % u.filterWidth, k % u.inputs);
}
fn placeOf(corner: vec3i, k: i32) -> i32 {
  let tap = tapOf(k);
  let row = corner.y + tap.x * u.dilationY;
  let column = corner.z + tap.y * u.dilationX;
  if (row < 0 || row >= u.height || column < 0 || column >= u.width) { return -1; }
  return ((corner.x * u.height + row) * u.width + column) * u.inputs + tap.z;
}
fn loadX(corner: vec3i, k: i32) -> vec4f {
  if (corner.x >= u.batch) { return vec4f(); }
  ${gatherFour(fours, {
    from: 'x',
    index: 'k',
    limit: 'u.weights',
    place: 'placeOf(corner, k)',
    eachPlace: 'placeOf(corner, k + i)',
  })}
}
fn loadFilter(k: i32, o: i32) -> vec4f {
  if (k >= u.weights || o >= u.outputs) { return vec4f(); }
  let at = k * u.outputs + o;
  ${readFour(fours, 'w', 'o', 'u.outputs')}
}
fn store(m: i32, o: i32, sum: vec4f) {
  if (m >= u.batch * u.outHeight * u.outWidth || o >= u.outputs) { return; }
  for (var i = 0; i < 4; i++) {
    if (o + i < u.outputs) {
      var value = sum[i];
      if (u.biased == 1) { value += bias[o + i]; }
      if (u.rectified == 1) { value = max(value, 0.0); }
      y[m * u.outputs + o + i] = value;
    }
  }
}`;

const programs = inTiles<Size>('ConvasConv2D', ({ tile, fours }) => {
  const type = fours ? 'vec4f' : 'f32';
  return {
    reads: [{ name: 'x', type }, { name: 'w', type }, { name: 'bias' }],
    writes: [{ name: 'y' }],
    sizes,
    declarations: [slices(tile), loads(fours)].join('\n'),
    body: `
  let firstRow = group.x * ${tile.rows};
  let firstColumn = group.y * ${tile.columns};
  ${threadPlace(tile)}
  let r = firstRow + local % ${tile.rows};
  let line = r / u.outWidth;
  let corner = vec3i(
    line / u.outHeight,
    line % u.outHeight * u.strideY - u.top,
    r % u.outWidth * u.strideX - u.left0,
  );
  let o = firstColumn + local % ${tile.columns / 4} * 4;
  for (var k0 = 0; k0 < u.weights; k0 += ${depth}) {
    let count = ${foursLeft('u.weights')};
    ${fill('left', tile.rows, 'count', 'loadX(corner, k0 + k * 4)')}
    ${fill('right', tile.columns / 4, '4 * count', 'loadFilter(k0 + k, o)')}
    workgroupBarrier();
    ${multiplyMixed(tile, 'count')}
    workgroupBarrier();
  }
  ${storeSums((row, column, sum) => `store(${row}, ${column}, ${sum})`)}`,
  };
});

interface Given {
  readonly x: tf.TensorInfo;
  readonly filter: tf.TensorInfo;
  readonly bias?: tf.TensorInfo;
}

/** y [n, p, q, o]; undefined where there are more pixels than one dispatch takes. */
function convolve(
  backend: WebGPUBackend,
  { x, filter, bias }: Given,
  attrs: tf.Conv2DAttrs,
  rectified: boolean,
): tf.TensorInfo | undefined {
  const info = tf.backend_util.computeConv2DInfo(
    x.shape as [number, number, number, number],
    filter.shape as [number, number, number, number],
    attrs.strides,
    attrs.dilations,
    attrs.pad,
    attrs.dimRoundingMode,
  );
  const { tile, program } = programs.of(info.outChannels, inFours(info));
  const groups = Math.ceil((info.batchSize * info.outHeight * info.outWidth) / tile.rows);
  if (groups > mostGroups || tf.util.sizeFromShape(info.outShape) === 0) return undefined;
  const y = allocate(backend, info.outShape);
  run(backend, program, {
    // Where there is no bias, the input is bound in its place and not looked at.
    reads: [x, filter, bias ?? x],
    writes: [y],
    uniforms: {
      ...sizesOf(info),
      dilationY: info.dilationHeight,
      dilationX: info.dilationWidth,
      biased: bias ? 1 : 0,
      rectified: rectified ? 1 : 0,
    },
    groups: [groups, Math.ceil(info.outChannels / tile.columns), 1],
  });
  return y;
}

/** `y[n,p,q,o] = Σ x[n, p·s+i·d−top, q·s+j·d−left, c] · W[i,j,c,o]`, for any stride, dilation and padding. */
export const conv2D = overrideKernel<Given, tf.Conv2DAttrs>(tf.Conv2D, programs.all, (stock) => (call) => {
  const { inputs, attrs, backend } = call;
  if (!allFloat(inputs.x, inputs.filter) || attrs.dataFormat !== 'NHWC') return stock(call);
  return convolve(backend, { x: inputs.x, filter: inputs.filter }, attrs, false) ?? stock(call);
});

/** The same with a bias a filter and ReLU; other activations are left to the stock kernel. */
export const fusedConv2D = overrideKernel<
  Given & { readonly preluActivationWeights?: tf.TensorInfo },
  tf.FusedConv2DAttrs
>(tf.FusedConv2D, programs.all, (stock) => (call) => {
  const { inputs, attrs, backend } = call;
  const { x, filter, bias, preluActivationWeights } = inputs;
  const known = attrs.activation === 'linear' || attrs.activation === 'relu';
  const aVector = !bias || tf.util.sizeFromShape(bias.shape) === filter.shape[3];
  if (!known || !aVector || preluActivationWeights) return stock(call);
  if (!allFloat(x, filter, bias) || attrs.dataFormat !== 'NHWC') return stock(call);
  return convolve(backend, inputs, attrs as tf.Conv2DAttrs, attrs.activation === 'relu') ?? stock(call);
});
