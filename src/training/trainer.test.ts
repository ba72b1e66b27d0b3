// The training loop against what the literature and the protocol promise, on tf.js's plain JavaScript backend.
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { buildModel } from '../model/buildModel';
import { planOf } from '../model/plan.fixture';
import { makeLearner } from './learner';
import {
  accuracyOf,
  barImages,
  collecting,
  insightsOf,
  noiseImages,
  orderOf,
  pointsOf,
  seenIn,
  tinyConvNet,
  tinyNormNet,
} from './order.fixture';
import type { Event, RunOrder } from './protocol';
import { train } from './trainer';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const indices = (count: number) => Uint32Array.from({ length: count }, (_, i) => i);

async function run(order: RunOrder, tools = collecting()): Promise<readonly Event[]> {
  await train(order, tf, tools);
  return tools.events;
}

/** A tf.js that keeps the models it makes where a test can look into them. */
function spyOnModels() {
  const models: tf.LayersModel[] = [];
  const model = (config: Parameters<typeof tf.model>[0]) => models[models.push(tf.model(config)) - 1];
  return { models, spying: { ...tf, model } as typeof tf };
}

const last = (events: readonly Event[]) => events.at(-1);

test('20 examples are learned by heart with plain SGD: 100 % training accuracy', async () => {
  const noise = noiseImages(20, 8, 10, 4);
  const order = orderOf(tinyConvNet, { batchSize: 20, epochs: 100, learningRate: 0.2 }, noise);
  const events = await run({ ...order, test: noise });
  const done = last(events);
  expect(done).toMatchObject({ type: 'done', test: { count: 20 } });
  expect(accuracyOf(done)).toBe(1);
  expect(pointsOf(events).at(-1)?.heads[0]?.metric).toBe(1);
});

test('an untrained network with small logits scores ln 10 = 2.302585', async () => {
  const plan = planOf([
    ['image', 'input', { height: 8, width: 8, channels: 1 }],
    ['gap', 'globalAvgPool'],
    ['logits', 'dense', { units: 10 }],
    ['classes', 'classifier', { classes: 10 }],
  ]);
  const order = orderOf(plan, { learningRate: 1e-30, batchSize: 60, epochs: 1 });
  const dark = { ...order, train: { ...order.train, images: new Uint8Array(order.train.images.length) } };
  const [first] = pointsOf(await run(dark));
  expect(first?.loss).toBeCloseTo(Math.LN10, 5);
});

test('it learns: bars are told apart on images it has not seen', async () => {
  const order = orderOf(
    tinyConvNet,
    { optimizer: 'adam', learningRate: 0.01, epochs: 6, heldOut: 0.2 },
    barImages(200, 8, 10, 3),
  );
  const events = await run(order);
  const done = last(events);
  if (done?.type !== 'done') throw new Error(JSON.stringify(done));
  expect(done.stopped).toBe(false);
  const accuracy = accuracyOf(done) ?? 0;
  expect(accuracy).toBeGreaterThan(0.9);
  expect(done.test.count).toBe(40);
  const confusion = done.test.heads[0]?.confusion ?? [];
  const cells = confusion.flat();
  expect(cells.reduce((a, b) => a + b, 0)).toBe(40);
  expect(confusion.reduce((sum, row, i) => sum + (row[i] ?? 0), 0) / 40).toBeCloseTo(accuracy, 12);
  const top5 = done.test.heads[0]?.metrics[1];
  expect(top5?.name).toBe('top-5 accuracy');
  expect(top5?.value).toBeGreaterThanOrEqual(accuracy);
  expect(events[0]).toMatchObject({
    type: 'ready',
    trainingCount: 160,
    heldOutCount: 40,
    stepsPerEpoch: 16,
    totalSteps: 96,
  });
  const points = pointsOf(events);
  expect(points.map((p) => p.step)).toEqual(Array.from({ length: 96 }, (_, i) => i + 1));
  const heldOut = events.flatMap((e) => (e.type === 'heldOut' ? [e.point.step] : []));
  expect(heldOut.slice(0, 5)).toEqual([4, 8, 12, 16, 20]);
  expect(heldOut.length).toBe(24);
});

describe.each(['sgd', 'momentum', 'rmsprop', 'adam'] as const)('%s', (optimizer) => {
  test('two runs with one seed are equal bit by bit, dropout and batch norm included', async () => {
    const order = orderOf(tinyNormNet, { optimizer, learningRate: 0.01, heldOut: 0.1 });
    // Different clocks: when figures are read back must not matter.
    const [a, b] = [await run(order, collecting(undefined, 1)), await run(order, collecting(undefined, 37))];
    expect(pointsOf(b)).toEqual(pointsOf(a));
    expect(pointsOf(a).length).toBe(12);
    expect(last(b)).toEqual(last(a));
    expect(pointsOf(a).at(-1)?.loss).toBeLessThan(pointsOf(a)[0]?.loss ?? 0);
  });
});

