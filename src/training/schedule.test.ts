// What a run will do, on paper: counts, the order of images, and how curves stay short in long runs.

import * as tf from '@tensorflow/tfjs';
import { expect, test } from 'vitest';
import { planOf } from '../model/plan.fixture';
import { barImages, collecting, orderOf, pointsOf, tinyNormNet } from './order.fixture';
import { batchesOf, makeSchedule } from './schedule';
import { train } from './trainer';

const data = barImages(1000, 8, 10, 1);

test('every training image comes once an epoch, in another order each epoch, and no held-out one', () => {
  const order = orderOf(tinyNormNet, { heldOut: 0.2, trainingImages: 500, batchSize: 64 }, data);
  const schedule = makeSchedule(order);
  expect([schedule.training.length, schedule.heldOut.length, schedule.stepsPerEpoch]).toEqual([400, 100, 7]);
  const epochs = [1, 2].map((epoch) => [...batchesOf(schedule, 1, epoch)].map((batch) => [...batch]));
  expect(epochs[0]?.map((batch) => batch.length)).toEqual([64, 64, 64, 64, 64, 64, 16]);
  const held = new Set(schedule.heldOut);
  for (const batches of epochs) {
    const seen = batches.flat();
    expect(new Set(seen).size).toBe(400);
    expect(seen.every((i) => i < 500 && !held.has(i))).toBe(true);
  }
  expect(epochs[0]?.flat()).not.toEqual(epochs[1]?.flat());
  expect([...batchesOf(schedule, 1, 1)].map((batch) => [...batch])).toEqual(epochs[0]);
});

test('glances at held-out images are small, and none are taken in an epoch of few batches', () => {
  const long = makeSchedule(orderOf(tinyNormNet, { heldOut: 0.5, batchSize: 10 }, data));
  expect([long.glance, long.look, [...long.glances]]).toEqual([50, 500, [13, 25, 38]]);
  expect(makeSchedule(orderOf(tinyNormNet, { batchSize: 200 }, data)).glances.size).toBe(0);
});

test('a batch larger than the data is cut to it', () => {
  expect(makeSchedule(orderOf(tinyNormNet, { batchSize: 4096 }, data))).toMatchObject({
    batchSize: 1000,
    stepsPerEpoch: 1,
  });
});

test('a run of 1,100 batches draws 550 points, each the mean of two; the last batch has its point', async () => {
  await tf.setBackend('cpu');
  const linear = planOf([
    ['image', 'input', { height: 8, width: 8, channels: 1 }],
    ['flat', 'flatten'],
    ['logits', 'dense', { units: 10 }],
    ['classes', 'classifier', { classes: 10 }],
  ]);
  const order = orderOf(linear, { batchSize: 1, epochs: 55, learningRate: 0.001 }, barImages(20, 8, 10, 1));
  const tools = collecting(undefined, 7);
  await train(order, tf, tools);
  const points = pointsOf(tools.events);
  expect(points.map((p) => p.step)).toEqual(Array.from({ length: 550 }, (_, i) => 2 * i + 2));
  expect(points.every((p) => [0, 0.5, 1].includes(p.heads[0]?.metric ?? -1))).toBe(true);
});
