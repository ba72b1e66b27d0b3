// Every state of a run against every event: what it becomes, and that whatever cannot come changes nothing.
import { describe, expect, test } from 'vitest';
import { runId } from '../lib/ids';
import { settings } from './order.fixture';
import type { Event, InsightPoint } from './protocol';
import { markStopping, newRun, reduceRun } from './reduceRun';
import type { Run } from './run';

const id = runId('a');
const test0 = {
  loss: 0.5,
  count: 10,
  heads: [
    {
      id: 'classes',
      target: 'class' as const,
      loss: 0.5,
      metrics: [{ name: 'accuracy' as const, value: 0.8 }],
      confusion: [[8, 2]],
    },
  ],
};
const failure = { code: 'diverged', step: 3, message: 'It diverged.', remedies: [] } as const;
const insight: InsightPoint = {
  step: 5,
  gradients: [{ gradient: 1, update: 0.1, weight: 3 }],
  activations: [{ mean: 0.5, deviation: 0.2, dead: 0.25 }],
};
const events = {
  stage: { type: 'stage', runId: id, stage: 'compiling' },
  ready: {
    type: 'ready',
    runId: id,
    backend: 'wasm',
    reason: 'a reason',
    threads: 2,
    stepsPerEpoch: 10,
    totalSteps: 30,
    trainingCount: 640,
    heldOutCount: 64,
    watched: { weighted: ['conv'], active: ['conv'] },
  },
  batch: {
    type: 'batch',
    runId: id,
    points: [
      { step: 4, loss: 2, heads: [{ loss: 2, metric: 0.1 }], elapsed: 900 },
      { step: 5, loss: 1.9, heads: [{ loss: 1.9, metric: 0.2 }], elapsed: 1200 },
    ],
    imagesPerSecond: 900,
    elapsed: 1200,
    epoch: 2,
    insights: [insight],
    seen: { step: 6, hash: 'a1' },
  },
  heldOut: {
    type: 'heldOut',
    runId: id,
    point: { step: 5, loss: 1.8, heads: [{ loss: 1.8, metric: 0.3 }], elapsed: 1250 },
  },
  checkpoint: {
    type: 'checkpoint',
    runId: id,
    checkpoint: { epoch: 1, step: 10, images: 0, weights: [], elapsed: 5 },
  },
  paused: { type: 'paused', runId: id },
  resumed: { type: 'resumed', runId: id },
  note: { type: 'note', runId: id, message: 'a note' },
  done: { type: 'done', runId: id, stopped: true, test: test0 },
  failed: { type: 'failed', runId: id, failure },
} satisfies Record<Event['type'], Event>;

const preparing = newRun(id, 'A run', settings, [
  { id: 'classes', target: 'class', weight: 1, trainingOnly: false, names: ['x', 'y'] },
]);
const training = reduceRun(preparing, events.ready);
const states: Record<Run['state'], Run> = {
  preparing,
  training,
  paused: reduceRun(training, events.paused),
  done: reduceRun(training, events.done),
  failed: reduceRun(training, events.failed),
};

/** The state after each event; `same` is the very same object. */
const table: Record<Run['state'], Record<Event['type'], Run['state'] | 'same'>> = {
  preparing: {
    checkpoint: 'same',
    stage: 'preparing',
    ready: 'training',
    batch: 'same',
    heldOut: 'same',
    paused: 'same',
    resumed: 'same',
    note: 'preparing',
    done: 'same',
    failed: 'failed',
  },
  training: {
    checkpoint: 'training',
    stage: 'same',
    ready: 'same',
    batch: 'training',
    heldOut: 'training',
    paused: 'paused',
    resumed: 'same',
    note: 'training',
    done: 'done',
    failed: 'failed',
  },
  paused: {
    checkpoint: 'paused',
    stage: 'same',
    ready: 'same',
    batch: 'paused',
    heldOut: 'paused',
    paused: 'same',
    resumed: 'training',
    note: 'paused',
    done: 'done',
    failed: 'failed',
  },
  done: {
    checkpoint: 'same',
    stage: 'same',
    ready: 'same',
    batch: 'same',
    heldOut: 'same',
    paused: 'same',
    resumed: 'same',
    note: 'same',
    done: 'same',
    failed: 'same',
  },
  failed: {
    checkpoint: 'same',
    stage: 'same',
    ready: 'same',
    batch: 'same',
    heldOut: 'same',
    paused: 'same',
    resumed: 'same',
    note: 'same',
    done: 'same',
    failed: 'same',
  },
};

