// Test support: convolutions and dense layers with given weights, their values and all their gradients. Free of Node,
// so that browser tests can use it too.
import * as tf from '@tensorflow/tfjs';
import type { Params } from '../layers/fields';
import { layerModel } from './oneLayer.fixture';

/** [kind, what arrives (without the batch), params that differ from the defaults]. */
export type ConvCase = readonly [kind: string, input: readonly number[], params: Params];

const linear = { activation: 'none' } as const;

/** Odd sizes, uneven strides, all paddings, groups, multipliers; one of each activation. */
export const convCases: readonly ConvCase[] = [
  ['conv2d', [7, 6, 3], { filters: 4, padding: 'same' }],
  ['conv2d', [9, 8, 2], { filters: 3, kernel: [3, 2], stride: [2, 3], padding: 'same', activation: 'tanh' }],
  ['conv2d', [7, 7, 2], { filters: 3, stride: 2, padding: 1, activation: 'swish', bias: false }],
  ['conv2d', [7, 8, 2], { filters: 3, dilation: 2, padding: 'same', activation: 'gelu' }],
  ['conv2d', [9, 8, 2], { filters: 3, kernel: [3, 2], dilation: [1, 3], padding: [2, 0], ...linear }],
  ['conv2d', [6, 5, 4], { filters: 6, groups: 2, activation: 'elu' }],
  ['conv2d', [8, 7, 6], { filters: 3, groups: 3, stride: 2, padding: 2, kernel: 5, ...linear }],
  ['conv2d', [8, 7, 4], { filters: 4, groups: 2, dilation: 2, padding: 'valid', activation: 'sigmoid' }],
  ['conv2d', [6, 5, 3], { filters: 6, groups: 3, ...linear }],
  ['conv2d', [8, 5, 3], { filters: 3, groups: 3, dilation: 2, padding: 'same', ...linear }],
  ['bottleneck', [7, 6, 5], { filters: 3, stride: 2 }],
  ['depthwiseConv2d', [7, 6, 3], {}],
  ['depthwiseConv2d', [7, 6, 3], { multiplier: 2, stride: 2, activation: 'tanh' }],
  [
    'depthwiseConv2d',
    [8, 7, 2],
    { kernel: [2, 3], stride: [1, 2], padding: 'valid', bias: false, ...linear },
  ],
  ['depthwiseConv2d', [8, 7, 2], { multiplier: 3, dilation: 2, padding: 'same', ...linear }],
  ['depthwiseConv2d', [9, 8, 3], { kernel: [3, 2], dilation: [2, 3], padding: 'valid', activation: 'elu' }],
  ['depthwiseConv2d', [4, 4, 2], { kernel: 2, dilation: 3, padding: 3, ...linear }],
  ['depthwiseConv2d', [5, 5, 2], { l2: 0.01, padding: 4, ...linear }],
  ['separableConv2d', [7, 6, 3], { filters: 4 }],
  ['separableConv2d', [7, 6, 3], { filters: 4, multiplier: 2, stride: 2, padding: 1, ...linear }],
  ['transposedConv2d', [3, 3, 1], { filters: 1, padding: 1, ...linear }],
  ['transposedConv2d', [3, 4, 2], { filters: 3, padding: 1, outputPadding: 1 }],
  [
    'transposedConv2d',
    [3, 4, 2],
    { filters: 3, kernel: [2, 5], stride: [3, 2], padding: [0, 2], outputPadding: [2, 0], ...linear },
  ],
  ['transposedConv2d', [6, 7, 2], { filters: 2, kernel: 3, stride: 1, padding: 3, ...linear }],
  [
    'transposedConv2d',
    [4, 3, 2],
    { filters: 2, kernel: 1, stride: 3, padding: 0, outputPadding: 2, bias: false, ...linear },
  ],
  ['transposedConv2d', [4, 3, 3], { filters: 2, padding: 'same', activation: 'sigmoid' }],
  ['transposedConv2d', [4, 3, 3], { filters: 2, kernel: [4, 2], stride: [2, 3], padding: 'same', ...linear }],
  [
    'transposedConv2d',
    [4, 3, 3],
    { filters: 2, kernel: 5, stride: 2, padding: 'valid', bias: false, ...linear },
  ],
  ['transposedConv2d', [4, 3, 3], { filters: 2, kernel: 2, stride: [3, 2], padding: 'valid', ...linear }],
  ['locallyConnected2d', [6, 5, 2], { filters: 3 }],
  [
    'locallyConnected2d',
    [7, 6, 2],
    { filters: 3, kernel: [2, 3], stride: 2, padding: 1, activation: 'tanh' },
  ],
  ['locallyConnected2d', [7, 8, 1], { filters: 2, kernel: 1, stride: 3, bias: false, ...linear }],
  [
    'locallyConnected2d',
    [6, 7, 3],
    { filters: 2, kernel: [4, 2], stride: [1, 3], padding: 'same', ...linear },
  ],
  ['dense', [9], { units: 5, activation: 'gelu' }],
  ['dense', [9], { units: 5, bias: false }],
];

