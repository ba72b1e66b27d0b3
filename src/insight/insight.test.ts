// What is said of gradients, updates, weights and activations, against the same figures worked out by other ways, on
// tf.js's plain JavaScript backend.
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { buildModel } from '../model/buildModel';
import { planOf, residual, type StepSketch } from '../model/plan.fixture';
import type { Plan } from '../plan/plan';
import { makeLearner } from '../training/learner';
import { autoencoder, everyTarget } from '../training/networks.fixture';
import { orderOf, richOrder, tinyConvNet, tinyNormNet } from '../training/order.fixture';
import type { RunOrder } from '../training/protocol';
import { makeInsight } from './insight';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const indices = (count: number) => Uint32Array.from({ length: count }, (_, i) => i);
const kinds = ['sgd', 'momentum', 'rmsprop', 'adam'] as const;

const length = (tensors: readonly tf.Tensor[]): number =>
  Math.hypot(...tensors.flatMap((tensor) => [...tensor.dataSync()]));

/** A tf.js that keeps the models it makes where a test can look into them; the second one made is for training. */
function spyOnModels() {
  const models: tf.LayersModel[] = [];
  const model = (config: Parameters<typeof tf.model>[0]) => models[models.push(tf.model(config)) - 1];
  return { models, spying: { ...tf, model } as typeof tf };
}

/** Learns `steps` batches and looks into each. */
function lookInto(
  order: RunOrder,
  steps: number,
  onStep: (model: tf.LayersModel | undefined) => void = () => {},
) {
  const { models, spying } = spyOnModels();
  const learner = makeLearner(spying, order, indices(8));
  const looks = Array.from({ length: steps }, (_, i) => {
    onStep(models[1]);
    const figures = learner.learn(indices(10), i + 1, true);
    const values = figures.dataSync();
    figures.dispose();
    const width = 2 * learner.targets.length + (learner.penalised ? 1 : 0);
    return learner.insight?.read(values.subarray(width)) ?? { gradients: [], activations: [] };
  });
  onStep(models[1]);
  const watched = learner.insight?.watched ?? { weighted: [], active: [] };
  learner.dispose();
  return { looks, watched };
}

/** The layers' own weights that learn, copied, by the model's layer. */
const weightsOf = (model: tf.LayersModel | undefined): tf.Tensor[][] =>
  (model?.layers ?? [])
    .filter((layer) => layer.trainableWeights.length > 0)
    .map((layer) => layer.trainableWeights.map((weight) => weight.read().clone()));

test('gradient norms are those of the loss’s gradients by hand, layer by layer', () => {
  const order = orderOf(tinyConvNet, { learningRate: 0.05 });
  const { training } = buildModel(tf, order.plan, 1);
  const x = tf.tensor4d(
    Float32Array.from(order.train.images.subarray(0, 640), (v) => v / 255),
    [10, 8, 8, 1],
  );
  const y = tf.oneHot(tf.tensor1d(Array.from(order.train.labels.subarray(0, 10)), 'int32'), 10);
  const weights = training.trainableWeights.map((weight) => weight.read() as tf.Variable);
  const { grads } = tf.variableGrads(
    () => tf.losses.softmaxCrossEntropy(y, training.apply(x) as tf.Tensor) as tf.Scalar,
    weights,
  );
  const { looks, watched } = lookInto(order, 1);
  expect(watched.weighted).toEqual(['conv', 'hidden', 'logits']);
  for (const [i, id] of watched.weighted.entries()) {
    const own = training.getLayer(id).trainableWeights.map((weight) => weight.read() as tf.Variable);
    expect(own).toHaveLength(2);
    const norm = length(own.map(({ name }) => grads[name] as tf.Tensor));
    const found = looks[0]?.gradients[i];
    expect(norm).toBeGreaterThan(1e-3);
    expect(Math.abs((found?.gradient ?? 0) - norm)).toBeLessThan(1e-5 * norm);
    expect(Math.abs((found?.weight ?? 0) - length(own))).toBeLessThan(1e-5 * length(own));
  }
});

test('with plain SGD the update is the learning rate times the gradient', () => {
  const { looks } = lookInto(orderOf(tinyNormNet, { learningRate: 0.03 }), 5);
  for (const { gradients } of looks)
    for (const { gradient, update } of gradients) {
      expect(gradient).toBeGreaterThan(0);
      expect(Math.abs(update / gradient - 0.03)).toBeLessThan(0.03 * 1e-6);
    }
});

