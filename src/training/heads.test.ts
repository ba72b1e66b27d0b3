// Networks with several inputs and outputs in training: every kind of target, weights of heads, what no head owns, and
// the figures and pictures of the test.
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { buildModel } from '../model/buildModel';
import { planOf } from '../model/plan.fixture';
import type { Plan } from '../plan/plan';
import { makeLearner } from './learner';
import { autoencoder, everyTarget, image, logits, trunk } from './networks.fixture';
import { accuracyOf, collecting, orderOf, pointsOf, richOrder } from './order.fixture';
import type { Event, RunOrder } from './protocol';
import { train } from './trainer';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const twoTasks = (weight = 1, trainingOnly = false): Plan =>
  planOf([
    ...trunk,
    ...logits,
    ['place', 'dense', { units: 2 }, ['hidden']],
    ['box', 'regression', { values: 2, weight, trainingOnly }],
  ]);

async function run(order: RunOrder): Promise<readonly Event[]> {
  const tools = collecting();
  await train(order, tf, tools);
  return tools.events;
}

async function finished(order: RunOrder) {
  const events = await run(order);
  const done = events.at(-1);
  if (done?.type !== 'done') throw new Error(JSON.stringify(done));
  return { events, done, points: pointsOf(events), test: done.test };
}

const indices = (count: number) => Uint32Array.from({ length: count }, (_, i) => i);

test('two heads add to one loss, and training lowers both', async () => {
  const { points, test: figures, done } = await finished(richOrder(twoTasks(2), { epochs: 8, heldOut: 0.2 }));
  const [first, last] = [points[0], points.at(-1)];
  for (const head of [0, 1])
    expect(last?.heads[head]?.loss).toBeLessThan((first?.heads[head]?.loss ?? 0) / 2);
  for (const point of points)
    expect(point.loss).toBeCloseTo((point.heads[0]?.loss ?? 0) + 2 * (point.heads[1]?.loss ?? 0), 5);
  expect(figures.loss).toBeCloseTo((figures.heads[0]?.loss ?? 0) + 2 * (figures.heads[1]?.loss ?? 0), 5);
  expect(figures.heads.map(({ id, target }) => [id, target])).toEqual([
    ['classes', 'class'],
    ['box', 'values'],
  ]);
  expect(accuracyOf(done)).toBeGreaterThan(0.9);
  expect(figures.heads[1]?.metrics[0]?.value).toBeLessThan(0.15);
});

test('every kind of target at once: all losses fall, each has its metrics, and pictures come along', async () => {
  const {
    events,
    points,
    test: figures,
  } = await finished(richOrder(everyTarget, { epochs: 20, learningRate: 0.02, heldOut: 0.2 }));
  const [first, last] = [points[0], points.at(-1)];
  for (const [i, head] of (last?.heads ?? []).entries())
    expect(head.loss, `head ${i}`).toBeLessThan((first?.heads[i]?.loss ?? 0) * 0.95);
  expect(figures.heads.map(({ metrics }) => metrics.map(({ name }) => name))).toEqual([
    ['accuracy', 'top-5 accuracy'],
    ['labels right'],
    ['mean absolute error'],
    ['pixel accuracy', 'mean IoU'],
    ['mean absolute error', 'PSNR'],
  ]);
  const [pixelAccuracy, meanIoU] = figures.heads[3]?.metrics ?? [];
  expect(pixelAccuracy?.value).toBeGreaterThan(0.95);
  expect(meanIoU?.value).toBeGreaterThan(0.8);
  expect(figures.heads.map(({ confusion }) => confusion !== undefined)).toEqual([
    true,
    false,
    false,
    false,
    false,
  ]);
  const { pictures } = figures;
  expect([pictures?.head, pictures?.target, pictures?.rows.length]).toEqual(['mask', 'pixels', 12]);
  const held = events.flatMap((event) => (event.type === 'heldOut' ? [event.point] : []));
  expect(held.at(-1)?.heads).toHaveLength(5);
});

