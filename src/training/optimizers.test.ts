// Each optimiser against tf.js's own over many steps, and what it holds in memory.
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { makeOptimizer } from './optimizers';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const stock = {
  sgd: () => tf.train.sgd(0.05),
  momentum: () => tf.train.momentum(0.05, 0.9),
  rmsprop: () => tf.train.rmsprop(0.05, 0.9),
  adam: () => tf.train.adam(0.05, 0.9, 0.999, 1e-7),
} as const;

test.each(['sgd', 'momentum', 'rmsprop', 'adam'] as const)('%s equals tf.js over 50 steps', (kind) => {
  const start = () => [tf.variable(tf.randomNormal([5, 3], 0, 1, 'float32', 3)), tf.variable(tf.scalar(0.7))];
  const [ours, theirs] = [start(), start()];
  const target = tf.randomNormal([5, 3], 0, 1, 'float32', 4);
  const gradientsOf = (weights: readonly tf.Variable[]) =>
    tf.variableGrads(
      () =>
        tf.add(
          tf.sum(tf.square(tf.sub(weights[0] as tf.Tensor, target))),
          tf.square(weights[1] as tf.Tensor),
        ) as tf.Scalar,
      [...weights],
    ).grads;
  const optimizer = makeOptimizer(tf, kind, 0.05, ours);
  const reference = stock[kind]();
  for (let step = 0; step < 50; step++) {
    optimizer.apply(gradientsOf(ours));
    const grads = gradientsOf(theirs);
    reference.applyGradients(Object.entries(grads).map(([name, tensor]) => ({ name, tensor })));
  }
  // tf.js keeps Adam's powers of β in 32-bit floats, where 1 − 0.999 is off by a few parts in 100,000.
  for (const [i, weight] of ours.entries()) {
    expect(tf.max(tf.abs(tf.sub(weight, theirs[i] as tf.Tensor))).arraySync()).toBeLessThan(
      kind === 'adam' ? 2e-5 : 2e-6,
    );
  }
  const moved = tf.sum(tf.abs(tf.sub(ours[0] as tf.Tensor, start()[0] as tf.Tensor))).arraySync();
  expect(moved).toBeGreaterThan(1);
  optimizer.dispose();
  reference.dispose();
  tf.dispose([ours, theirs]);
});