describe('looks into the network', () => {
  const looking = (insightEvery: number, changes = {}) => ({
    ...orderOf(tinyNormNet, changes),
    insightEvery,
  });

  test('come at the first batch and at every n-th, with what is watched named before', async () => {
    const events = await run(looking(5));
    expect(events[0]).toMatchObject({
      type: 'ready',
      watched: { weighted: ['conv', 'norm', 'logits'], active: ['relu'] },
    });
    const looks = insightsOf(events);
    expect(looks.map(({ step }) => step)).toEqual([1, 5, 10]);
    for (const { gradients, activations } of looks) {
      expect([gradients.length, activations.length]).toEqual([3, 1]);
      expect(gradients[0]?.gradient).toBeGreaterThan(0);
      expect(activations[0]?.dead).toBeGreaterThanOrEqual(0);
    }
    expect(new Set(looks.map(({ gradients }) => gradients[0]?.gradient)).size).toBe(3);
  });

  test('are equal bit by bit in two runs, whenever they are read back, and change nothing of the run', async () => {
    const order = looking(3, { optimizer: 'adam', learningRate: 0.01, heldOut: 0.1 });
    const [a, b] = [await run(order, collecting(undefined, 1)), await run(order, collecting(undefined, 37))];
    expect(insightsOf(b)).toEqual(insightsOf(a));
    expect(pointsOf(b)).toEqual(pointsOf(a));
    const { insightEvery: _, ...plain } = order;
    const c = await run(plain);
    expect(pointsOf(c)).toEqual(pointsOf(a));
    expect(last(c)).toEqual(last(a));
    expect(c[0]).toMatchObject({ watched: { weighted: [], active: [] } });
    expect(insightsOf(c)).toEqual([]);
  });

  test('show a run that diverges up to its end', async () => {
    const order = { ...orderOf(tinyConvNet, { learningRate: 1e6, epochs: 50 }), insightEvery: 1 };
    const events = await run(order);
    expect(last(events)).toMatchObject({ failure: { code: 'diverged' } });
    const looks = insightsOf(events);
    const [first, final] = [looks[0]?.gradients[0]?.update ?? 0, looks.at(-1)?.gradients[0]?.weight ?? 0];
    expect(first).toBeGreaterThan(100);
    expect(final > 100 || Number.isNaN(final)).toBe(true);
  });
});

test('runs with one seed see the same batches, whatever their networks; another seed or batch size, others', async () => {
  const seen = async (order: RunOrder) => seenIn(await run(order));
  const norm = await seen(orderOf(tinyNormNet));
  expect(norm).toMatchObject({ step: 12, hash: expect.stringMatching(/^[0-9a-f]{14}$/) });
  expect(await seen(orderOf(tinyConvNet, { optimizer: 'adam' }))).toEqual(norm);
  expect((await seen(orderOf(tinyNormNet, { seed: 2 })))?.hash).not.toBe(norm?.hash);
  expect((await seen(orderOf(tinyNormNet, { batchSize: 12 })))?.hash).not.toBe(norm?.hash);
  expect((await seen(orderOf(tinyNormNet, { epochs: 1 })))?.hash).not.toBe(norm?.hash);
});

test('a renamed twin trains to the very same curve where its seed names say so, noise of its input included', async () => {
  const named = (name: string) =>
    planOf([
      [`${name}image`, 'input', { height: 8, width: 8, channels: 1, source: 'noisy' }],
      [`${name}conv`, 'conv2d', { filters: 4 }],
      [`${name}drop`, 'dropout', { rate: 0.3 }],
      ['flat', 'flatten'],
      [`${name}logits`, 'dense', { units: 10 }],
      ['classes', 'classifier', { classes: 10 }],
    ]);
  const seedNames = Object.fromEntries(
    ['image', 'conv', 'drop', 'logits'].map((name) => [`b/${name}`, name]),
  );
  const curve = async (order: RunOrder) => pointsOf(await run(order));
  const original = await curve(orderOf(named('')));
  expect(await curve({ ...orderOf(named('b/')), seedNames })).toEqual(original);
  const { 'b/image': _, ...others } = seedNames;
  expect(await curve({ ...orderOf(named('b/')), seedNames: others })).not.toEqual(original);
});