test('the figures are those of the outputs, computed by hand', async () => {
  const order = richOrder(everyTarget, { epochs: 1 });
  const learner = makeLearner(tf, order);
  const judgements = learner.judge(true);
  const values = Array.from(learner.assess(order.test, indices(40), judgements).dataSync());
  const { model, dispose } = buildModel(tf, order.plan, order.settings.seed);
  const x = tf.tensor4d(
    Float32Array.from(order.test.images, (v) => v / 255),
    [40, 8, 8, 1],
  );
  const [classes, labels, box, mask, picture] = (model.predict(x) as tf.Tensor[]).map((t) => t.arraySync());
  let at = 0;
  const take = (count: number) => {
    at += count;
    return values.slice(at - count, at);
  };
  const figures = judgements.map((judgement) => {
    const [loss = Number.NaN] = take(1);
    judgement.add(take, [...order.test.labels]);
    return judgement.figures(loss, 40);
  });
  expect(at).toBe(values.length);
  const metric = (head: number, name: string) =>
    figures[head]?.metrics.find((m) => m.name === name)?.value ?? Number.NaN;
  const mean = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0) / numbers.length;
  const rank = (row: readonly number[], label: number) => row.filter((p) => p > (row[label] ?? 0)).length;
  const ranks = (classes as number[][]).map((row, i) => rank(row, order.test.labels[i] ?? 0));
  expect(metric(0, 'accuracy')).toBeCloseTo(mean(ranks.map((r) => (r === 0 ? 1 : 0))), 6);
  expect(metric(0, 'top-5 accuracy')).toBeCloseTo(mean(ranks.map((r) => (r < 5 ? 1 : 0))), 6);
  const right = (labels as number[][]).flatMap((row, i) =>
    row.map((p, j) => (p > 0.5 === (order.test.attributes?.[i * 3 + j] === 1) ? 1 : 0)),
  );
  expect(metric(1, 'labels right')).toBeCloseTo(mean(right), 6);
  const errors = (box as number[][]).flatMap((row, i) =>
    row.map((v, j) => Math.abs(v - (order.test.values?.[i * 2 + j] ?? 0))),
  );
  expect(metric(2, 'mean absolute error')).toBeCloseTo(mean(errors), 5);
  const truth = [...(order.test.masks ?? [])];
  const judged = (mask as number[][][][]).flat(2).map(([a = 0, b = 0]) => (b > a ? 1 : 0));
  expect(metric(3, 'pixel accuracy')).toBeCloseTo(mean(judged.map((c, i) => (c === truth[i] ? 1 : 0))), 6);
  const union = (c: number) => {
    const pairs = judged.map((p, i) => [p === c, truth[i] === c] as const);
    return pairs.filter(([p, t]) => p && t).length / pairs.filter(([p, t]) => p || t).length;
  };
  expect(metric(3, 'mean IoU')).toBeCloseTo(mean([union(0), union(1)]), 6);
  const given = [...order.test.images].map((v) => v / 255);
  const drawn = (picture as number[][][][]).flat(3);
  const apart = drawn.map((v, i) => v - (given[i] ?? 0));
  expect(metric(4, 'mean absolute error')).toBeCloseTo(mean(apart.map(Math.abs)), 5);
  const psnr = Array.from({ length: 40 }, (_, i) => {
    const squares = apart.slice(i * 64, (i + 1) * 64).map((d) => d * d);
    return -10 * Math.log10(mean(squares));
  });
  expect(metric(4, 'PSNR')).toBeCloseTo(mean(psnr), 4);
  learner.dispose();
  dispose();
});