describe.each(Object.keys(table) as Run['state'][])('%s', (state) => {
  test.each(Object.keys(events) as Event['type'][])('%s', (type) => {
    const run = states[state];
    expect(run.state).toBe(state);
    const copy = structuredClone(run);
    const next = reduceRun(run, events[type]);
    expect(run).toEqual(copy);
    if (table[state][type] === 'same') expect(next).toBe(run);
    else expect([next.state, next !== run]).toEqual([table[state][type], true]);
  });

  test('an event of another run changes nothing', () => {
    for (const event of Object.values(events)) {
      expect(reduceRun(states[state], { ...event, runId: runId('b') })).toBe(states[state]);
    }
  });
});

test('a run keeps what it was told on its way', () => {
  const order: Event[] = [
    events.note,
    events.ready,
    events.batch,
    events.heldOut,
    events.paused,
    events.batch,
    events.resumed,
    {
      ...events.batch,
      points: [],
      insights: [],
      imagesPerSecond: 800,
      elapsed: 1500,
      epoch: 3,
      seen: { step: 9, hash: 'b2' },
    },
    events.done,
  ];
  const run = order.reduce(reduceRun, preparing);
  if (run.state !== 'done') throw new Error(run.state);
  expect(run.curves.batches).toEqual([...events.batch.points, ...events.batch.points]);
  expect(run.curves.heldOut).toEqual([events.heldOut.point]);
  expect(run.curves.insights).toEqual([insight, insight]);
  expect(run.notes).toEqual(['a note']);
  expect(run.progress).toEqual({
    backend: 'wasm',
    reason: 'a reason',
    threads: 2,
    stepsPerEpoch: 10,
    totalSteps: 30,
    trainingCount: 640,
    heldOutCount: 64,
    step: 5,
    epoch: 3,
    imagesPerSecond: 800,
    elapsed: 1500,
    watched: { weighted: ['conv'], active: ['conv'] },
    seen: { step: 9, hash: 'b2' },
  });
  expect([run.test, run.stopped]).toEqual([test0, true]);
  expect('stopping' in run).toBe(false);
});

test('a failed run keeps its curves and progress', () => {
  const run = [events.ready, events.batch, events.failed].reduce<Run>(reduceRun, preparing);
  expect(run).toMatchObject({ state: 'failed', failure, progress: { step: 5 } });
  expect(run.curves.batches).toHaveLength(2);
});

test('stopping is marked only while there is something to stop', () => {
  expect(markStopping(states.training)).toMatchObject({ state: 'training', stopping: true });
  expect(markStopping(states.paused)).toMatchObject({ state: 'paused', stopping: true });
  expect(markStopping(states.done)).toBe(states.done);
  expect(reduceRun(markStopping(states.training), events.paused)).toMatchObject({
    state: 'paused',
    stopping: true,
  });
});

test('what a run does before it begins is forgotten when it has begun, or has failed', () => {
  const compiling = reduceRun(preparing, events.stage);
  expect(compiling).toMatchObject({ state: 'preparing', stage: 'compiling' });
  expect(reduceRun(compiling, events.ready)).not.toHaveProperty('stage');
  expect(reduceRun(compiling, events.failed)).not.toHaveProperty('stage');
});
