// Pooling, shape and merge layers on the WASM backend: values and gradients against the CPU backend, which the unit
// tests hold against Keras and PyTorch.
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, test } from 'vitest';
import { expectAgreement, startBackends, values } from '../kernels/wasm/agreement.fixture';
import type { Params } from '../layers/fields';
import { poolSources, runLayer, type Sketch } from './oneLayer.fixture';

beforeAll(startBackends);

const image = [3, 8, 7, 5];
const poolings: readonly Params[] = [
  {},
  { size: 3, stride: 2, padding: 'same' },
  { size: 3, stride: 2, padding: 1, rounding: 'ceil' },
  { size: [2, 3], stride: 1 },
  { size: [3, 2], stride: [3, 2], rounding: 'ceil' },
  { size: 1, stride: 1 },
  { size: 1, stride: 2 },
];
const factors = [2, 3, [1, 4], [5, 2], 1] as const;

/** [the layer, the shapes that arrive, how many of them have a gradient]. */
type Case = readonly [sketch: Sketch, shapes: readonly (readonly number[])[], differentiable?: number];

const pools: readonly Case[] = ['maxPool', 'avgPool', 'minPool'].flatMap((kind) =>
  poolings.map((params): Case => [[kind, params], [image]]),
);
/** The maps are what the pool gives, so that their shape needs no arithmetic here. */
const unpools = poolings.map((params): Case => {
  const maps = tf.tidy(() => runLayer(['maxPool', params], [tf.zeros([...image])]).shape);
  return [['maxUnpool', {}, poolSources(image.slice(1), params)], [maps, image], 1];
});
const others: readonly Case[] = [
  [['globalAvgPool'], [image]],
  [['globalMaxPool'], [image]],
  [['globalMaxPool'], [[2, 1, 1, 3]]],
  ...factors.flatMap((factor) =>
    (['nearest', 'bilinear'] as const).map(
      (method): Case => [['upSample', { factor: factor as never, method }], [image]],
    ),
  ),
  [['upSample', { method: 'bilinear' }], [[2, 1, 1, 3]]],
  [['flatten'], [image]],
  [['reshape', { height: 5, width: 7, channels: 8 }], [image]],
  ...[
    'height, width, channels',
    'width, height, channels',
    'height, channels, width',
    'width, channels, height',
    'channels, height, width',
    'channels, width, height',
  ].map((order): Case => [['permute', { order }], [image]]),
  [['zeroPad', { top: 2, bottom: 0, left: 1, right: 3 }], [image]],
  [['crop', { top: 2, bottom: 0, left: 1, right: 3 }], [image]],
  [['add'], [image, image, image]],
  [['subtract'], [image, image]],
  [
    ['subtract'],
    [
      [4, 10],
      [4, 10],
    ],
  ],
  [['multiply'], [image, image, image]],
  [['multiply'], [image, [3, 1, 1, 5]]],
  [['multiply'], [[3, 8, 7, 1], image]],
  [['multiply'], [[3, 1, 1, 5], [3, 8, 7, 1], image]],
  [['average'], [image, image, image]],
  [['maximum'], [image, image, image]],
  [
    ['maximum'],
    [
      [4, 10],
      [4, 10],
    ],
  ],
  ...(['height', 'width', 'channels'] as const).map(
    (axis, i): Case => [
      ['concat', { axis }],
      [image, image.map((d, at) => (at === i + 1 ? 2 : d))],
    ],
  ),
];

/** Values and gradients; `ties` rounds them to steps of a half before the layer, where no gradient passes. */
const calculation =
  ([sketch, , differentiable]: Case, ties: boolean) =>
  (...given: tf.Tensor[]): tf.Tensor[] => {
    const inputs = ties ? given.map((x) => tf.div(tf.round(tf.mul(x, 2)), 2)) : given;
    const moving = inputs.slice(0, differentiable ?? inputs.length);
    const f = (...xs: tf.Tensor[]) => runLayer(sketch, [...xs, ...inputs.slice(xs.length)]);
    const y = f(...moving);
    return [y, ...tf.grads(f)(moving, tf.tensor(values(y.shape, 99), y.shape))];
  };

describe('pooling, shape and merge layers', () => {
  for (const ties of [false, true])
    for (const each of [...pools, ...unpools, ...others])
      test(`${each[0][0]} ${JSON.stringify(each[0][1] ?? {})} on ${JSON.stringify(each[1])}${ties ? ', ties' : ''}`, () =>
        expectAgreement(each[1], calculation(each, ties)));
});