test('a head’s weight scales its gradient; one for training only trains, and is no part of the network', async () => {
  const gradientOf = (plan: Plan) => {
    const { training, dispose } = buildModel(tf, plan, 1);
    const before = training.getLayer('place').getWeights()[0]?.dataSync().slice() ?? [];
    dispose();
    let after: Float32Array | undefined;
    const models: tf.LayersModel[] = [];
    const model = (config: Parameters<typeof tf.model>[0]) => models[models.push(tf.model(config)) - 1];
    const learner = makeLearner(
      { ...tf, model } as typeof tf,
      richOrder(plan, { optimizer: 'sgd', learningRate: 1 }),
    );
    learner.learn(indices(16), 1).dispose();
    after = models.at(-1)?.getLayer('place').getWeights()[0]?.dataSync().slice() as Float32Array;
    learner.dispose();
    return Array.from(before, (w, i) => w - (after?.[i] ?? 0));
  };
  const [one, half, none] = [1, 0.5, 0].map((weight) => gradientOf(twoTasks(weight)));
  expect(Math.max(...(one ?? []).map(Math.abs))).toBeGreaterThan(1e-4);
  for (const [i, g] of (one ?? []).entries()) expect(half?.[i]).toBeCloseTo(0.5 * g, 5);
  expect(none?.every((g) => g === 0)).toBe(true);
  const auxiliary = twoTasks(1, true);
  const trained = gradientOf(auxiliary);
  for (const [i, g] of (one ?? []).entries()) expect(trained[i]).toBeCloseTo(g, 6);
  const built = buildModel(tf, auxiliary, 1);
  expect(built.model.layers.map(({ name }) => name)).toEqual([
    'image',
    'flat',
    'hidden',
    'logits',
    'classes',
  ]);
  expect(built.training.outputs).toHaveLength(2);
  built.dispose();
});

test('two inputs: the class given beside the image makes the classes certain', async () => {
  const plan = planOf([
    image,
    ['hint', 'vectorInput', { values: 8, source: 'class' }],
    ['flat', 'flatten', {}, ['image']],
    ['join', 'concat', {}, ['flat', 'hint']],
    ['logits', 'dense', { units: 8 }],
    ['classes', 'classifier', { classes: 8 }],
  ]);
  const noise = richOrder(plan, { epochs: 12, learningRate: 0.02 });
  // Without the hint the labels of these images could not be told: every image is the same.
  const blank = (split: RunOrder['train']) => ({ ...split, images: new Uint8Array(split.images.length) });
  const { done } = await finished({ ...noise, train: blank(noise.train), test: blank(noise.test) });
  expect(accuracyOf(done)).toBe(1);
});

test.each(['meanSquaredError', 'binaryCrossEntropy'])('pictures of a reconstruction by %s', async (loss) => {
  const plan = planOf([
    image,
    ['maps', 'conv2d', { filters: 1, kernel: 3, activation: 'none' }],
    ['out', 'reconstruction', { loss }],
  ]);
  const { test: figures } = await finished(richOrder(plan, { epochs: 1 }));
  expect(figures.pictures).toMatchObject({ head: 'out', target: 'image' });
  for (const { given, output, target } of figures.pictures?.rows ?? []) {
    expect(given).toEqual(target);
    expect(output.shape).toEqual([8, 8, 1]);
    expect(new Set(output.bytes).size).toBeGreaterThan(1);
  }
});

describe('what no head owns', () => {
  test('the divergence of a variational autoencoder is in the loss and has its gradient', async () => {
    const [free, bound] = await Promise.all(
      [0, 1].map((klWeight) => finished(richOrder(autoencoder(klWeight), { epochs: 6 }))),
    );
    const rest = (point: { loss: number; heads: readonly { loss: number }[] } | undefined) =>
      (point?.loss ?? 0) - (point?.heads[0]?.loss ?? 0);
    expect(rest(free?.points.at(-1))).toBeCloseTo(0, 6);
    expect(rest(bound?.points[0])).toBeGreaterThan(0.05);
    expect(rest(bound?.points.at(-1))).toBeLessThan(rest(bound?.points[0]) / 4);
    expect(bound?.test.pictures).toMatchObject({ head: 'out', target: 'image' });
    expect(rest(bound?.test)).toBeGreaterThan(0);
  });

  test('L2 adds its sum of squares, and only where a layer has it', async () => {
    const withL2 = (l2: number) =>
      planOf([...trunk, ['logits', 'dense', { units: 8, l2 }], ['classes', 'classifier', { classes: 8 }]]);
    const order = richOrder(withL2(0.01), { optimizer: 'sgd', learningRate: 1e-30, epochs: 1 });
    const { points } = await finished(order);
    const { training, dispose } = buildModel(tf, order.plan, order.settings.seed);
    const weights = training.getLayer('logits').getWeights()[0]?.dataSync() ?? [];
    const squares = Array.from(weights).reduce((sum, w) => sum + w * w, 0);
    dispose();
    expect((points[0]?.loss ?? 0) - (points[0]?.heads[0]?.loss ?? 0)).toBeCloseTo(0.01 * squares, 4);
    const plain = makeLearner(tf, richOrder(withL2(0)));
    expect(plain.penalised).toBe(false);
    plain.dispose();
  });
});

