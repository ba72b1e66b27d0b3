// The page's end of a run against a worker that can be made to answer late, wrongly or not at all.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { runId } from '../lib/ids';
import { type ComingOrder, startRun, type WorkerLike } from './client';
import { orderOf, tinyConvNet } from './order.fixture';
import type { Command, Event } from './protocol';

const id = runId('a');
const order = orderOf(tinyConvNet);
const doneEvent: Event = {
  type: 'done',
  runId: id,
  stopped: true,
  test: { loss: 1, count: 1, heads: [] },
};
const batch = (step: number): Event => ({
  type: 'batch',
  runId: id,
  points: [{ step, loss: 1, heads: [{ loss: 1, metric: 0 }], elapsed: 1 }],
  imagesPerSecond: 1,
  elapsed: 1,
  epoch: 1,
  insights: [],
  seen: { step, hash: '0' },
});

function stage(given: ComingOrder = order) {
  const commands: Command[] = [];
  const events: Event[] = [];
  const target = new EventTarget();
  let terminated = 0;
  const worker = {
    postMessage: (command: Command) => commands.push(command),
    terminate: () => {
      terminated += 1;
    },
    addEventListener: target.addEventListener.bind(target),
  } as unknown as WorkerLike;
  const run = startRun(id, given, (event) => events.push(event), {
    makeWorker: () => worker,
    patience: 1000,
  });
  const say = (event: Event) => target.dispatchEvent(new MessageEvent('message', { data: event }));
  const die = (type: string, message?: string) =>
    target.dispatchEvent(Object.assign(new Event(type, { cancelable: true }), { message }));
  return { commands, events, run, say, die, terminated: () => terminated };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('the order is sent at once, commands follow, events come through, and the end ends the worker', () => {
  const { commands, events, run, say, terminated } = stage();
  run.pause();
  run.resume();
  say(batch(1));
  run.stop();
  run.stop();
  expect(commands.map((c) => c.type)).toEqual(['start', 'pause', 'resume', 'stop']);
  expect(commands.every((c) => c.runId === id)).toBe(true);
  expect(terminated()).toBe(0);
  say(doneEvent);
  expect(events).toEqual([batch(1), doneEvent]);
  expect(terminated()).toBe(1);
  vi.advanceTimersByTime(10_000);
  run.pause();
  say(batch(2));
  expect(events).toHaveLength(2);
  expect(commands).toHaveLength(4);
});

test('events of another run are dropped', () => {
  const { events, say } = stage();
  say({ ...batch(1), runId: runId('b') });
  expect(events).toEqual([]);
});

test('a worker that stays silent after stop is ended, with the last step named', () => {
  const { events, run, say, terminated } = stage();
  say(batch(7));
  run.stop();
  vi.advanceTimersByTime(900);
  say(batch(8));
  vi.advanceTimersByTime(900);
  expect(terminated()).toBe(0);
  vi.advanceTimersByTime(200);
  expect(terminated()).toBe(1);
  expect(events.at(-1)).toMatchObject({ type: 'failed', failure: { code: 'worker-died', step: 8 } });
});

test('without stop, silence is no death: a long batch may take its time', () => {
  const { events, terminated } = stage();
  vi.advanceTimersByTime(1e6);
  expect([events.length, terminated()]).toEqual([0, 0]);
});

test.each([
  ['error', 'Uncaught RangeError', /died: Uncaught RangeError\./],
  ['error', undefined, /died, perhaps because its script could not be loaded\./],
  ['messageerror', undefined, /could not be read/],
])('%s (%s) fails the run once', (type, message, expected) => {
  const { events, die, terminated } = stage();
  die(type, message);
  die(type, message);
  expect(events).toHaveLength(1);
  const [failed] = events;
  if (failed?.type !== 'failed') throw new Error('not failed');
  expect(failed.failure.code).toBe('worker-died');
  expect(failed.failure.message).toMatch(expected);
  expect(terminated()).toBe(1);
});

test('terminate ends the worker and says nothing more', () => {
  const { events, run, say, die, terminated } = stage();
  run.stop();
  run.terminate();
  say(batch(1));
  die('error');
  vi.advanceTimersByTime(10_000);
  expect([events.length, terminated()]).toEqual([0, 1]);
});

test('what is told the worker before its order is there comes after the order', async () => {
  const { commands, run } = stage(Promise.resolve(order));
  run.pause();
  run.stop();
  expect(commands).toEqual([]);
  await vi.advanceTimersByTimeAsync(0);
  expect(commands.map((c) => c.type)).toEqual(['start', 'pause', 'stop']);
  run.resume();
  expect(commands).toHaveLength(4);
});

test('an order that never comes is a failure, and one of a run thrown away is not sent', async () => {
  const failing = stage(Promise.reject(new RangeError('no room')));
  await vi.advanceTimersByTimeAsync(0);
  expect(failing.events).toEqual([
    expect.objectContaining({
      type: 'failed',
      failure: expect.objectContaining({
        code: 'out-of-memory',
        message: expect.stringContaining('no room'),
      }),
    }),
  ]);
  expect(failing.terminated()).toBe(1);
  const thrown = stage(Promise.resolve(order));
  thrown.run.terminate();
  await vi.advanceTimersByTimeAsync(0);
  expect(thrown.commands).toEqual([]);
});