test('points and held-out points carry the time of training, which pauses do not count', async () => {
  const order = orderOf(tinyConvNet, { epochs: 3, heldOut: 0.2 });
  const times = (events: readonly Event[]) =>
    events.flatMap((event) => {
      if (event.type === 'heldOut') return [event.point.elapsed];
      return event.type === 'batch' ? event.points.map(({ elapsed }) => elapsed) : [];
    });
  const plain = times(await run(order));
  expect(plain.length).toBe(15 + 3);
  expect(plain.every((time, i) => time > (plain[i - 1] ?? 0))).toBe(true);
  let paused = false;
  let away = 0;
  const tools = collecting((event, control) => {
    if (event.type === 'batch' && event.points.at(-1)?.step === 5 && !paused) control.pause();
    if (event.type !== 'paused') return;
    paused = true;
    // An hour passes on the run's own clock.
    away = 3_600_000;
    setTimeout(() => control.resume(), 5);
  }, 20);
  const held = await run(order, { ...tools, now: () => tools.now() + away, events: tools.events });
  expect(paused).toBe(true);
  expect(times(held).at(-1)).toBeLessThan(60_000);
});

test('another seed gives another run', async () => {
  const [a, b] = [await run(orderOf(tinyNormNet)), await run(orderOf(tinyNormNet, { seed: 2 }))];
  expect(pointsOf(b)).not.toEqual(pointsOf(a));
});

test('training moves the moving statistics of batch norm, assessing does not', () => {
  const order = orderOf(tinyNormNet);
  const { models, spying } = spyOnModels();
  const learner = makeLearner(spying, order);
  const statistics = () =>
    models[0]
      ?.getLayer('norm')
      .getWeights()
      .slice(2)
      .map((w) => Array.from(w.dataSync()));
  const before = statistics();
  expect(before).toEqual([
    [0, 0, 0, 0],
    [1, 1, 1, 1],
  ]);
  learner.assess(order.train, indices(10), learner.judge(true)).dispose();
  expect(statistics()).toEqual(before);
  learner.learn(indices(10), 1).dispose();
  const after = statistics();
  for (const [i, values] of (after ?? []).entries())
    for (const [j, v] of values.entries()) expect(v).not.toBe(before?.[i]?.[j]);
  learner.dispose();
});

test('the gradient step equals one by hand: w − rate · ∂loss/∂w', async () => {
  const order = orderOf(tinyConvNet, { learningRate: 0.05 });
  const reference = buildModel(tf, order.plan, 1);
  const x = tf.tensor4d(
    Float32Array.from(order.train.images.subarray(0, 640), (v) => v / 255),
    [10, 8, 8, 1],
  );
  const y = tf.oneHot(tf.tensor1d(Array.from(order.train.labels.subarray(0, 10)), 'int32'), 10);
  const variables = reference.training.trainableWeights.map((w) => w.read() as tf.Variable);
  const { grads } = tf.variableGrads(
    () => tf.losses.softmaxCrossEntropy(y, reference.training.apply(x) as tf.Tensor) as tf.Scalar,
    variables,
  );
  const expected = variables.map((v) => tf.sub(v, tf.mul(grads[v.name] as tf.Tensor, 0.05)).dataSync());
  const { models, spying } = spyOnModels();
  const learner = makeLearner(spying, order);
  learner.learn(indices(10), 1);
  const moved = models[0]?.trainableWeights.map((w) => w.read().dataSync());
  for (const [i, values] of expected.entries()) {
    const worst = Math.max(...Array.from(values, (v, j) => Math.abs(v - (moved?.[i]?.[j] ?? Number.NaN))));
    expect(worst).toBeLessThan(1e-6);
  }
  learner.dispose();
  reference.dispose();
});

test.each(['sgd', 'momentum', 'rmsprop', 'adam'] as const)(
  '%s: steps leak no tensors, and the end frees all',
  async (optimizer) => {
    const start = tf.memory().numTensors;
    const order = orderOf(tinyNormNet, { optimizer });
    const learner = makeLearner(tf, order);
    learner.learn(indices(10), 1).dispose();
    const settled = tf.memory().numTensors;
    for (let step = 2; step < 6; step++) {
      learner.learn(indices(10), step).dispose();
      learner.assess(order.test, indices(10), learner.judge(true)).dispose();
    }
    expect(tf.memory().numTensors).toBe(settled);
    learner.dispose();
    expect(tf.memory().numTensors).toBe(start);
    await run(order);
    expect(tf.memory().numTensors).toBe(start);
  },
);

test('pause holds the run until resume, and changes nothing of its course', async () => {
  const order = orderOf(tinyConvNet, { epochs: 3 });
  const plain = await run(order);
  const seen: string[] = [];
  const tools = collecting((event, control) => {
    if (event.type === 'batch' && event.points.at(-1)?.step === 5 && !seen.includes('paused'))
      control.pause();
    if (event.type === 'paused') {
      const before = tools.events.length;
      setTimeout(() => {
        expect(tools.events.length).toBe(before);
        control.resume();
      }, 60);
    }
    if (event.type === 'paused' || event.type === 'resumed') seen.push(event.type);
  }, 20);
  const paused = await run(order, tools);
  expect(seen).toEqual(['paused', 'resumed']);
  expect(pointsOf(paused)).toEqual(pointsOf(plain));
  expect(last(paused)).toEqual(last(plain));
});

