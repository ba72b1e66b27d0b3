// Each loss and its gradient against what PyTorch 1.13 computes in float64 for the same numbers.
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { meanSquaredError, sigmoidCrossEntropy, softmaxCrossEntropy } from './losses';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

function expectAll(actual: ArrayLike<number>, expected: readonly number[], digits = 6): void {
  expect(actual.length).toBe(expected.length);
  for (const [i, value] of expected.entries()) expect(actual[i]).toBeCloseTo(value, digits);
}

const oneHot = (classes: readonly number[], shape: number[]) =>
  tf.reshape(tf.oneHot(tf.tensor1d([...classes], 'int32'), 3).toFloat(), shape);

describe.each([
  {
    name: 'softmax cross-entropy, with logits that would overflow',
    loss: softmaxCrossEntropy,
    x: () => tf.tensor2d([2, -1, 0.5, 100, -100, 3], [2, 3]),
    y: () => oneHot([2, 0], [2, 3]),
    value: 0.870655648,
    gradient: [0.392798517, 0.019556287, -0.412354804, 0, 0, 0],
  },
  {
    name: 'softmax cross-entropy of every pixel',
    loss: softmaxCrossEntropy,
    x: () => tf.tensor4d([1, 2, 3, 0, 0, 0, -5, 5, 0, 2, 2, -2], [1, 2, 2, 3]),
    y: () => oneHot([0, 1, 2, 1], [1, 2, 2, 3]),
    value: 2.303810505,
    gradient: [
      -0.227492357, 0.061182118, 0.166310239, 0.083333333, -0.166666667, 0.083333333, 0.000011274,
      0.248315589, -0.248326863, 0.123865661, -0.126134339, 0.002268679,
    ],
  },
  {
    name: 'sigmoid cross-entropy, with logits that would overflow',
    loss: sigmoidCrossEntropy,
    x: () => tf.tensor2d([2, -1, 200, -200, 0, 3], [2, 3]),
    y: () => tf.tensor2d([1, 0, 1, 1, 0.25, 0], [2, 3]),
    value: 34.030320705,
    gradient: [-0.019867154, 0.04482357, 0, -0.166666667, 0.041666667, 0.158762354],
  },
  {
    name: 'mean squared error',
    loss: meanSquaredError,
    x: () => tf.tensor2d([2, -1, 0.5, 3], [2, 2]),
    y: () => tf.tensor2d([1, 0, 0.5, -1], [2, 2]),
    value: 4.5,
    gradient: [0.5, -0.5, 0, 2],
  },
])('$name', ({ loss, x, y, value, gradient }) => {
  test('the value', () => {
    expect(loss(tf, x(), y()).dataSync()[0]).toBeCloseTo(value, 5);
  });
  test('the gradient, also where the loss has a weight', () => {
    const expected = y();
    expectAll(
      tf
        .grad((input) => loss(tf, input, expected))(x())
        .dataSync(),
      gradient,
    );
    const weighted = tf
      .grad((input) => tf.mul(loss(tf, input, expected), 0.3))(x())
      .dataSync();
    expectAll(
      weighted,
      gradient.map((g) => 0.3 * g),
    );
  });
  test('nothing is left behind', () => {
    const before = tf.memory().numTensors;
    tf.tidy(() => {
      const expected = y();
      tf.grad((input) => loss(tf, input, expected))(x());
    });
    expect(tf.memory().numTensors).toBe(before);
  });
});
