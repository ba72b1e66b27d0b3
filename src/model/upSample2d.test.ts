// Enlarging against its definition at every output pixel, and its gradient against finite differences.
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { runLayer } from './oneLayer.fixture';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const [batch, height, width, channels] = [2, 3, 4, 2];
const image = () => tf.randomNormal([batch, height, width, channels], 0, 1, 'float32', 5) as tf.Tensor4D;
const cases = (['nearest', 'bilinear'] as const).flatMap((method) =>
  (
    [
      [1, 1],
      [2, 2],
      [3, 2],
      [1, 5],
      [4, 3],
    ] as const
  ).map((factor) => ({ method, factor })),
);

/** Weights of the inputs of one axis in output `o`: of the two centres around (o + ½)/f − ½, or of the pixel it lies in. */
function weightsAt(o: number, f: number, length: number, method: 'nearest' | 'bilinear'): readonly number[] {
  const weights = new Array<number>(length).fill(0);
  const add = (i: number, share: number) => {
    const inside = Math.min(length - 1, Math.max(0, i));
    weights[inside] = (weights[inside] ?? 0) + share;
  };
  if (method === 'nearest') add(Math.floor(o / f), 1);
  else {
    const at = (o + 0.5) / f - 0.5;
    const low = Math.floor(at);
    add(low, 1 - (at - low));
    add(low + 1, at - low);
  }
  return weights;
}

it.each(cases)('$method, $factor: every output pixel and every gradient', ({ method, factor }) => {
  const x = image();
  const enlarge = (given: tf.Tensor) => runLayer(['upSample', { factor, method }], [given]);
  const y = enlarge(x) as tf.Tensor4D;
  const cells = x.arraySync();
  const values = y.arraySync();
  for (let r = 0; r < height * factor[0]; r++) {
    const rows = weightsAt(r, factor[0], height, method);
    for (let s = 0; s < width * factor[1]; s++) {
      const columns = weightsAt(s, factor[1], width, method);
      const sum = rows.reduce(
        (total, a, i) => total + columns.reduce((t, b, j) => t + a * b * (cells[1]?.[i]?.[j]?.[1] ?? 0), 0),
        0,
      );
      expect(values[1]?.[r]?.[s]?.[1]).toBeCloseTo(sum, 5);
    }
  }

  const upstream = tf.randomNormal(y.shape, 0, 1, 'float32', 9);
  const loss = (given: tf.Tensor) => tf.sum(tf.mul(enlarge(given), upstream));
  const gradient = tf.grad(loss)(x).dataSync();
  const data = x.dataSync();
  for (let i = 0; i < data.length; i += 3) {
    const at = (by: number) => {
      const moved = Float32Array.from(data);
      moved[i] = (moved[i] ?? 0) + by;
      return Number(loss(tf.tensor(moved, x.shape)).arraySync());
    };
    expect(Math.abs((at(1) - at(-1)) / 2 - (gradient[i] ?? Number.NaN))).toBeLessThan(1e-3);
  }
});

it('keeps no tensors', () => {
  for (const method of ['nearest', 'bilinear'] as const) {
    const x = image();
    const before = tf.memory().numTensors;
    const y = runLayer(['upSample', { factor: 2, method }], [x]);
    expect(tf.memory().numTensors).toBe(before + 1);
    const dx = tf.grad((given) => runLayer(['upSample', { factor: 2, method }], [given]))(x);
    expect(tf.memory().numTensors).toBe(before + 2);
    tf.dispose([y, dx]);
  }
});