test('stop ends after the batch in hand and still tests on the whole test split', async () => {
  const stopAt = 4;
  const tools = collecting((event, control) => {
    if (event.type === 'batch' && (event.points.at(-1)?.step ?? 0) >= stopAt) control.stop();
  }, 200);
  const events = await run(orderOf(tinyConvNet, { epochs: 50 }), tools);
  expect(last(events)).toMatchObject({ type: 'done', stopped: true, test: { count: 40 } });
  expect(pointsOf(events).at(-1)?.step).toBe(stopAt);
});

test('stop ends a pause', async () => {
  const tools = collecting((event, control) => {
    if (event.type === 'ready') control.pause();
    if (event.type === 'paused') setTimeout(() => control.stop(), 5);
  });
  const events = await run(orderOf(tinyConvNet), tools);
  expect(events.map((e) => e.type).filter((t) => t !== 'batch')).toEqual(['ready', 'paused', 'done']);
  expect(pointsOf(events)).toEqual([]);
});

test('a huge learning rate diverges: the failure names the step and offers a tenth of the rate', async () => {
  const events = await run(orderOf(tinyConvNet, { learningRate: 1e6, epochs: 50 }));
  const failed = last(events);
  if (failed?.type !== 'failed') throw new Error(JSON.stringify(failed));
  expect(failed.failure.code).toBe('diverged');
  expect(failed.failure.step).toBeGreaterThan(1);
  expect(failed.failure.step).toBeLessThan(30);
  expect(failed.failure.message).toContain(`batch ${failed.failure.step}`);
  expect(failed.failure.remedies[0]?.settings).toEqual({ learningRate: 1e5 });
  expect(failed.failure.remedies.at(-1)?.settings).toEqual({ optimizer: 'adam', learningRate: 0.001 });
  expect(events.filter((e) => e.type === 'done' || e.type === 'failed')).toHaveLength(1);
});

test('exhausted memory in mid-run becomes a failure that offers smaller batches, and leaves no tensors', async () => {
  const before = tf.memory().numTensors;
  let calls = 0;
  const exhausted = {
    ...tf,
    tensor4d: (...args: Parameters<typeof tf.tensor4d>) => {
      calls += 1;
      if (calls === 4) throw new RangeError('Array buffer allocation failed');
      return tf.tensor4d(...args);
    },
  } as typeof tf;
  const tools = collecting();
  await train(orderOf(tinyConvNet), exhausted, tools);
  const failed = last(tools.events);
  expect(failed).toMatchObject({ type: 'failed', failure: { code: 'out-of-memory', step: 4 } });
  if (failed?.type === 'failed') expect(failed.failure.remedies[0]?.settings).toEqual({ batchSize: 2 });
  expect(tf.memory().numTensors).toBe(before);
});

test('a lost device ends the run, even though no call throws', async () => {
  const tools = collecting();
  const trouble = Promise.resolve(new Error('WebGPU device was lost: unknown'));
  await train(orderOf(tinyConvNet, { epochs: 1000 }), tf, {
    ...tools,
    machine: { ...tools.machine, backend: 'webgpu', trouble },
  });
  expect(last(tools.events)).toMatchObject({ type: 'failed', failure: { code: 'device-lost' } });
});

test.each<[string, (order: RunOrder) => RunOrder, RegExp]>([
  ['other image shape', (o) => ({ ...o, imageShape: [28, 28, 1] }), /8×8×1.*28×28×1/],
  ['other class count', (o) => ({ ...o, classCount: 7 }), /10 classes.*7/],
  ['truncated images', (o) => ({ ...o, train: { ...o.train, count: 61 } }), /announces 61 images/],
  ['strange labels', (o) => ({ ...o, test: { ...o.test, labels: o.test.labels.map(() => 12) } }), /label 12/],
  [
    'no images',
    (o) => ({ ...o, train: { images: new Uint8Array(0), labels: new Uint8Array(0), count: 0 } }),
    /no training images/,
  ],
  [
    'nothing to learn',
    (o) => ({ ...o, plan: { ...o.plan, totals: { ...o.plan.totals, trainable: 0 } } }),
    /no weights/,
  ],
  ['a batch size of 0', (o) => ({ ...o, settings: { ...o.settings, batchSize: 0 } }), /at least 1/],
])('an order with %s is refused before anything is built', async (_, spoil, message) => {
  const events = await run(spoil(orderOf(tinyConvNet)));
  expect(events).toHaveLength(1);
  expect(events[0]).toMatchObject({ type: 'failed', failure: { code: 'bad-order', step: 0 } });
  if (events[0]?.type === 'failed') expect(events[0].failure.message).toMatch(message);
});
