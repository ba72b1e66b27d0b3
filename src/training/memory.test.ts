// The memory estimate against what tf.js's plain JavaScript backend holds during a training step.
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { Random } from '../data/random';
import { inception, lenet5, planOf, residual } from '../model/plan.fixture';
import type { Plan } from '../plan/plan';
import { makeLearner } from './learner';
import { estimateMemory, memoryLimits, memoryProblem } from './memory';
import { peakOf } from './memoryPeak.fixture';
import { settings } from './order.fixture';
import type { RunOrder, RunSettings } from './protocol';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

function randomOrder(plan: Plan, count: number, optimizer: RunSettings['optimizer']): RunOrder {
  const imageShape = plan.steps[0]?.outputShape as readonly [number, number, number];
  const random = Random.from(1);
  const images = Uint8Array.from({ length: count * imageShape.reduce((n, d) => n * d, 1) }, () =>
    random.below(256),
  );
  const masks = new Uint8Array(count * imageShape[0] * imageShape[1]);
  const split = { images, labels: new Uint8Array(count), count, masks };
  const classCount = plan.steps.at(-1)?.outputShape[0] ?? 0;
  return { plan, settings: { ...settings, optimizer }, imageShape, classCount, train: split, test: split };
}

const wide = planOf([
  ['image', 'input', { height: 8, width: 8, channels: 3 }],
  ['conv', 'conv2d', { filters: 48, kernel: 3 }],
  ['conv2', 'conv2d', { filters: 48, kernel: 3, stride: 2 }],
  ['flat', 'flatten'],
  ['hidden', 'dense', { units: 300, activation: 'relu' }],
  ['logits', 'dense', { units: 10 }],
  ['classes', 'classifier'],
]);

const separable = planOf([
  ['image', 'input', { height: 16, width: 16, channels: 3 }],
  ['conv', 'conv2d', { filters: 16, kernel: 3, activation: 'gelu' }],
  ['groups', 'conv2d', { filters: 16, kernel: 3, groups: 4 }],
  ['depth', 'depthwiseConv2d', { kernel: 3 }],
  ['apart', 'separableConv2d', { filters: 24, kernel: 3, stride: 2 }],
  ['gmp', 'globalMaxPool'],
  ['logits', 'dense', { units: 10 }],
  ['classes', 'classifier'],
]);

const normalised = planOf([
  ['image', 'input', { height: 12, width: 12, channels: 3 }],
  ['conv', 'conv2d', { filters: 16, kernel: 3, activation: 'none' }],
  ['layer', 'layerNorm'],
  ['slope', 'prelu'],
  ['group', 'groupNorm', { groups: 4 }],
  ['response', 'localResponseNorm'],
  ['pieces', 'maxout'],
  ['drop', 'spatialDropout'],
  ['noise', 'gaussianNoise'],
  ['min', 'minPool'],
  ['flat', 'flatten'],
  ['logits', 'dense', { units: 10 }],
  ['classes', 'classifier'],
]);

const unpooling = planOf([
  ['image', 'input', { height: 16, width: 16, channels: 3 }],
  ['down', 'conv2d', { filters: 16, kernel: 3 }],
  ['pool', 'maxPool'],
  ['inner', 'conv2d', { filters: 16, kernel: 3 }],
  ['unpool', 'maxUnpool', {}, ['inner', 'pool']],
  ['up', 'upSample', { factor: 2 }, ['inner']],
  ['joined', 'concat', {}, ['unpool', 'up', 'down']],
  ['logits', 'conv2d', { filters: 5, kernel: 1, activation: 'none' }],
  ['mask', 'pixelClassifier', { classes: 5 }],
]);

const autoencoder = planOf([
  ['image', 'input', { height: 16, width: 16, channels: 3 }],
  ['down', 'conv2d', { filters: 16, kernel: 3, stride: 2 }],
  ['up', 'transposedConv2d', { filters: 16, kernel: 3 }],
  ['back', 'transposedConv2d', { filters: 3, kernel: 3, stride: 1, activation: 'none' }],
  ['out', 'reconstruction', { loss: 'binaryCrossEntropy' }],
]);

const local = planOf([
  ['image', 'input', { height: 12, width: 12, channels: 8 }],
  ['own', 'locallyConnected2d', { filters: 6, kernel: 3 }],
  ['flat', 'flatten'],
  ['logits', 'dense', { units: 10 }],
  ['classes', 'classifier'],
]);

const plans: readonly (readonly [string, Plan])[] = [
  ['LeNet-5', lenet5],
  ['Inception', inception],
  ['residual', residual],
  ['wide', wide],
  ['separable', separable],
  ['normalised', normalised],
  ['unpooling', unpooling],
  ['autoencoder', autoencoder],
  ['local', local],
];

/** Every network with Adam, and one with the other optimisers. */
const cases: readonly (readonly [string, RunSettings['optimizer'], number, Plan])[] = [
  ...plans.map(([name, plan]) => [name, 'adam', 4, plan] as const),
  ...(['sgd', 'rmsprop', 'momentum'] as const).map((optimizer) => ['wide', optimizer, 2, wide] as const),
];

test.each(cases)(
  '%s with %s, batches of %d, on plain JavaScript: the estimate is at least the peak, and at most 1.3 times that',
  (name, optimizer, batch, plan) => {
    const order = randomOrder(plan, batch, optimizer);
    const measured = peakOf(() => {
      const learner = makeLearner(tf, order);
      const all = Uint32Array.from({ length: batch }, (_, i) => i);
      for (const step of [1, 2]) learner.learn(all, step).dispose();
      learner.dispose();
    });
    const ratio = estimateMemory(plan, batch, optimizer, 'cpu').bytes / measured;
    console.info(`${name}, ${optimizer}: ${ratio.toFixed(3)}`);
    expect(ratio, name).toBeGreaterThanOrEqual(1);
    expect(ratio, name).toBeLessThanOrEqual(1.3);
  },
);

test('the parts sum to the whole', () => {
  const { bytes, parts } = estimateMemory(residual, 32, 'momentum');
  expect(Object.values(parts).reduce((a, b) => a + b, 0)).toBe(bytes);
  expect(parts.weights).toBe(4 * (residual.totals.trainable + residual.totals.frozen));
});

test('a batch that does not fit is named with one that does', () => {
  expect(memoryProblem(lenet5, 64, memoryLimits.wasm)).toBeUndefined();
  const limit = estimateMemory(lenet5, 100).bytes;
  const problem = memoryProblem(lenet5, 256, limit);
  expect(problem?.fittingBatch).toBe(64);
  expect(problem?.message).toMatch(/batches of 256 images needs about .* A batch size of 64 fits\.$/);
  expect(memoryProblem(lenet5, 64, limit)).toBeUndefined();
  expect(memoryProblem(lenet5, 256, 1000)?.fittingBatch).toBeUndefined();
  expect(memoryProblem(lenet5, 1, 1000)?.message).toMatch(/Even a single image does not fit/);
  expect(memoryProblem(lenet5, 65, estimateMemory(lenet5, 64).bytes / 0.79)?.fittingBatch).toBe(64);
});
