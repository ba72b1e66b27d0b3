// Runs that go together, in real workers on WASM: that they keep in step over their own lines, that each is what it is
// alone, and that none is held up by one that ends, diverges or dies.
import { describe, expect, test } from 'vitest';
import { type RunId, runId } from '../lib/ids';
import { startMember, startRun } from './client';
import type { Word } from './lockstep';
import { barImages, insightsOf, orderOf, pointsOf, seenIn, tinyConvNet, tinyNormNet } from './order.fixture';
import type { Event, RunOrder } from './protocol';
import { startTogether, type TogetherHandle, type TogetherOptions } from './together';

const [a, b, c] = [runId('a'), runId('b'), runId('c')];
const bars = barImages(200, 8, 10, 3);
const orderFor = (changes: Parameters<typeof orderOf>[1] = {}, plan = tinyNormNet): RunOrder => ({
  ...orderOf(plan, { backend: 'wasm', optimizer: 'adam', epochs: 3, heldOut: 0.2, ...changes }, bars),
  insightEvery: 5,
});
const isLast = ({ type }: Event) => type === 'done' || type === 'failed';

function play(
  runs: readonly (readonly [RunId, RunOrder])[],
  act: (event: Event, handle: TogetherHandle) => void = () => {},
  options: Partial<TogetherOptions> = {},
): Promise<(id: RunId) => readonly Event[]> {
  const all: Event[] = [];
  return new Promise((resolve) => {
    const handle = startTogether(
      runs.map(([id, order]) => ({ runId: id, order })),
      (event) => {
        all.push(event);
        act(event, handle);
        if (all.filter(isLast).length === runs.length)
          resolve((id) => all.filter((heard) => heard.runId === id));
      },
      { pace: 'lockstep', ...options },
    );
  });
}

function alone(order: RunOrder): Promise<readonly Event[]> {
  const events: Event[] = [];
  return new Promise((resolve) => {
    startRun(runId('alone'), order, (event) => {
      events.push(event);
      if (isLast(event)) resolve(events);
    });
  });
}

const [norm, conv] = [orderFor(), orderFor({}, tinyConvNet)];
const bothAlone = Promise.all([alone(norm), alone(conv)]);

const course = (events: readonly Event[]) => ({
  points: pointsOf(events),
  insights: insightsOf(events),
  heldOut: events.flatMap((event) => (event.type === 'heldOut' ? [{ ...event.point, elapsed: 0 }] : [])),
  seen: seenIn(events),
  test: events.flatMap((event) => (event.type === 'done' ? [event.test] : [])),
});

describe.each(['lockstep', 'inTurn'] as const)('%s', (pace) => {
  test('two networks see the same batches, and each is bit by bit what it is alone', async () => {
    const of = await play(
      [
        [a, norm],
        [b, conv],
      ],
      undefined,
      { pace },
    );
    expect(seenIn(of(a))).toEqual(seenIn(of(b)));
    expect(seenIn(of(a))?.step).toBe(48);
    expect(insightsOf(of(a)).map(({ step }) => step)).toEqual([1, 5, 10, 15, 20, 25, 30, 35, 40, 45]);
    expect(course(of(a)).test).toHaveLength(1);
    const [normAlone, convAlone] = await bothAlone;
    expect(course(of(a))).toEqual(course(normAlone));
    expect(course(of(b))).toEqual(course(convAlone));
  });
});

test('neither of two workers begins a batch before the other has begun the one before', async () => {
  // The page stands between the two lines, so that it hears every word before the other worker does.
  const lines = [new MessageChannel(), new MessageChannel()] as const;
  const words: [RunId, Word][] = [];
  for (const [i, from] of [a, b].entries())
    (lines[i] ?? lines[0]).port2.onmessage = ({ data }: MessageEvent<Word>) => {
      words.push([from, data]);
      (lines[1 - i] ?? lines[0]).port2.postMessage(data);
    };
  const ends = [a, b].map(
    (id, i) =>
      new Promise<Event>((resolve) => {
        const companions = [{ runId: id === a ? b : a, port: (lines[i] ?? lines[0]).port1 }];
        const order = orderFor({ epochs: 8 }, id === a ? tinyNormNet : tinyConvNet);
        startMember(id, order, (event) => isLast(event) && resolve(event), { companions });
      }),
  );
  expect((await Promise.all(ends)).map(({ type }) => type)).toEqual(['done', 'done']);
  const begun = new Map([
    [a, 0],
    [b, 0],
  ]);
  for (const [from, word] of words) {
    if (word === 'left') continue;
    expect(word).toBe((begun.get(from) ?? 0) + 1);
    begun.set(from, word);
    expect(begun.get(from === a ? b : a)).toBeGreaterThanOrEqual(word - 1);
  }
  expect([begun.get(a), begun.get(b)]).toEqual([128, 128]);
});

test('one diverges, one has fewer batches, and one dies at its start: the fourth goes on to its end', async () => {
  const dying = URL.createObjectURL(
    new Blob(['onmessage = () => { throw new Error("gone") }'], { type: 'text/javascript' }),
  );
  const d = runId('d');
  let started = 0;
  const makeWorker = () => {
    started += 1;
    return started === 3
      ? new Worker(dying)
      : new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  };
  const whole = orderFor({ epochs: 6 });
  const of = await play(
    [
      [a, orderFor({ optimizer: 'sgd', learningRate: 1e6 }, tinyConvNet)],
      [b, orderFor({ epochs: 1 })],
      [c, orderFor()],
      [d, whole],
    ],
    undefined,
    { makeWorker },
  );
  URL.revokeObjectURL(dying);
  expect(of(a).at(-1)).toMatchObject({ type: 'failed', failure: { code: 'diverged' } });
  expect(of(b).at(-1)).toMatchObject({ type: 'done', stopped: false });
  expect(of(c).at(-1)).toMatchObject({ type: 'failed', failure: { code: 'worker-died' } });
  expect(course(of(d))).toEqual(course(await alone(whole)));
});

test('pause, resume and stop reach all', async () => {
  const long = orderFor({ epochs: 100_000 });
  const steps = new Map<RunId, number>();
  const paused = new Set<RunId>();
  const resumed = new Set<RunId>();
  const of = await play(
    [
      [a, long],
      [b, orderFor({ epochs: 100_000 }, tinyConvNet)],
    ],
    (event, handle) => {
      if (event.type === 'batch') steps.set(event.runId, event.seen.step);
      if (event.type === 'batch' && steps.size === 2 && paused.size === 0) handle.pause();
      if (event.type === 'paused' && paused.add(event.runId).size === 2) {
        // What is seen was told before the pause was.
        expect(Math.abs((steps.get(a) ?? 0) - (steps.get(b) ?? 0))).toBeLessThan(2);
        setTimeout(handle.resume, 100);
      }
      if (event.type === 'resumed' && resumed.add(event.runId).size === 2) handle.stop();
    },
  );
  for (const id of [a, b]) expect(of(id).at(-1)).toMatchObject({ type: 'done', stopped: true });
});
