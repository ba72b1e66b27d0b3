// Compiling ahead on plain JavaScript, where a rehearsal computes in earnest: whatever it does, the run must not notice.
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { collecting, insightsOf, orderOf, pointsOf, tinyNormNet } from './order.fixture';
import type { Event, RunOrder } from './protocol';
import { train } from './trainer';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

async function run(
  order: RunOrder,
  warmUp?: (step: () => void) => Promise<void>,
  trouble?: Promise<Error>,
): Promise<readonly Event[]> {
  const tools = collecting();
  const machine = { ...tools.machine, ...(warmUp ? { warmUp } : {}), ...(trouble ? { trouble } : {}) };
  await train(order, tf, { ...tools, machine });
  return tools.events;
}

test.each(['sgd', 'adam'] as const)(
  'a rehearsed run with %s is equal bit by bit to one that was not, and leaves no tensors',
  async (optimizer) => {
    const order = {
      ...orderOf(tinyNormNet, { optimizer, learningRate: 0.01, heldOut: 0.2 }),
      insightEvery: 3,
    };
    const before = tf.memory().numTensors;
    let rehearsed = 0;
    const warmed = await run(order, async (step) => {
      tf.tidy(step);
      rehearsed += 1;
    });
    const plain = await run(order);
    expect(rehearsed).toBe(1);
    expect(warmed[0]).toEqual({ type: 'stage', runId: 'test', stage: 'compiling' });
    expect(pointsOf(warmed)).toEqual(pointsOf(plain));
    expect(insightsOf(warmed)).toEqual(insightsOf(plain));
    expect(warmed.at(-1)).toEqual(plain.at(-1));
    expect(tf.memory().numTensors).toBe(before);
  },
);

test('a rehearsal that fails is a note, and the run goes on', async () => {
  const order = orderOf(tinyNormNet, { epochs: 1 });
  const events = await run(order, () => Promise.reject(new Error('no such shader')));
  expect(events[1]).toMatchObject({ type: 'note', message: expect.stringContaining('no such shader') });
  expect(events.at(-1)?.type).toBe('done');
});

test('a device that is lost while it compiles ends the run as lost, however long the compiler is silent', async () => {
  const silent = () => new Promise<void>(() => {});
  const events = await run(
    orderOf(tinyNormNet),
    silent,
    Promise.resolve(new Error('Device was lost (unknown): gone')),
  );
  expect(events.at(-1)).toMatchObject({ type: 'failed', failure: { code: 'device-lost', step: 0 } });
});
