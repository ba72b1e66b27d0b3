// A run that breaks off hands over the weights of its last epoch, and another run goes on from them.
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { makeLearner } from './learner';
import { collecting, orderOf, pointsOf, tinyNormNet } from './order.fixture';
import type { Checkpoint, RunOrder } from './protocol';
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

const sgd = orderOf(tinyNormNet, { optimizer: 'sgd', learningRate: 0.05, epochs: 5 });

function checkpointIn(events: Awaited<ReturnType<typeof broken>>): Checkpoint | undefined {
  const last = events.at(-1);
  if (last?.type !== 'failed') throw new Error(JSON.stringify(last));
  return last.checkpoint;
}

test('before an epoch has ended there is none', async () => {
  expect(checkpointIn(await broken(sgd, 4))).toBeUndefined();
});

test('from the third epoch on, a run without momentum takes the very same course as one that never broke off', async () => {
  const whole = collecting(() => {}, 6000);
  await train(sgd, tf, whole);
  const events = await broken(sgd, 15);
  const checkpoint = checkpointIn(events);
  expect(checkpoint).toMatchObject({ epoch: 2, step: 12 });
  expect(events.at(-1)).toMatchObject({ failure: { code: 'device-lost' } });

  const rest = collecting(() => {}, 6000);
  await train({ ...sgd, ...(checkpoint && { from: checkpoint }) }, tf, rest);
  expect(pointsOf(rest.events)).toEqual(pointsOf(whole.events).filter(({ step }) => step > 12));
  expect(rest.events.at(-1)).toEqual(whole.events.at(-1));
});

test('a run that goes on and breaks off at once still has what it went on from', async () => {
  const from = checkpointIn(await broken(sgd, 15));
  if (!from) throw new Error('No checkpoint');
  expect(checkpointIn(await broken({ ...sgd, from }, 2))).toBe(from);
});

test('it holds every weight, the moving statistics among them', async () => {
  const learner = makeLearner(tf, sgd);
  const weights = await learner.readWeights();
  learner.dispose();
  const { trainable, frozen } = sgd.plan.totals;
  expect(weights.reduce((sum, { length }) => sum + length, 0)).toBe(trainable + frozen);
});

test('weights of another network are refused by name', async () => {
  const tools = collecting();
  await train({ ...sgd, from: { epoch: 1, step: 6, weights: [new Float32Array(3)] } }, tf, tools);
  expect(tools.events).toHaveLength(1);
  expect(tools.events[0]).toMatchObject({
    type: 'failed',
    failure: { message: expect.stringContaining('checkpoint is of another network') },
  });
});