test('steps with many heads leak no tensors, and the end frees all', async () => {
  const start = tf.memory().numTensors;
  const order = richOrder(everyTarget);
  const learner = makeLearner(tf, order);
  learner.learn(indices(10), 1).dispose();
  const settled = tf.memory().numTensors;
  for (let step = 2; step < 5; step++) {
    learner.learn(indices(10), step).dispose();
    learner.assess(order.test, indices(10), learner.judge(true)).dispose();
    await learner.show(order.test, indices(3));
  }
  expect(tf.memory().numTensors).toBe(settled);
  learner.dispose();
  expect(tf.memory().numTensors).toBe(start);
});

test('a frozen layer stays as it is, the others learn', async () => {
  const plan = planOf([
    image,
    ['flat', 'flatten'],
    ['hidden', 'dense', { units: 16, activation: 'relu', frozen: true }],
    ...logits,
  ]);
  const models: tf.LayersModel[] = [];
  const model = (config: Parameters<typeof tf.model>[0]) => models[models.push(tf.model(config)) - 1];
  const learner = makeLearner({ ...tf, model } as typeof tf, richOrder(plan));
  const weights = (id: string) => [...(models.at(-1)?.getLayer(id).getWeights()[0]?.dataSync() ?? [])];
  const before = [weights('hidden'), weights('logits')];
  learner.learn(indices(16), 1).dispose();
  expect(weights('hidden')).toEqual(before[0]);
  expect(weights('logits')).not.toEqual(before[1]);
  learner.dispose();
});

const without = (order: RunOrder, part: 'masks' | 'values' | 'attributes'): RunOrder => {
  const strip = ({ [part]: _, ...split }: RunOrder['train']) => split;
  return { ...order, train: strip(order.train), test: strip(order.test) };
};

test.each<[string, RunOrder, RegExp]>([
  [
    'no masks',
    without(richOrder(everyTarget), 'masks'),
    /“mask” gives 8×8×2 .* a class for every pixel, the data has none/,
  ],
  ['no numbers', without(richOrder(everyTarget), 'values'), /“box” gives 2 .* real numbers, the data has 0/],
  ['no labels', without(richOrder(everyTarget), 'attributes'), /“labels” gives 3 .* labels, the data has 0/],
  [
    'a mask of a strange class',
    {
      ...richOrder(everyTarget),
      test: { ...richOrder(everyTarget).test, masks: new Uint8Array(2560).fill(7) },
    },
    /pixels of class 7, but the network tells only 2 apart/,
  ],
  [
    'weights of 0 alone',
    richOrder(
      planOf([...trunk, ['l', 'dense', { units: 8 }], ['c', 'classifier', { classes: 8, weight: 0 }]]),
    ),
    /weight 0/,
  ],
  [
    'frozen layers alone',
    orderOf(
      planOf([image, ['flat', 'flatten'], ['l', 'dense', { units: 10, frozen: true }], ['c', 'classifier']]),
    ),
    /no weights to train.*thaw/,
  ],
  [
    'an input of another size',
    richOrder(
      planOf([
        ['v', 'vectorInput', { values: 5 }],
        ['l', 'dense', { units: 8 }],
        ['c', 'classifier', { classes: 8 }],
      ]),
    ),
    /takes 5 values at “v”, the data has 64/,
  ],
])('an order with %s is refused', async (_, order, message) => {
  const [event, ...more] = await run(order);
  expect(more).toEqual([]);
  expect(event).toMatchObject({ type: 'failed', failure: { code: 'bad-order', step: 0 } });
  if (event?.type === 'failed') expect(event.failure.message).toMatch(message);
});
