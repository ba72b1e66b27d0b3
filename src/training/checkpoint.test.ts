// A run hands over what it could go on from, and a run that goes on takes the very course of one that never broke off.
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeLearner } from './learner';
import { collecting, orderOf, pointsOf, seenIn, tinyNormNet } from './order.fixture';
import type { Checkpoint, Event, RunOrder } from './protocol';
import { train } from './trainer';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

/** Trains, and throws at gradient step `at`; every look at the clock is six seconds later. */
async function broken(order: RunOrder, at: number, message = 'Device was lost') {
  let steps = 0;
  const failing = {
    ...tf,
    variableGrads: (...given: Parameters<typeof tf.variableGrads>) => {
      steps += 1;
      if (steps === at) throw new Error(message);
      return tf.variableGrads(...given);
    },
  } as typeof tf;
  const before = tf.memory().numTensors;
  const tools = collecting(() => {}, 6000);
  await train(order, failing, tools);
  expect(tf.memory().numTensors).toBe(before);
  return tools.events;
}

const keeping = (changes: Partial<RunOrder['settings']>): RunOrder => ({
  ...orderOf(tinyNormNet, { learningRate: 0.05, epochs: 5, ...changes }),
  keeps: true,
});
const sgd = keeping({ optimizer: 'sgd' });

/** The last that a run handed over. */
const checkpointIn = (events: readonly Event[]): Checkpoint | undefined =>
  events.flatMap((event) => (event.type === 'checkpoint' ? [event.checkpoint] : [])).at(-1);

async function whole(order: RunOrder, tick = 6000) {
  const tools = collecting(() => {}, tick);
  await train(order, tf, tools);
  return tools.events;
}

/** The rest of the run, from what was kept of it, which has been through a copy as in the page and in storage. */
const goOn = (order: RunOrder, checkpoint: Checkpoint | undefined) => {
  if (!checkpoint) throw new Error('No checkpoint');
  return whole({ ...order, from: structuredClone(checkpoint) });
};

const endOf = (events: readonly Event[]) => events.at(-1);

test('before an epoch has ended there is none, nor in a run that keeps none', async () => {
  expect(checkpointIn(await broken(sgd, 4))).toBeUndefined();
  expect(checkpointIn(await whole({ ...sgd, keeps: false }))).toBeUndefined();
});

describe.each(['sgd', 'momentum', 'rmsprop', 'adam'] as const)('%s', (optimizer) => {
  const order = keeping({ optimizer, learningRate: 0.01, heldOut: 0.2 });

  test('a run that broke off and goes on takes the very same course as one that never did, bit by bit', async () => {
    const uninterrupted = await whole(order);
    const events = await broken(order, 13);
    expect(endOf(events)).toMatchObject({ failure: { code: 'device-lost' } });
    const checkpoint = checkpointIn(events);
    expect(checkpoint).toMatchObject({ epoch: 2, step: 10, images: 0 });
    const rest = await goOn(order, checkpoint);
    const later = pointsOf(uninterrupted).filter(({ step }) => step > 10);
    expect(later.length).toBe(15);
    expect(pointsOf(rest)).toEqual(later);
    expect(endOf(rest)).toEqual(endOf(uninterrupted));
    expect(seenIn(rest)).toEqual(seenIn(uninterrupted));
  });

  test('one of two epochs that is given two more ends as one of four', async () => {
    const short = await whole({ ...order, settings: { ...order.settings, epochs: 2 } });
    const four = { ...order, settings: { ...order.settings, epochs: 4 } };
    const long = await whole(four);
    const rest = await goOn(four, checkpointIn(short));
    expect(pointsOf(rest)).toEqual(pointsOf(long).filter(({ step }) => step > 10));
    expect(endOf(rest)).toEqual(endOf(long));
  });

  test('one that was stopped within an epoch goes on at the next batch', async () => {
    const tools = collecting((event, control) => {
      if (event.type === 'batch' && (event.points.at(-1)?.step ?? 0) >= 7) control.stop();
    }, 200);
    await train(order, tf, tools);
    const checkpoint = checkpointIn(tools.events);
    expect(checkpoint).toMatchObject({ epoch: 1, step: 7, images: 20 });
    const rest = await goOn(order, checkpoint);
    const uninterrupted = await whole(order);
    expect(pointsOf(rest)).toEqual(pointsOf(uninterrupted).filter(({ step }) => step > 7));
    expect(endOf(rest)).toEqual(endOf(uninterrupted));
  });
});

test('with smaller batches it goes on at the same place of the epoch, counted in those', async () => {
  const checkpoint = checkpointIn(await broken(sgd, 15));
  const smaller = { ...sgd, settings: { ...sgd.settings, batchSize: 5 } };
  const rest = await goOn(smaller, checkpoint);
  expect(pointsOf(rest)[0]?.step).toBe(25);
  expect(pointsOf(rest).at(-1)?.step).toBe(60);
});

test('another optimiser begins with an empty memory', async () => {
  const checkpoint = checkpointIn(await broken(sgd, 15));
  const rest = await goOn({ ...sgd, settings: { ...sgd.settings, optimizer: 'adam' } }, checkpoint);
  expect(endOf(rest)?.type).toBe('done');
});

test('divergence is still measured against the first batch of all', async () => {
  const checkpoint = checkpointIn(await broken(sgd, 15));
  if (!checkpoint) throw new Error('No checkpoint');
  const [first] = pointsOf(await whole(sgd));
  expect(checkpoint.firstLoss).toBe(first?.loss);
  const tiny = await goOn(sgd, { ...checkpoint, firstLoss: 1e-6 });
  expect(endOf(tiny)).toMatchObject({ failure: { code: 'diverged' } });
});

test('the time of training goes on where it was', async () => {
  const checkpoint = checkpointIn(await broken(sgd, 15));
  const times = (await goOn(sgd, checkpoint)).flatMap((event) =>
    event.type === 'batch' ? event.points : [],
  );
  expect(checkpoint?.elapsed).toBeGreaterThan(0);
  expect(times[0]?.elapsed).toBeGreaterThan(checkpoint?.elapsed ?? Number.NaN);
});

test('it holds every weight, the moving statistics among them, and the optimiser’s memory', async () => {
  const learner = makeLearner(tf, keeping({ optimizer: 'adam' }));
  const size = (values: readonly Float32Array[]) => values.reduce((sum, { length }) => sum + length, 0);
  const { trainable, frozen } = sgd.plan.totals;
  expect(size(await learner.readWeights())).toBe(trainable + frozen);
  const { kind, updates, slots } = await learner.readOptimizer();
  expect([kind, updates, size(slots)]).toEqual(['adam', 0, 2 * trainable]);
  learner.dispose();
});

test('weights of another network are refused by name', async () => {
  const from = { epoch: 1, step: 6, images: 0, elapsed: 0, weights: [new Float32Array(3)] };
  const events = await whole({ ...sgd, from });
  expect(events).toHaveLength(1);
  expect(events[0]).toMatchObject({
    type: 'failed',
    failure: { message: expect.stringContaining('checkpoint is of another network') },
  });
});