test.each(kinds)(
  '%s: the update is how far the weights moved, γ and β of a batch norm among them',
  (optimizer) => {
    const before: tf.Tensor[][][] = [];
    const { looks, watched } = lookInto(orderOf(tinyNormNet, { optimizer, learningRate: 0.05 }), 4, (model) =>
      before.push(weightsOf(model)),
    );
    expect(watched.weighted).toEqual(['conv', 'norm', 'logits']);
    for (const [step, { gradients }] of looks.entries())
      for (const [layer, { update, weight }] of gradients.entries()) {
        const [from = [], to = []] = [before[step]?.[layer], before[step + 1]?.[layer]];
        const moved = length(from.map((tensor, i) => tf.sub(tensor, to[i] as tf.Tensor)));
        expect(moved).toBeGreaterThan(1e-5);
        // The difference of 32-bit weights has an error of its own, of a few parts in 10⁷ of the weights.
        expect(Math.abs(update - moved)).toBeLessThan(1e-5 * moved + 3e-7 * weight);
        expect(Math.abs(weight - length(from))).toBeLessThan(1e-5 * weight);
      }
  },
);

const vector: StepSketch = ['in', 'vectorInput', { values: 2 }];
const heads: readonly StepSketch[] = [
  ['logits', 'dense', { units: 10 }],
  ['classes', 'classifier', { classes: 10 }],
];

/** The figures of a plan whose weights `set` has put in place, for given inputs. */
function figuresFor(plan: Plan, x: tf.Tensor, set: (layer: (id: string) => tf.layers.Layer) => void) {
  const built = buildModel(tf, plan, 1);
  set((id) => built.training.getLayer(id));
  const insight = makeInsight(tf, plan, built);
  const scalars = insight.measureOutputs([x]).map((scalar) => scalar.dataSync()[0] ?? 0);
  const weights = built.training.trainableWeights.length;
  const { activations } = insight.read([...new Array<number>(3 * weights).fill(0), ...scalars]);
  built.dispose();
  return { watched: insight.watched, activations };
}

describe('activations', () => {
  test('a unit that no image wakes is dead, one that a single image wakes is not', () => {
    const plan = planOf([vector, ['hidden', 'dense', { units: 4, activation: 'relu' }], ...heads]);
    // Units: the first input, minus it, the first minus 2 (only the third image wakes it), minus both.
    const kernel = tf.tensor2d([1, -1, 1, -1, 0, 0, 0, -1], [2, 4]);
    const x = tf.tensor2d([1, 0, 2, 1, 3, 0], [3, 2]);
    const { watched, activations } = figuresFor(plan, x, (layer) =>
      layer('hidden').setWeights([kernel, tf.tensor1d([0, 0, -2, 0])]),
    );
    expect(watched.active).toEqual(['hidden']);
    // 1, 0, 0, 0; 2, 0, 0, 0; 3, 0, 1, 0
    expect(activations[0]?.dead).toBe(0.5);
    expect(activations[0]?.mean).toBeCloseTo(7 / 12, 6);
    expect(activations[0]?.deviation).toBeCloseTo(Math.sqrt(15 / 12 - (7 / 12) ** 2), 6);
  });

  test('a channel of feature maps is dead where it is zero at every place of every image', () => {
    const plan = planOf([
      ['in', 'input', { height: 2, width: 2, channels: 1 }],
      ['maps', 'conv2d', { filters: 4, kernel: 1, activation: 'none' }],
      ['relu', 'activation'],
      ['flat', 'flatten'],
      ...heads,
    ]);
    const x = tf.tensor4d([0, 0, 0, 0, 0, 0, 0, 1], [2, 2, 2, 1]);
    const { watched, activations } = figuresFor(plan, x, (layer) =>
      layer('maps').setWeights([tf.tensor4d([1, -1, -1, -1], [1, 1, 1, 4]), tf.zeros([4])]),
    );
    expect(watched.active).toEqual(['relu']);
    expect(activations[0]?.dead).toBe(0.75);
    expect(activations[0]?.mean).toBeCloseTo(1 / 32, 7);
    expect(activations[0]?.deviation).toBeCloseTo(Math.sqrt(1 / 32 - 1 / 1024), 6);
  });

  test('other activations have no dead units; dropout and noise are left out of the look', () => {
    const plan = planOf([
      vector,
      ['drop', 'dropout', { rate: 0.9 }],
      ['tanh', 'dense', { units: 2, activation: 'tanh' }],
      ...heads,
    ]);
    const x = tf.tensor2d([1, 0.5, -1, 2], [2, 2]);
    const { activations } = figuresFor(plan, x, (layer) =>
      layer('tanh').setWeights([tf.eye(2), tf.zeros([2])]),
    );
    const values = [1, 0.5, -1, 2].map(Math.tanh);
    const mean = values.reduce((a, b) => a + b) / 4;
    expect(activations).toHaveLength(1);
    expect(activations[0]).not.toHaveProperty('dead');
    expect(activations[0]?.mean).toBeCloseTo(mean, 6);
    expect(activations[0]?.deviation).toBeCloseTo(Math.hypot(...values.map((v) => v - mean)) / 2, 6);
  });

  test('a value that is not finite is NaN, and says nothing of the others', () => {
    const plan = planOf([vector, ['hidden', 'dense', { units: 2, activation: 'relu' }], ...heads]);
    const { activations } = figuresFor(plan, tf.tensor2d([1e30, 1], [1, 2]), (layer) =>
      layer('hidden').setWeights([tf.tensor2d([1e30, 0, 0, 0], [2, 2]), tf.zeros([2])]),
    );
    expect(activations).toEqual([{ mean: Number.NaN, deviation: Number.NaN, dead: 0.5 }]);
  });
});