export const batch = 2;

/** Values in −1…1, the same everywhere, different for each `seed`. */
export const valuesOf = (shape: readonly number[], seed: number): Float32Array =>
  Float32Array.from({ length: tf.util.sizeFromShape([...shape]) }, (_, i) => {
    const x = Math.sin(i * 12.9898 + seed * 78.233) * 43758.5453;
    return 2 * (x - Math.floor(x)) - 1;
  });

export interface Block {
  readonly shape: readonly number[];
  readonly data: readonly number[];
}
const blockOf = (x: tf.Tensor): Block => ({ shape: x.shape, data: [...x.dataSync()] });

export interface ConvResult {
  readonly x: Block;
  readonly weights: readonly Block[];
  readonly y: Block;
  /** Of Σ y·sin(0.7·i) by the input, then by each weight. */
  readonly grads: readonly Block[];
}

/** Runs the layer forward and backward on the backend in use; leaves no tensor behind. */
export function convResult([kind, input, params]: ConvCase): ConvResult {
  const model = layerModel([kind, params], [input]);
  const shape = [batch, ...input];
  const x = tf.tidy(() => tf.variable(tf.tensor(valuesOf(shape, 1), shape)));
  let result: ConvResult | undefined;
  tf.tidy(() => {
    model.setWeights(model.getWeights().map((w, i) => tf.tensor(valuesOf(w.shape, i + 2), w.shape)));
    const weights = model.weights.map((weight) => weight.read() as tf.Variable);
    const y = model.apply(x, { training: true }) as tf.Tensor;
    const upstream = tf.tensor(
      Array.from({ length: y.size }, (_, i) => Math.sin(0.7 * i)),
      y.shape,
    );
    const loss = () => tf.sum(tf.mul(model.apply(x, { training: true }) as tf.Tensor, upstream)) as tf.Scalar;
    const { grads } = tf.variableGrads(loss, [x, ...weights]);
    const gradOf = (variable: tf.Variable) => {
      const grad = grads[variable.name];
      if (!grad) throw new Error(`${kind}: no gradient for ${variable.name}`);
      return blockOf(grad);
    };
    result = {
      x: blockOf(x),
      weights: weights.map(blockOf),
      y: blockOf(y),
      grads: [x, ...weights].map(gradOf),
    };
  });
  x.dispose();
  model.dispose();
  if (!result) throw new Error(`${kind}: no result`);
  return result;
}

/** The largest difference; NaN where shapes differ or something is no number. */
export function furthest(a: Block, b: Block): number {
  if (a.shape.join() !== b.shape.join() || a.data.length !== b.data.length) return Number.NaN;
  return Math.max(...a.data.map((v, i) => Math.abs(v - (b.data[i] ?? Number.NaN))));
}
