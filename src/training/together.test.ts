// Runs that belong together, each trained for real by a worker in this thread: who hands over which batch when, and that
// whatever befalls one run leaves the others as they would have been alone.
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { type RunId, runId } from '../lib/ids';
import type { WorkerLike } from './client';
import { type GroupStage, groupStage } from './groupWorkers.fixture';
import { collecting, insightsOf, orderOf, pointsOf, seenIn, tinyConvNet, tinyNormNet } from './order.fixture';
import type { Event, RunOrder, RunSettings } from './protocol';
import { type PaceKind, startTogether, type TogetherHandle } from './together';
import { train } from './trainer';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const [a, b, c] = [runId('a'), runId('b'), runId('c')];
const orderFor = (changes: Partial<RunSettings> = {}, plan = tinyNormNet): RunOrder => ({
  ...orderOf(plan, { epochs: 3, ...changes }),
  insightEvery: 5,
});

interface Played {
  readonly of: (id: RunId) => readonly Event[];
  readonly last: (id: RunId) => Event | undefined;
  readonly all: readonly Event[];
  readonly stage: GroupStage;
}

/** Plays runs to their ends; `act` is called at every event and every batch handed over. */
function play(
  runs: Readonly<Record<string, RunOrder>>,
  act: (now: {
    handle: TogetherHandle;
    event?: Event;
    handed?: [RunId, number];
    stage: GroupStage;
  }) => void = () => {},
  pace: PaceKind = 'lockstep',
): Promise<Played> {
  const orders = Object.entries(runs).map(([name, order]) => ({ runId: runId(name), order }));
  const all: Event[] = [];
  return new Promise((resolve) => {
    let handle: TogetherHandle | undefined;
    const stage = groupStage(tf, (id, step) => handle && act({ handle, handed: [id, step], stage }));
    const of = (id: RunId) => all.filter((event) => event.runId === id);
    const isLast = ({ type }: Event) => type === 'done' || type === 'failed';
    const hear = (event: Event) => {
      all.push(event);
      if (handle) act({ handle, event, stage });
      if (all.filter(isLast).length === orders.length)
        resolve({ of, last: (id) => of(id).at(-1), all, stage });
    };
    handle = startTogether(orders, hear, { pace, makeWorker: stage.makeWorker });
  });
}

async function alone(order: RunOrder): Promise<readonly Event[]> {
  const tools = collecting();
  await train(order, tf, tools);
  return tools.events;
}

/** The farthest that two runs were apart, of those that still had batches to come. */
function farthestApart(handed: readonly RunId[]): number {
  const totals = new Map<RunId, number>();
  for (const id of handed) totals.set(id, (totals.get(id) ?? 0) + 1);
  const counts = new Map<RunId, number>([...totals.keys()].map((id) => [id, 0]));
  let apart = 0;
  for (const id of handed) {
    const count = (counts.get(id) ?? 0) + 1;
    counts.set(id, count);
    for (const [other, its] of counts)
      if (its < (totals.get(other) ?? 0)) apart = Math.max(apart, count - its);
  }
  return apart;
}

const course = (events: readonly Event[]) => ({
  points: pointsOf(events),
  insights: insightsOf(events),
  seen: seenIn(events),
  test: events.flatMap((event) => (event.type === 'done' ? [event.test] : [])),
});

