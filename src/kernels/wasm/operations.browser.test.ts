// Every other operation that a layer, a loss or an optimizer of ours uses: value and gradient on WASM, ours or
// stock, against the CPU backend.
import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, describe, test } from 'vitest';
import { expectAgreement, startBackends, values, withGradients } from './agreement.fixture';

beforeAll(startBackends);

const image = [3, 6, 5, 16];
const unary: Record<string, (x: tf.Tensor) => tf.Tensor> = {
  relu: tf.relu,
  relu6: (x) => tf.relu6(tf.mul(x, 10)),
  elu: tf.elu,
  selu: tf.selu,
  sigmoid: tf.sigmoid,
  hardSigmoid: (x) => tf.clipByValue(tf.add(tf.mul(x, 0.2), 0.5), 0.4, 0.6),
  tanh: (x) => tf.tanh(tf.mul(x, 4)),
  leakyRelu: (x) => tf.leakyRelu(x, 0.3),
  steepLeakyRelu: (x) => tf.leakyRelu(x, 1.5),
  softplus: tf.softplus,
  softsign: (x) => tf.div(x, tf.add(tf.abs(x), 1)),
  swish: (x) => tf.mul(x, tf.sigmoid(x)),
  softmax: tf.softmax,
  logSoftmax: tf.logSoftmax,
  exp: tf.exp,
  log: (x) => tf.log(tf.add(x, 2)),
  square: tf.square,
  sqrt: (x) => tf.sqrt(tf.add(x, 2)),
  rsqrt: (x) => tf.rsqrt(tf.add(x, 2)),
  pow: (x) => tf.pow(tf.add(x, 2), 3),
  neg: tf.neg,
  abs: tf.abs,
  cast: (x) => tf.mul(tf.cast(x, 'float32'), 2),
  clone: (x) => tf.add(tf.clone(x), x),
  mean: (x) => tf.mean(x),
  channelMean: (x) => tf.mean(x, [0, 1, 2]),
  globalAverage: (x) => tf.mean(x, [1, 2]),
  keptMean: (x) => tf.mean(x, [1, 2], true),
  farMean: (x) => tf.mean(x, [0, 2]),
  lastMean: (x) => tf.mean(x, 3),
  sum: (x) => tf.sum(x),
  channelSum: (x) => tf.sum(x, [0, 1, 2]),
  batchSum: (x) => tf.sum(x, 0),
  middleSum: (x) => tf.sum(x, 1, true),
  max: (x) => tf.max(x, [1, 2]),
  reshape: (x) => tf.mul(tf.reshape(x, [3, 480]), 2),
  transpose: (x) => tf.transpose(x, [3, 1, 2, 0]),
  slice: (x) => tf.slice(x, [0, 1, 2, 3], [2, 4, 2, 7]),
  rowSlice: (x) => tf.slice(x, [1, 0, 0, 0], [2, 6, 5, 16]),
  pad: (x) =>
    tf.pad(x, [
      [0, 0],
      [1, 2],
      [2, 1],
      [0, 0],
    ]),
  split: (x) => tf.addN(tf.split(x, 2, 3)),
  unevenSplit: (x) => tf.concat(tf.split(x, [3, 8, 5], 3).reverse(), 3),
  stack: (x) => tf.stack([x, tf.mul(x, 2)], 1),
  tile: (x) => tf.tile(x, [2, 1, 3, 2]),
  gather: (x) => tf.gather(x, tf.tensor1d([2, 0, 2], 'int32')),
  gatherChannels: (x) => tf.gather(x, tf.tensor1d([5, 5, 0, 9], 'int32'), 3),
  dropout: (x) => tf.dropout(x, 0.4, undefined, 7),
  maximum: (x) => tf.maximum(x, tf.mul(x, 0.1)),
  where: (x) => tf.where(tf.greater(tf.tensor(values(x.shape, 7), x.shape), 0), x, tf.mul(x, 0.2)),
};