test('watched are the layers that learn and those that activate, in the order of the plan', () => {
  const watchedIn = (plan: Plan) => {
    const built = buildModel(tf, plan, 1);
    const { watched } = makeInsight(tf, plan, built);
    built.dispose();
    return watched;
  };
  expect(watchedIn(residual)).toEqual({
    weighted: ['stem', 'stem/bn', 'body', 'body/bn', 'short', 'logits'],
    active: ['stem/relu'],
  });
  expect(watchedIn(everyTarget)).toEqual({
    weighted: ['hidden', 'logits', 'tags', 'place', 'maps', 'pixels'],
    active: ['hidden'],
  });
  const mixed = planOf([
    ['in', 'input', { height: 8, width: 8, channels: 3 }],
    ['frozen', 'conv2d', { filters: 8, frozen: true }],
    ['apart', 'separableConv2d', { filters: 8, padding: 1 }],
    ['slope', 'prelu'],
    ['max', 'maxout', { pieces: 2 }],
    ['bn', 'batchNorm', { frozen: true }],
    ['softmax', 'activation', { function: 'softmax' }],
    ['flat', 'flatten'],
    ['unused', 'dense', { units: 3, activation: 'relu' }],
    ['logits', 'dense', { units: 10 }, ['flat']],
    ['classes', 'classifier', { classes: 10 }],
  ]);
  expect(watchedIn(mixed)).toEqual({
    weighted: ['apart', 'slope', 'logits'],
    active: ['frozen', 'apart', 'slope', 'max', 'softmax'],
  });
});

test.each([
  ['batch norm and dropout', orderOf(tinyNormNet)],
  ['a head of every kind', richOrder(everyTarget)],
  ['a variational autoencoder', richOrder(autoencoder(0.1))],
] as const)('%s: every figure is finite, and 50 steps leave no tensors', (_, order) => {
  const start = tf.memory().numTensors;
  const learner = makeLearner(tf, order, indices(8));
  learner.learn(indices(10), 1, true).dispose();
  const settled = tf.memory().numTensors;
  const width = 2 * learner.targets.length + (learner.penalised ? 1 : 0);
  for (let step = 2; step <= 51; step++) {
    const figures = learner.learn(indices(10), step, true);
    const look = learner.insight?.read(figures.dataSync().subarray(width));
    figures.dispose();
    for (const part of [...(look?.gradients ?? []), ...(look?.activations ?? [])])
      for (const [name, value] of Object.entries(part)) expect(Number.isFinite(value), name).toBe(true);
  }
  expect(tf.memory().numTensors).toBe(settled);
  learner.dispose();
  expect(tf.memory().numTensors).toBe(start);
});
