// A run with changed training images: which batches it learns from, that it is the same run again, and what stays as it is.
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { type Augmentation, augmented, noAugmentation } from '../data/augment';
import type { ImageSplit } from '../data/dataSet';
import { planOf } from '../model/plan.fixture';
import { seedOf } from '../model/seeds';
import { makeLearner } from './learner';
import { collecting, orderOf, pointsOf, richOrder, tinyNormNet } from './order.fixture';
import type { RunOrder } from './protocol';
import { mostResident } from './residents';
import { train } from './trainer';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const augment: Augmentation = { ...noAugmentation, mirror: true, shift: 2, contrast: 0.3, cutout: 2 };
const withIt = (order: RunOrder): RunOrder => ({ ...order, settings: { ...order.settings, augment } });

const segmenter = planOf([
  ['image', 'input', { height: 8, width: 8, channels: 1 }],
  ['conv', 'conv2d', { filters: 4, kernel: 3 }],
  ['logits', 'conv2d', { filters: 2, kernel: 1, activation: 'none' }],
  ['mask', 'pixelClassifier', { classes: 2 }],
]);

async function run(order: RunOrder) {
  const tools = collecting();
  await train(order, tf, tools);
  return tools.events;
}

test.each([
  ['classes', orderOf(tinyNormNet)],
  ['pixels', richOrder(segmenter)],
])(
  'of %s: a step learns from the changed images and targets, also where the data lies on the device',
  (_, order) => {
    const indices = Uint32Array.from([5, 3, 8, 3]);
    const step = 7;
    const seed = seedOf(order.settings.seed, 'augment', step);
    const changed = augmented(order.train as ImageSplit, indices, order.imageShape, augment, seed);
    const reference = makeLearner(tf, { ...order, train: changed });
    const expected = reference.learn(Uint32Array.of(0, 1, 2, 3), step).dataSync();
    reference.dispose();
    for (const resident of [0, mostResident]) {
      const learner = makeLearner(tf, withIt(order), undefined, resident);
      expect(learner.learn(indices, step).dataSync()).toEqual(expected);
      learner.dispose();
    }
  },
);

test('two runs with one seed are equal bit by bit, another course than without, and leak nothing', async () => {
  const before = tf.memory().numTensors;
  const order = orderOf(tinyNormNet, { optimizer: 'adam', learningRate: 0.01, heldOut: 0.2 });
  const [a, b] = [await run(withIt(order)), await run(withIt(order))];
  expect(pointsOf(b)).toEqual(pointsOf(a));
  expect(b.at(-1)).toEqual(a.at(-1));
  expect(pointsOf(await run(order))).not.toEqual(pointsOf(a));
  expect(tf.memory().numTensors).toBe(before);
});

test('held-out and test images are not changed', () => {
  const order = orderOf(tinyNormNet);
  const figures = [order, withIt(order)].map((one) => {
    const learner = makeLearner(tf, one);
    const found = learner.assess(one.train, Uint32Array.of(1, 2, 3), learner.judge(true)).dataSync();
    learner.dispose();
    return found;
  });
  expect(figures[1]).toEqual(figures[0]);
});