describe('in lockstep', () => {
  test('three runs hand over batches in step, and each is bit by bit what it is alone', async () => {
    const runs = { a: orderFor(), b: orderFor({}, tinyConvNet), c: orderFor({ optimizer: 'adam' }) };
    const { of, stage } = await play(runs);
    expect(stage.handed).toHaveLength(3 * 18);
    expect(farthestApart(stage.handed)).toBe(1);
    for (const [id, order] of [
      [a, runs.a],
      [b, runs.b],
      [c, runs.c],
    ] as const)
      expect(course(of(id))).toEqual(course(await alone(order)));
    expect(new Set([a, b, c].map((id) => seenIn(of(id))?.hash)).size).toBe(1);
    expect(stage.count).toEqual({ started: 3, terminated: 3 });
  });

  test('a run with fewer batches ends, and the others go on together', async () => {
    const { last, stage } = await play({ a: orderFor({ epochs: 1 }), b: orderFor(), c: orderFor() });
    expect([a, b, c].map((id) => last(id)?.type)).toEqual(['done', 'done', 'done']);
    expect([a, b, c].map((id) => stage.handed.filter((h) => h === id).length)).toEqual([6, 18, 18]);
    expect(farthestApart(stage.handed)).toBe(1);
  });

  test('a run that diverges ends alone', async () => {
    const runs = {
      a: orderFor({ learningRate: 1e6 }, tinyConvNet),
      b: orderFor({ epochs: 8 }),
      c: orderFor(),
    };
    const { of, last, stage } = await play(runs);
    expect(last(a)).toMatchObject({ type: 'failed', failure: { code: 'diverged' } });
    expect(course(of(b))).toEqual(course(await alone(runs.b)));
    expect(last(c)?.type).toBe('done');
    expect(farthestApart(stage.handed)).toBe(1);
  });

  test('a run whose order cannot be carried out does not hold up the others', async () => {
    const { last, stage } = await play({ a: { ...orderFor(), classCount: 7 }, b: orderFor(), c: orderFor() });
    expect(last(a)).toMatchObject({ type: 'failed', failure: { code: 'bad-order' } });
    expect([last(b)?.type, last(c)?.type]).toEqual(['done', 'done']);
    expect(stage.handed).toHaveLength(36);
  });

  test('a worker that dies in mid-run leaves the others to finish', async () => {
    const { last, stage } = await play(
      { a: orderFor(), b: orderFor(), c: orderFor() },
      ({ handed, stage }) => {
        if (handed?.[0] === b && handed[1] === 4) stage.kill(b);
      },
    );
    expect(last(b)).toMatchObject({ type: 'failed', failure: { code: 'worker-died' } });
    expect([last(a)?.type, last(c)?.type]).toEqual(['done', 'done']);
    expect(stage.handed.filter((id) => id === b)).toHaveLength(4);
    expect(stage.handed.filter((id) => id !== b)).toHaveLength(36);
    expect(farthestApart(stage.handed)).toBe(1);
  });

  test('a pause holds all of them at most one batch apart, and changes nothing of their course', async () => {
    const runs = { a: orderFor(), b: orderFor({}, tinyConvNet) };
    let asked = false;
    let paused = 0;
    const { of, stage } = await play(runs, ({ handle, event, handed, stage }) => {
      if (handed?.[1] === 7 && !asked) {
        asked = true;
        handle.pause();
      }
      if (event?.type !== 'paused') return;
      if (++paused < 2) return;
      const before = [...stage.handed];
      expect(
        Math.abs(before.filter((id) => id === a).length - before.filter((id) => id === b).length),
      ).toBeLessThan(2);
      setTimeout(() => {
        expect(stage.handed).toEqual(before);
        handle.resume();
      }, 50);
    });
    for (const id of [a, b])
      expect(of(id).flatMap(({ type }) => (type === 'paused' || type === 'resumed' ? [type] : []))).toEqual([
        'paused',
        'resumed',
      ]);
    expect(farthestApart(stage.handed)).toBe(1);
    expect(course(of(a))).toEqual(course(await alone(runs.a)));
    expect(course(of(b))).toEqual(course(await alone(runs.b)));
  });

  test('one run can be stopped, with its test figures, also while it waits for the others', async () => {
    const { last, stage } = await play(
      { a: orderFor(), b: orderFor({ epochs: 500 }) },
      ({ handle, event }) => {
        if (event?.type === 'done' && event.runId === a) handle.stopOne(b);
      },
    );
    expect(last(a)).toMatchObject({ type: 'done', stopped: false });
    expect(last(b)).toMatchObject({ type: 'done', stopped: true, test: { count: 40 } });
    expect(farthestApart(stage.handed)).toBe(1);
    const paused = await play({ a: orderFor({ epochs: 500 }), b: orderFor({ epochs: 500 }) }, (now) => {
      if (now.handed?.[1] === 3) now.handle.pause();
      if (now.event?.type === 'paused') now.handle.stopOne(now.event.runId);
    });
    expect([paused.last(a), paused.last(b)]).toMatchObject([{ stopped: true }, { stopped: true }]);
  });

  test('a run that waits for a companion is heard: it pauses, resumes and stops', async () => {
    const stage = groupStage(tf);
    const silent = { postMessage: () => {}, terminate: () => {}, addEventListener: () => {} };
    const workers = [stage.makeWorker(), silent as WorkerLike];
    const heard: string[] = [];
    const end = await new Promise<Event>((resolve) => {
      const handle = startTogether(
        [
          { runId: a, order: orderFor() },
          { runId: b, order: orderFor() },
        ],
        (event) => {
          if (event.type !== 'batch') heard.push(event.type);
          if (event.type === 'ready') setTimeout(handle.pause, 100);
          if (event.type === 'paused') setTimeout(handle.resume, 20);
          if (event.type === 'resumed') setTimeout(() => handle.stopOne(a), 20);
          if (event.type !== 'done') return;
          handle.terminate();
          resolve(event);
        },
        { pace: 'lockstep', makeWorker: () => workers.shift() ?? (silent as WorkerLike) },
      );
    });
    expect(heard).toEqual(['ready', 'paused', 'resumed', 'done']);
    expect(end).toMatchObject({ stopped: true, test: { count: 40 } });
    expect(stage.handed).toEqual([a]);
  });

  test('stop ends all, and terminate leaves no word', async () => {
    const long = { a: orderFor({ epochs: 500 }), b: orderFor({ epochs: 500 }) };
    const { last } = await play(long, ({ handle, handed }) => {
      if (handed?.[1] === 5) handle.stop();
    });
    expect([last(a), last(b)]).toMatchObject([{ stopped: true }, { stopped: true }]);

    const heard: Event[] = [];
    const stage = groupStage(tf, (_, step) => {
      if (step === 3) handle.terminate();
    });
    const orders = [
      { runId: a, order: long.a },
      { runId: b, order: long.b },
    ];
    const handle = startTogether(orders, (event) => heard.push(event), {
      pace: 'lockstep',
      makeWorker: stage.makeWorker,
    });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(stage.count).toEqual({ started: 2, terminated: 2 });
    expect(heard.some(({ type }) => type === 'done' || type === 'failed')).toBe(false);
    expect(stage.handed.length).toBeLessThan(9);
  });
});