describe('operations', () => {
  for (const [name, f] of Object.entries(unary)) {
    test(`${name} and its gradient agree`, () => expectAgreement([image], withGradients(f)));
  }

  test('sums and means agree for any shape and axes', async () => {
    const shape = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(shape, fc.nat(), fc.boolean(), async (lengths, bits, keep) => {
        const axes = lengths.map((_, axis) => axis).filter((axis) => (bits >> axis) & 1);
        fc.pre(axes.length > 0 && tf.util.sizeFromShape(lengths) < 60_000);
        await expectAgreement(
          [lengths],
          withGradients((x) => tf.add(tf.sum(x, axes, keep), tf.mean(x, axes, keep))),
        );
      }),
      { seed: 5, numRuns: 80 },
    );
  });

  test('add, multiply, subtract and divide agree under every broadcast', async () => {
    const full = [4, 6, 5, 8];
    for (const other of [[8], [1, 1, 1, 8], [1], [], [5, 8], [4, 1, 1, 8], [6, 1, 8], [4, 6, 5, 1], full]) {
      for (const op of [tf.add, tf.mul, tf.sub]) {
        await expectAgreement(
          [full, other],
          withGradients((a, b) => op(a, b)),
        );
        await expectAgreement(
          [other, full],
          withGradients((a, b) => op(a, b)),
        );
      }
      await expectAgreement(
        [full, other],
        withGradients((a, b) => tf.div(a, tf.add(b, 2))),
      );
    }
  });

  test('slices and joins agree along every axis', async () => {
    for (const axis of [0, 1, 2, 3]) {
      for (const lengths of [
        [1, 2],
        [3, 70, 5],
        [100, 1],
      ]) {
        const shapes = lengths.map((length) => [2, 3, 4, 5].map((own, i) => (i === axis ? length : own)));
        await expectAgreement(
          shapes,
          withGradients((...parts) => tf.concat(parts, axis)),
        );
      }
    }
  });

  test('matrix products agree for all transpositions', async () => {
    const m = 7,
      k = 13,
      n = 10;
    for (const [ta, tb] of [
      [false, false],
      [true, false],
      [false, true],
      [true, true],
    ] as const) {
      const a = ta ? [k, m] : [m, k];
      const b = tb ? [n, k] : [k, n];
      await expectAgreement(
        [a, b],
        withGradients((x, y) => tf.matMul(x, y, ta, tb)),
      );
      await expectAgreement(
        [
          [3, ...a],
          [3, ...b],
        ],
        withGradients((x, y) => tf.matMul(x, y, ta, tb)),
      );
      await expectAgreement([[1, ...a], b], (x, y) => tf.matMul(x, y, ta, tb));
    }
  });

  test('batch norm agrees through its moments, with and without scale and offset', async () => {
    for (const shape of [
      [4, 5, 3, 6],
      [8, 10],
      [64, 16, 16, 3],
      [1, 1, 1, 5],
    ]) {
      const c = [shape.at(-1) ?? 1];
      const axes = shape.slice(0, -1).map((_, axis) => axis);
      await expectAgreement(
        [shape, c, c],
        withGradients((x, offset, scale) => {
          const { mean, variance } = tf.moments(x, axes);
          return tf.batchNorm(
            x as tf.Tensor4D,
            mean as tf.Tensor1D,
            variance as tf.Tensor1D,
            offset as tf.Tensor1D,
            scale as tf.Tensor1D,
            1e-3,
          );
        }),
      );
      await expectAgreement([shape, c, c], (x, m, v) =>
        tf.batchNorm(x as tf.Tensor4D, m as tf.Tensor1D, tf.abs(v) as tf.Tensor1D),
      );
    }
  });

  test('the cross-entropy losses agree', async () => {
    const labels = (): tf.Tensor => tf.oneHot(tf.tensor1d([0, 3, 9, 3], 'int32'), 10).toFloat();
    await expectAgreement(
      [[4, 10]],
      withGradients((x) => tf.losses.softmaxCrossEntropy(labels(), x)),
    );
    await expectAgreement(
      [[4, 10]],
      withGradients((x) => tf.metrics.categoricalCrossentropy(labels(), tf.softmax(x))),
    );
    await expectAgreement([[4, 10]], (x) =>
      [tf.argMax(x, 1), tf.argMax(labels(), 1)].map((t) => tf.cast(t, 'float32')),
    );
  });
});
