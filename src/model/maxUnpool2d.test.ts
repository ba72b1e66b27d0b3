// Max unpooling against a loop over its windows, overlapping ones too, and its gradient against finite differences.
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import type { MaxUnpoolConfig } from '../layers/tfTypes';
import { customLayers } from './customLayers';
import { makeMaxUnpool2d } from './maxUnpool2d';
import { layerModel, poolSources, runLayer, type Sketch } from './oneLayer.fixture';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

type Case = Omit<MaxUnpoolConfig, 'name'> & { readonly size: readonly [number, number] };
const cases: readonly Case[] = [
  { size: [6, 8], poolSize: [2, 2], strides: [2, 2], pads: [0, 0, 0, 0] },
  { size: [7, 6], poolSize: [3, 3], strides: [1, 1], pads: [0, 0, 0, 0] },
  { size: [7, 6], poolSize: [3, 3], strides: [2, 2], pads: [1, 1, 1, 1] },
  { size: [6, 6], poolSize: [3, 3], strides: [2, 2], pads: [0, 1, 0, 1] },
  { size: [5, 8], poolSize: [2, 3], strides: [2, 2], pads: [0, 1, 1, 1] },
];
const channels = 2;

/** Steps of a half, so that many windows hold equal maxima; 0 would lose to padding cells of 0. */
const pooledImage = ({ size }: Case) =>
  tf.sub(tf.div(tf.round(tf.randomUniform([2, ...size, channels], 0, 4, 'float32', 3)), 2), 3) as tf.Tensor4D;

/** Where each window's first maximum is, in row-major order: [batch, row, column, channel] of the input. */
function switches(x: tf.Tensor4D, c: Case, out: readonly number[]): Map<string, readonly number[]> {
  const cells = x.arraySync();
  const found = new Map<string, readonly number[]>();
  for (const [b, r, s, ch] of indices(out)) {
    let best = Number.NEGATIVE_INFINITY;
    for (const [i = 0, j = 0] of indices(c.poolSize)) {
      const [y, z] = [(r ?? 0) * c.strides[0] + i - c.pads[0], (s ?? 0) * c.strides[1] + j - c.pads[2]];
      const value = cells[b ?? 0]?.[y]?.[z]?.[ch ?? 0];
      if (value !== undefined && value > best) {
        best = value;
        found.set([b, r, s, ch].join(), [b ?? 0, y, z, ch ?? 0]);
      }
    }
  }
  return found;
}

/** Every index of an array of this shape, in row-major order. */
function indices(shape: readonly number[]): readonly (readonly number[])[] {
  return shape.reduce<number[][]>(
    (all, length) => all.flatMap((head) => Array.from({ length }, (_, i) => [...head, i])),
    [[]],
  );
}

it.each(cases)('%j puts each value at its first maximum, adds up, and gathers its gradient there', (c) => {
  const { size, ...config } = c;
  const x = pooledImage(c);
  const [, rows, columns] = tf.maxPool(
    tf.pad4d(
      x,
      [
        [0, 0],
        [c.pads[0], c.pads[1]],
        [c.pads[2], c.pads[3]],
        [0, 0],
      ],
      -1e9,
    ),
    [...c.poolSize],
    [...c.strides],
    'valid',
  ).shape;
  const maps = tf.randomNormal([2, rows, columns, channels], 0, 1, 'float32', 5) as tf.Tensor4D;
  const layer = customLayers(tf).maxUnpool2d({ name: 'unpool', ...config });
  expect(layer.computeOutputShape([maps.shape, x.shape])).toEqual(x.shape);

  const places = switches(x, c, maps.shape);
  const expected = tf.buffer(x.shape);
  const values = tf.buffer(maps.shape, 'float32', maps.dataSync<'float32'>());
  for (const [from, [b = 0, y = 0, z = 0, ch = 0]] of places) {
    const at = from.split(',').map(Number);
    expected.set(expected.get(b, y, z, ch) + values.get(...at), b, y, z, ch);
  }
  const unpooled = layer.apply([maps, x]) as tf.Tensor;
  expect(tf.max(tf.abs(tf.sub(unpooled, expected.toTensor()))).arraySync()).toBeLessThan(1e-6);

  const upstream = tf.randomNormal(x.shape, 0, 1, 'float32', 6);
  const loss = (given: tf.Tensor) => tf.sum(tf.mul(layer.apply([given, x]) as tf.Tensor, upstream));
  const gradient = tf.grad(loss)(maps).dataSync();
  const data = maps.dataSync();
  for (let i = 0; i < data.length; i += 5) {
    const at = (by: number) => {
      const moved = Float32Array.from(data);
      moved[i] = (moved[i] ?? 0) + by;
      return Number(loss(tf.tensor(moved, maps.shape)).arraySync());
    };
    // The layer is linear in the maps: a large step has no error but rounding.
    expect(Math.abs((at(1) - at(-1)) / 2 - (gradient[i] ?? Number.NaN))).toBeLessThan(1e-3);
  }
});

