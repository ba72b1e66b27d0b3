// The gradients of 2-D max and average pooling, one dispatch each: every input pixel gathers from the windows that hold
// it. The stock max gradient first writes the place of every maximum; the stock average gradient divides by the whole
// window even where part of it is padding, unlike its own forward pass.
import * as tf from '@tensorflow/tfjs';
import { type PoolInfo, poolInfo } from '../poolInfo';
import { overrideKernel } from './override';
import { allFloat, allocate, groupsFor, type Program, run, sizeOf } from './program';

const sizes = [
  'size',
  'channels',
  'height',
  'width',
  'outHeight',
  'outWidth',
  'windowHeight',
  'windowWidth',
  'strideY',
  'strideX',
  'top',
  'left',
] as const;
type Size = (typeof sizes)[number];

const threads = 64;

/** For each window over this pixel `each` is run, with its first row and column `y0`, `x0`, and its index `out`. */
const gather = (each: string): string => `
  if (index >= u.size) { return; }
  let c = index % u.channels;
  let column = index / u.channels % u.width;
  let row = index / (u.channels * u.width) % u.height;
  let image = index / (u.channels * u.width * u.height);
  let firstP = max(row + u.top - u.windowHeight + u.strideY, 0) / u.strideY;
  let lastP = min((row + u.top) / u.strideY, u.outHeight - 1);
  let firstQ = max(column + u.left - u.windowWidth + u.strideX, 0) / u.strideX;
  let lastQ = min((column + u.left) / u.strideX, u.outWidth - 1);
  var sum = 0.0;
  for (var p = firstP; p <= lastP; p++) {
    for (var q = firstQ; q <= lastQ; q++) {
      let out = ((image * u.outHeight + p) * u.outWidth + q) * u.channels + c;
      let y0 = p * u.strideY - u.top;
      let x0 = q * u.strideX - u.left;
      ${each}
    }
  }
  dx[index] = sum;`;

const maxGradient: Program<Size> = {
  name: 'ConvasMaxPoolGrad',
  reads: [{ name: 'dy' }, { name: 'x' }, { name: 'y' }],
  writes: [{ name: 'dx' }],
  sizes,
  workgroup: [threads, 1, 1],
  // Only a pixel that equals the maximum looks whether one before it in the window does too.
  body: gather(`
      if (x[index] == y[out]) {
        var isFirst = true;
        for (var i = max(y0, 0); i <= row && isFirst; i++) {
          let end = select(min(x0 + u.windowWidth, u.width), column, i == row);
          for (var j = max(x0, 0); j < end && isFirst; j++) {
            isFirst = x[((image * u.height + i) * u.width + j) * u.channels + c] != y[out];
          }
        }
        if (isFirst) { sum += dy[out]; }
      }`),
};

const averageGradient: Program<Size> = {
  name: 'ConvasAvgPoolGrad',
  reads: [{ name: 'dy' }],
  writes: [{ name: 'dx' }],
  sizes,
  workgroup: [threads, 1, 1],
  body: gather(`
      let rows = min(y0 + u.windowHeight, u.height) - max(y0, 0);
      let columns = min(x0 + u.windowWidth, u.width) - max(x0, 0);
      sum += dy[out] / f32(rows * columns);`),
};

function uniformsOf(info: PoolInfo, size: number): Record<Size, number> {
  return {
    size,
    channels: info.inChannels,
    height: info.inHeight,
    width: info.inWidth,
    outHeight: info.outHeight,
    outWidth: info.outWidth,
    windowHeight: info.effectiveFilterHeight,
    windowWidth: info.effectiveFilterWidth,
    strideY: info.strideHeight,
    strideX: info.strideWidth,
    top: info.padInfo.top,
    left: info.padInfo.left,
  };
}

/** Each window's `dy` goes to its first largest element in row order; windows add up, and padding never wins. */
export const maxPoolGrad = overrideKernel<
  { dy: tf.TensorInfo; input: tf.TensorInfo; output: tf.TensorInfo },
  tf.MaxPoolGradAttrs
>(tf.MaxPoolGrad, [maxGradient], (stock) => (call) => {
  const { inputs, attrs, backend } = call;
  const { dy, input, output } = inputs;
  if (!allFloat(dy, input, output)) return stock(call);
  const info = poolInfo(input, attrs);
  const dx = allocate(backend, input.shape);
  run(backend, maxGradient, {
    reads: [dy, input, output],
    writes: [dx],
    uniforms: uniformsOf(info, sizeOf(input)),
    groups: groupsFor(sizeOf(input), threads),
  });
  return dx;
});

/** `dx[y,x] = Σ dy[window] / (pixels of the window inside the image)`, over the windows that hold (y,x). */
export const avgPoolGrad = overrideKernel<{ dy: tf.TensorInfo; input: tf.TensorInfo }, tf.AvgPoolGradAttrs>(
  tf.AvgPoolGrad,
  [averageGradient],
  (stock) => (call) => {
    const { inputs, attrs, backend } = call;
    const { dy, input } = inputs;
    if (!allFloat(dy, input)) return stock(call);
    const info = poolInfo(input, attrs);
    const dx = allocate(backend, input.shape);
    run(backend, averageGradient, {
      reads: [dy],
      writes: [dx],
      uniforms: uniformsOf(info, sizeOf(input)),
      groups: groupsFor(sizeOf(input), threads),
    });
    return dx;
  },
);