describe('in turn', () => {
  const inTurn = (runs: Readonly<Record<string, RunOrder>>, act?: Parameters<typeof play>[1]) =>
    play(runs, act, 'inTurn');

  test('each starts when the one before has ended, however that was', async () => {
    const runs = { a: orderFor({ learningRate: 1e6 }, tinyConvNet), b: orderFor(), c: orderFor() };
    const { of, last, stage } = await inTurn(runs, ({ event, stage }) => {
      if (event?.type === 'ready') expect(stage.count.terminated).toBe(stage.count.started - 1);
    });
    const order = stage.handed.filter((id, i) => id !== stage.handed[i - 1]);
    expect(order).toEqual([a, b, c]);
    expect(last(a)).toMatchObject({ type: 'failed', failure: { code: 'diverged' } });
    expect(course(of(b))).toEqual(course(await alone(runs.b)));
    expect(course(of(c))).toEqual(course(of(b)));
  });

  test('stop ends the one under way; those that wait are never started', async () => {
    const { last, of, stage } = await inTurn(
      { a: orderFor(), b: orderFor(), c: orderFor() },
      ({ handle, handed }) => {
        if (handed?.[1] === 2) handle.stop();
      },
    );
    expect(last(a)).toMatchObject({ type: 'done', stopped: true });
    for (const id of [b, c]) {
      expect(of(id)).toHaveLength(1);
      expect(last(id)).toMatchObject({ type: 'failed', failure: { code: 'not-started', step: 0 } });
    }
    expect(stage.count.started).toBe(1);
  });

  test('one that waits can be taken out, and one under way stopped; the rest goes on', async () => {
    const { last } = await inTurn({ a: orderFor(), b: orderFor(), c: orderFor() }, ({ handle, handed }) => {
      if (handed?.[0] !== a || handed[1] !== 2) return;
      handle.stopOne(b);
      handle.stopOne(a);
    });
    expect(last(a)).toMatchObject({ type: 'done', stopped: true });
    expect(last(b)).toMatchObject({ failure: { code: 'not-started' } });
    expect(last(c)).toMatchObject({ type: 'done', stopped: false });
  });

  test('a pause that is asked for between two runs holds the next', async () => {
    const { of } = await inTurn(
      { a: orderFor({ epochs: 1 }), b: orderFor({ epochs: 1 }) },
      ({ handle, event }) => {
        if (event?.type === 'done' && event.runId === a) handle.pause();
        if (event?.type === 'paused') setTimeout(() => handle.resume(), 20);
      },
    );
    expect(
      of(b)
        .map(({ type }) => type)
        .filter((type) => type !== 'batch'),
    ).toEqual(['ready', 'paused', 'resumed', 'done']);
  });
});