const sketch: Sketch = ['maxUnpool', {}, poolSources([6, 6, 2], { size: 2, stride: 2 })];

it('what entered the pool gets no gradient through the switches', () => {
  const x = tf.randomNormal([1, 6, 6, 2], 0, 1, 'float32', 8);
  const maps = tf.randomNormal([1, 3, 3, 2], 0, 1, 'float32', 9);
  expect(() => tf.grad((given) => runLayer(sketch, [maps, given]))(x)).toThrow(/gradient/);
  // Pooling and unpooling the same tensor keeps its maxima: the gradient is 1 there and 0 elsewhere.
  const through = (given: tf.Tensor) => runLayer(sketch, [runLayer(['maxPool'], [given]), given]);
  const kept = tf.cast(tf.equal(through(x), x), 'float32');
  expect(
    tf
      .grad((given) => tf.sum(through(given)))(x)
      .arraySync(),
  ).toEqual(kept.arraySync());
  expect(tf.sum(kept).arraySync()).toBe(18);
});

it('gathers in parts where the batch has more values than can be told apart', () => {
  const config = { name: 'parts', poolSize: [2, 2], strides: [2, 2], pads: [0, 0, 0, 0] } as const;
  const x = tf.randomNormal([5, 6, 6, 2], 0, 1, 'float32', 8);
  const maps = tf.randomNormal([5, 3, 3, 2], 0, 1, 'float32', 9);
  const upstream = tf.randomNormal(x.shape, 0, 1, 'float32', 10);
  const whole = customLayers(tf).maxUnpool2d(config);
  // Two images of 72 values at a time, and one at the end.
  const inParts = new (makeMaxUnpool2d(tf, 150))(config);
  const [a, b] = [whole, inParts].map((layer) =>
    tf
      .grad((given) => layer.apply([given, x]) as tf.Tensor)(maps, upstream)
      .arraySync(),
  );
  expect(b).toEqual(a);
});

it('maps of another shape than the pool’s output are a bug, not garbage', () => {
  const { maxUnpool2d } = customLayers(tf);
  const layer = maxUnpool2d({ name: 'unpool', poolSize: [2, 2], strides: [2, 2], pads: [0, 0, 0, 0] });
  expect(() => layer.apply([tf.zeros([1, 4, 4, 2]), tf.zeros([1, 6, 6, 2])])).toThrow(/unpool: maps of/);
});

it('keeps no tensors', () => {
  const inputs = [tf.ones([1, 3, 3, 2]), tf.ones([1, 6, 6, 2])];
  const before = tf.memory().numTensors;
  const y = runLayer(sketch, inputs);
  expect(tf.memory().numTensors).toBe(before + 1);
  const [dy] = [tf.grad((maps) => runLayer(sketch, [maps, inputs[1] as tf.Tensor]))(inputs[0] as tf.Tensor)];
  expect(tf.memory().numTensors).toBe(before + 2);
  tf.dispose([y, dy]);
});

it.each([
  [
    'maxUnpool',
    sketch,
    [
      [3, 3, 2],
      [6, 6, 2],
    ],
  ],
  ['upSample, bilinear', ['upSample', { factor: [2, 3], method: 'bilinear' }], [[4, 5, 2]]],
  ['upSample, nearest', ['upSample', { factor: 2 }], [[4, 5, 2]]],
  [
    'subtract',
    ['subtract'],
    [
      [4, 5, 2],
      [4, 5, 2],
    ],
  ],
  ['minPool', ['minPool', { size: 3, stride: 2, padding: 1 }], [[5, 5, 2]]],
] as const)('%s survives saving as JSON', async (_, layer, shapes) => {
  const model = layerModel(layer, shapes);
  const again = await tf.models.modelFromJSON({ modelTopology: model.toJSON(undefined, false) } as never);
  const inputs = shapes.map((shape, i) => tf.randomNormal([2, ...shape], 0, 1, 'float32', i + 1));
  const [a, b] = [model, again].map((m) =>
    m.predict(inputs.length === 1 ? (inputs[0] as tf.Tensor) : inputs),
  );
  expect((b as tf.Tensor).arraySync()).toEqual((a as tf.Tensor).arraySync());
  expect(again.outputs[0]?.shape).toEqual(model.outputs[0]?.shape);
});
