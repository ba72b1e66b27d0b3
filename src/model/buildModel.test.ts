// A plan's promises (shapes, weights, seeds) against what tf.js itself reports of the model that is built from it.
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Plan } from '../plan/plan';
import { type BuiltModel, buildModel } from './buildModel';
import { customLayers } from './customLayers';
import { inception, lenet5, planOf, residual } from './plan.fixture';
import { randomLayers } from './randomLayers';
import { seedOf } from './seeds';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const plans: readonly (readonly [string, Plan])[] = [
  ['LeNet-5', lenet5],
  ['Inception', inception],
  ['residual', residual],
];

const imageBatch = (plan: Plan, count: number, seed = 7) =>
  tf.randomUniform([count, ...(plan.steps[0]?.outputShape ?? [])], 0, 1, 'float32', seed);

const weightsOf = async (built: BuiltModel) =>
  new Map(
    await Promise.all(
      built.model
        .getWeights()
        .map(async (w, i) => [`${built.model.weights[i]?.originalName}`, await w.data()] as const),
    ),
  );

describe.each(plans)('%s', (_, plan) => {
  test('every step has the shape and the weights that its plan says', () => {
    const built = buildModel(tf, plan, 1);
    for (const step of plan.steps) {
      const layer = built.model.getLayer(step.id);
      expect([step.id, layer.outputShape]).toEqual([step.id, [null, ...step.outputShape]]);
      expect([step.id, layer.countParams()]).toEqual([step.id, step.trainable + step.frozen]);
    }
    expect(built.model.countParams()).toBe(plan.totals.trainable + plan.totals.frozen);
    const trainable = built.training.trainableWeights.reduce(
      (n, w) => n + tf.util.sizeFromShape(w.shape as number[]),
      0,
    );
    expect(trainable).toBe(plan.totals.trainable);
    built.dispose();
  });

  test('softmax of the logits is the probabilities', async () => {
    const built = buildModel(tf, plan, 1);
    const x = imageBatch(plan, 3);
    const p = built.model.predict(x) as tf.Tensor2D;
    const q = tf.softmax(built.training.predict(x) as tf.Tensor2D);
    expect(p.shape).toEqual([3, plan.steps.at(-1)?.outputShape[0]]);
    expect(await tf.max(tf.abs(tf.sub(p, q))).array()).toBe(0);
    built.dispose();
  });

  test('dispose frees everything', () => {
    const before = tf.memory().numTensors;
    buildModel(tf, plan, 1).dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  test('a saved topology loads and computes the same', async () => {
    const built = buildModel(tf, plan, 1);
    const x = imageBatch(plan, 2);
    const saved = built.model.toJSON(undefined, false) as tf.io.ModelJSON['modelTopology'];
    const text = JSON.stringify({ modelTopology: saved });
    const loaded = await tf.models.modelFromJSON(JSON.parse(text));
    loaded.setWeights(built.model.getWeights());
    const [a, b] = [built.model, loaded].map((m) => (m.predict(x) as tf.Tensor).dataSync());
    expect(b).toEqual(a);
    loaded.dispose();
    built.dispose();
  });
});

test('LeNet-5 has its published 61,706 weights', () => {
  expect(lenet5.totals.trainable).toBe(61_706);
});

test('equal seeds give equal weights, other seeds others, and a layer keeps its weights in another network', async () => {
  const [a, b, c] = [buildModel(tf, lenet5, 5), buildModel(tf, lenet5, 5), buildModel(tf, lenet5, 6)];
  const shorter = buildModel(
    tf,
    planOf([
      ['image', 'input', { height: 32, width: 32, channels: 1 }],
      ['c1', 'conv2d', { filters: 6, kernel: 5, padding: 'valid' }],
      ['gap', 'globalAvgPool'],
      ['logits', 'dense', { units: 10 }],
      ['classes', 'classifier'],
    ]),
    5,
  );
  const [wa, wb, wc, ws] = await Promise.all([a, b, c, shorter].map(weightsOf));
  expect(wb).toEqual(wa);
  expect(wc?.get('c1/kernel')).not.toEqual(wa?.get('c1/kernel'));
  expect(wa?.get('c1/kernel')).toBeDefined();
  expect(ws?.get('c1/kernel')).toEqual(wa?.get('c1/kernel'));
  // Same fan-in, another id: not the same numbers.
  expect(wa?.get('f6/kernel')?.slice(0, 8)).not.toEqual(wa?.get('c5/kernel')?.slice(0, 8));
  for (const built of [a, b, c, shorter]) built.dispose();
});

test('seeds are never 0 and differ between neighbours', () => {
  const seeds = new Set<number>();
  for (let run = 0; run < 100; run++)
    for (let step = 0; step < 100; step++) seeds.add(seedOf(run, 'conv', step));
  expect(seeds.size).toBe(10_000);
  expect(Math.min(...seeds)).toBeGreaterThan(0);
});

test('dropout masks vary with the batch and repeat with the seed', () => {
  const plan = planOf([
    ['image', 'input', { height: 8, width: 8, channels: 2 }],
    ['drop', 'dropout', { rate: 0.5 }],
    ['flat', 'flatten'],
    ['logits', 'dense', { units: 10 }],
    ['classes', 'classifier'],
  ]);
  const built = buildModel(tf, plan, 3);
  const layer = built.model.getLayer('drop');
  const masks = (runSeed: number) => {
    const reseed = randomLayers(built.training, runSeed);
    return [1, 2, 3].map((step) => {
      reseed(step);
      return (layer.apply(tf.ones([2, 8, 8, 2]), { training: true }) as tf.Tensor).dataSync().join();
    });
  };
  const first = masks(3);
  expect(new Set(first).size).toBe(3);
  expect(masks(3)).toEqual(first);
  expect(masks(4)).not.toEqual(first);
  // tf.js alone, whose fixed seed this works around, repeats itself.
  const stock = tf.layers.dropout({ rate: 0.5, seed: 9 });
  const [x, y] = [1, 2].map(() => (stock.apply(tf.ones([4, 4]), { training: true }) as tf.Tensor).dataSync());
  expect(x).toEqual(y);
  built.dispose();
});

test('a renamed twin with seed names has the very weights and draws the very dropout', () => {
  const twin = (prefix: string) =>
    planOf([
      ['image', 'input', { height: 8, width: 8, channels: 2 }],
      [`${prefix}conv`, 'separableConv2d', { filters: 4 }],
      [`${prefix}drop`, 'dropout', { rate: 0.5 }],
      ['flat', 'flatten'],
      [`${prefix}logits`, 'dense', { units: 10 }],
      ['classes', 'classifier'],
    ]);
  const seedNames = { 'my/conv': 'conv', 'my/drop': 'drop', 'my/logits': 'logits' };
  const outputs = ([prefix, names]: readonly [string, Readonly<Record<string, string>>]) => {
    const { training, dispose } = buildModel(tf, twin(prefix), 5, names);
    const weights = training.getWeights().map((w) => [...w.dataSync()]);
    const reseed = randomLayers(training, 5, names);
    const draws = [1, 2].map((step) => {
      reseed(step);
      return [...(training.apply(tf.ones([2, 8, 8, 2]), { training: true }) as tf.Tensor).dataSync()];
    });
    dispose();
    return { weights, draws };
  };
  const original = outputs(['', {}]);
  expect(outputs(['my/', seedNames])).toEqual(original);
  expect(original.draws[0]).not.toEqual(original.draws[1]);
  const { 'my/drop': _, ...withoutDrop } = seedNames;
  const otherDraws = outputs(['my/', withoutDrop]);
  expect(otherDraws.weights).toEqual(original.weights);
  expect(otherDraws.draws).not.toEqual(original.draws);
  expect(outputs(['my/', {}]).weights).not.toEqual(original.weights);
});

test('the custom layers of one tf.js are made once', () => {
  expect(customLayers(tf)).toBe(customLayers(tf));
});
