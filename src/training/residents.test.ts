// Data that lies on the device: the very same figures as when every batch is uploaded, within the budget, and freed.
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { planOf } from '../model/plan.fixture';
import { feedOf } from './feeds';
import { makeLearner } from './learner';
import { autoencoder, everyTarget, logits, trunk } from './networks.fixture';
import { richOrder } from './order.fixture';
import type { RunOrder } from './protocol';
import { makeResidents, mostResident, sourcesOf } from './residents';
import { targetsOf } from './targets';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const batchAt = (step: number): Uint32Array =>
  Uint32Array.from({ length: 12 }, (_, i) => (i * 13 + step * 7) % 160);

/** Figures of ten steps and of an assessment, and what was uploaded during one step. */
function learned(order: RunOrder, resident: number) {
  const start = tf.memory().numTensors;
  const learner = makeLearner(tf, order, undefined, resident);
  const figures: number[][] = [];
  for (let step = 1; step <= 10; step++) {
    const told = learner.learn(batchAt(step), step);
    figures.push(Array.from(told.dataSync()));
    told.dispose();
  }
  const judgements = learner.judge(true);
  for (const split of [order.train, order.test]) {
    const told = learner.assess(split, Uint32Array.from([7, 3, 30]), judgements);
    figures.push(Array.from(told.dataSync()));
    told.dispose();
  }
  const held = tf.memory().numTensors;
  learner.dispose();
  expect(tf.memory().numTensors).toBe(start);
  return { figures, held };
}

const noisy = planOf([
  ['image', 'input', { height: 8, width: 8, channels: 1, source: 'noisy', noise: 0.3 }],
  ...trunk.slice(1),
  ...logits,
]);

test.each([
  ['a head of every kind', everyTarget, 7],
  ['a variational autoencoder', autoencoder(0.1), 1],
  ['noise anew for each step', noisy, 2],
] as const)('%s', (_, plan, count) => {
  const order = richOrder(plan);
  const uploading = learned(order, 0);
  const gathering = learned(order, mostResident);
  expect(gathering.figures).toEqual(uploading.figures);
  expect(gathering.held - uploading.held).toBe(count);
});

test('only the images that are learned from, and nothing beyond the budget', () => {
  const order = richOrder(everyTarget);
  const feeds = order.plan.inputs.flatMap((id) =>
    order.plan.steps.filter((step) => step.id === id).map((step) => feedOf(step, order)),
  );
  const sources = sourcesOf(feeds, targetsOf(order));
  const bytes = (budget: number): number => {
    const before = tf.memory().numBytes;
    const residents = makeResidents(tf, sources, order.train, 100, budget);
    const held = tf.memory().numBytes - before;
    residents.dispose();
    expect(tf.memory().numBytes).toBe(before);
    return held;
  };
  // Image and mask's classes 64 values a sample each, one-hot masks 128, one-hot classes 8, labels 3, box 2, class 1.
  expect(bytes(mostResident)).toBe(4 * 100 * (64 + 64 + 128 + 8 + 3 + 2 + 1));
  expect(bytes(4 * 100 * 20)).toBe(4 * 100 * (8 + 3 + 2 + 1));
});
