// Padded pooling against a brute-force loop over real cells, and its gradient against finite differences.
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import type { PaddedPoolConfig } from '../layers/tfTypes';
import { customLayers } from './customLayers';
import { pooledLength } from './paddedPool2d';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

type Case = Omit<PaddedPoolConfig, 'name' | 'mode'> & { readonly size: readonly [number, number] };
const cases: readonly Case[] = [
  { size: [6, 7], poolSize: [3, 3], strides: [2, 2], pads: [1, 1, 1, 1] },
  { size: [5, 5], poolSize: [3, 3], strides: [1, 1], pads: [1, 1, 1, 1] },
  { size: [6, 6], poolSize: [3, 3], strides: [2, 2], pads: [0, 1, 0, 1] },
  { size: [4, 9], poolSize: [2, 3], strides: [2, 3], pads: [1, 0, 0, 2] },
  { size: [3, 3], poolSize: [5, 5], strides: [3, 3], pads: [2, 4, 2, 4] },
  { size: [5, 4], poolSize: [2, 2], strides: [2, 2], pads: [0, 0, 0, 0] },
];
const modes = ['max', 'average', 'min'] as const;
type Mode = (typeof modes)[number];
const channels = 2;

/** Values in −2…−1, or 1…2 for minima: a padding cell of 0 would win every window and shift every average. */
const image = (size: readonly [number, number], mode: Mode) =>
  tf.add(
    tf.randomUniform([2, size[0], size[1], channels], 0, 1, 'float32', 11),
    mode === 'min' ? 1 : -2,
  ) as tf.Tensor4D;

function bruteForce(x: tf.Tensor4D, mode: Mode, c: Case): number[][][][] {
  const cells = x.arraySync();
  const rows = pooledLength(c.size[0], c.poolSize[0], c.strides[0], c.pads[0], c.pads[1]);
  const columns = pooledLength(c.size[1], c.poolSize[1], c.strides[1], c.pads[2], c.pads[3]);
  const pooled = (b: number, r: number, s: number, channel: number): number => {
    const seen: number[] = [];
    for (let i = 0; i < c.poolSize[0]; i++) {
      for (let j = 0; j < c.poolSize[1]; j++) {
        const cell =
          cells[b]?.[r * c.strides[0] + i - c.pads[0]]?.[s * c.strides[1] + j - c.pads[2]]?.[channel];
        if (cell !== undefined) seen.push(cell);
      }
    }
    if (mode === 'average') return seen.reduce((a, v) => a + v, 0) / seen.length;
    return mode === 'max' ? Math.max(...seen) : Math.min(...seen);
  };
  const range = (n: number) => Array.from({ length: n }, (_, i) => i);
  return range(2).map((b) =>
    range(rows).map((r) => range(columns).map((s) => range(channels).map((ch) => pooled(b, r, s, ch)))),
  );
}

test.each(modes.flatMap((mode) => cases.map((c) => ({ mode, c }))))(
  '$mode $c forward and gradient',
  ({ mode, c }) => {
    const { size, ...config } = c;
    const layer = customLayers(tf).paddedPool2d({
      name: `p${modes.indexOf(mode)}${cases.indexOf(c)}`,
      mode,
      ...config,
    });
    const x = image(size, mode);
    const pool = (input: tf.Tensor4D) => layer.apply(input) as tf.Tensor4D;
    const expected = tf.tensor4d(bruteForce(x, mode, c));
    const y = pool(x);
    expect(y.shape).toEqual(expected.shape);
    expect(layer.computeOutputShape([2, ...size, channels])).toEqual(expected.shape);
    expect(tf.max(tf.abs(tf.sub(y, expected))).arraySync()).toBeLessThan(1e-6);

    // A random weighting of the outputs makes every output's path count; central differences, one cell at a time.
    const weights = tf.randomNormal(y.shape, 0, 1, 'float32', 5);
    const loss = (input: tf.Tensor4D) => tf.sum(tf.mul(pool(input), weights)) as tf.Scalar;
    const gradient = tf
      .grad((input) => loss(input as tf.Tensor4D))(x)
      .dataSync();
    const values = x.dataSync();
    const h = 1e-3;
    for (let i = 0; i < values.length; i += 3) {
      const at = (delta: number) => {
        const moved = values.slice();
        moved[i] = (moved[i] ?? 0) + delta;
        return loss(tf.tensor4d(moved, x.shape)).arraySync();
      };
      expect(Math.abs((at(h) - at(-h)) / (2 * h) - (gradient[i] ?? Number.NaN))).toBeLessThan(5e-3);
    }
  },
);

test('pooling keeps no tensors', () => {
  const layer = customLayers(tf).paddedPool2d({
    name: 'tidy',
    mode: 'average',
    poolSize: [3, 3],
    strides: [2, 2],
    pads: [1, 1, 1, 1],
  });
  const x = image([6, 6], 'average');
  const before = tf.memory().numTensors;
  const y = layer.apply(x) as tf.Tensor;
  expect(tf.memory().numTensors).toBe(before + 1);
  tf.dispose(y);
});
