// The real worker in a real browser: a run through client.ts on each backend that trains here, with what each says
// of itself, and the ways a run ends.
import { describe, expect, test } from 'vitest';
import { runId } from '../lib/ids';
import { planOf } from '../model/plan.fixture';
import { type RunHandle, startRun } from './client';
import { autoencoder, everyTarget } from './networks.fixture';
import {
  accuracyOf,
  barImages,
  orderOf,
  pointsOf,
  richOrder,
  tinyConvNet,
  tinyNormNet,
} from './order.fixture';
import type { Event, RunOrder } from './protocol';

interface Heard {
  readonly events: readonly Event[];
  readonly last: Event | undefined;
}

/** Runs an order to its end; `act` may pause, resume or stop on the way. */
function runToEnd(order: RunOrder, act: (event: Event, run: RunHandle) => void = () => {}): Promise<Heard> {
  const events: Event[] = [];
  return new Promise((resolve) => {
    const run = startRun(runId('browser'), order, (event) => {
      events.push(event);
      act(event, run);
      if (event.type === 'done' || event.type === 'failed') resolve({ events, last: event });
    });
  });
}

const bars = barImages(200, 8, 10, 3);

test('without a hardware adapter, auto trains on WASM and says why; the network learns', async () => {
  const settings = { optimizer: 'adam', learningRate: 0.01, epochs: 6, heldOut: 0.2 } as const;
  const { events, last } = await runToEnd(orderOf(tinyConvNet, settings, bars));
  const [ready] = events;
  if (ready?.type !== 'ready') throw new Error(JSON.stringify(ready));
  if (ready.backend !== 'webgpu') {
    expect(ready.backend).toBe('wasm');
    expect(ready.reason).toMatch(/^WASM with SIMD and .*: this browser offers no (hardware )?WebGPU adapter/);
  }
  expect(last).toMatchObject({ type: 'done', stopped: false, test: { count: 40 } });
  if (last?.type === 'done') expect(accuracyOf(last)).toBeGreaterThan(0.9);
  expect(events.some((event) => event.type === 'heldOut')).toBe(true);
});

test('WASM: batch norm, dropout and a strided convolution train; pause and resume are heard', async () => {
  const order = orderOf(
    tinyNormNet,
    { backend: 'wasm', epochs: 40, optimizer: 'momentum', learningRate: 0.01 },
    bars,
  );
  let paused = 0;
  const { events, last } = await runToEnd(order, (event, run) => {
    if (event.type === 'batch' && paused === 0) run.pause();
    if (event.type === 'paused') {
      paused += 1;
      setTimeout(run.resume, 100);
    }
  });
  expect(paused).toBeGreaterThan(0);
  expect(events.filter((e) => e.type === 'resumed')).toHaveLength(paused);
  expect(last?.type).toBe('done');
  const points = pointsOf(events);
  expect(points).toHaveLength(800);
  expect(points.at(-1)?.loss).toBeLessThan((points[0]?.loss ?? 0) / 2);
});

test('two runs on WASM with one seed are equal bit by bit, dropout and batch norm included, and with images in shared memory', async () => {
  const settings = { backend: 'wasm', optimizer: 'adam', epochs: 3, heldOut: 0.2, seed: 7 } as const;
  const figures = async (split: typeof bars) => {
    const { events, last } = await runToEnd(orderOf(tinyNormNet, settings, split));
    const heldOut = events.flatMap((event) =>
      event.type === 'heldOut' ? [{ ...event.point, elapsed: 0 }] : [],
    );
    return { points: pointsOf(events), heldOut, test: last?.type === 'done' ? last.test : last };
  };
  const first = await figures(bars);
  expect(first.test).toHaveProperty('heads');
  const images = new Uint8Array(new SharedArrayBuffer(bars.images.length));
  images.set(bars.images);
  expect(await figures({ ...bars, images })).toEqual(first);
});

test.each([
  ['a head for every kind of target', everyTarget, 5],
  ['a variational autoencoder', autoencoder(0.1), 1],
])('%s trains on WASM: every loss falls, and the test has figures and pictures', async (_, plan, heads) => {
  const order = richOrder(plan, { backend: 'wasm', epochs: 20, learningRate: 0.02, heldOut: 0.2 });
  const { events, last } = await runToEnd(order);
  if (last?.type !== 'done') throw new Error(JSON.stringify(last));
  const points = pointsOf(events);
  const [first, final] = [points[0], points.at(-1)];
  expect(final?.heads).toHaveLength(heads);
  for (const [i, head] of (final?.heads ?? []).entries())
    expect(head.loss, `head ${i}`).toBeLessThan(0.95 * (first?.heads[i]?.loss ?? 0));
  for (const { metrics } of last.test.heads)
    for (const { name, value } of metrics) expect(Number.isFinite(value), name).toBe(true);
  expect(last.test.pictures?.rows).toHaveLength(12);
});

test('stop is heard in mid-run and gives test figures', async () => {
  const { last } = await runToEnd(
    orderOf(tinyConvNet, { backend: 'wasm', epochs: 100_000 }),
    (event, run) => {
      if (event.type === 'batch') run.stop();
    },
  );
  expect(last).toMatchObject({ type: 'done', stopped: true, test: { count: 40 } });
});

test('terminate ends a run without a further word', async () => {
  const heard: Event[] = [];
  await new Promise<void>((resolve) => {
    const run = startRun(
      runId('gone'),
      orderOf(tinyConvNet, { backend: 'wasm', epochs: 100_000 }),
      (event) => {
        heard.push(event);
        if (event.type !== 'batch') return;
        run.terminate();
        resolve();
      },
    );
  });
  const count = heard.length;
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(heard.length).toBe(count);
});

test('a diverging run on WASM fails with the step', async () => {
  const { last } = await runToEnd(orderOf(tinyConvNet, { backend: 'wasm', learningRate: 1e6, epochs: 50 }));
  expect(last).toMatchObject({ type: 'failed', failure: { code: 'diverged' } });
});

// 64×64×65,536 values are exactly 1 GiB an image: four wrap around a 32-bit size, and 65,500 filters leave too little
// for the rest.
test.each([65_536, 65_500])(
  '%d filters exhaust the WASM heap: said at once, with a smaller batch',
  async (filters) => {
    const plan = planOf([
      ['image', 'input', { height: 64, width: 64, channels: 1 }],
      ['huge', 'conv2d', { filters, kernel: 1, activation: 'none', bias: false }],
      ['gap', 'globalAvgPool'],
      ['logits', 'dense', { units: 10 }],
      ['classes', 'classifier'],
    ]);
    const split = barImages(4, 64, 4, 1);
    const order = orderOf(plan, { backend: 'wasm', batchSize: 4 }, split);
    const { last } = await runToEnd({ ...order, imageShape: [64, 64, 1], test: split });
    expect(last).toMatchObject({ type: 'failed', failure: { code: 'out-of-memory', step: 1 } });
    if (last?.type === 'failed') expect(last.failure.remedies[0]?.settings).toEqual({ batchSize: 1 });
  },
);

describe.each(['webgpu', 'webgl', 'cpu'] as const)('%s, chosen in the settings', (backend) => {
  test('trains where it exists, else says what it runs on instead', async () => {
    const { events, last } = await runToEnd(orderOf(tinyNormNet, { backend, epochs: 1 }));
    if (last?.type !== 'done') throw new Error(JSON.stringify(last));
    const ready = events.find((event) => event.type === 'ready');
    const notes = events.flatMap((event) => (event.type === 'note' ? [event.message] : []));
    if (ready?.type === 'ready' && ready.backend === backend)
      expect(ready.reason).toMatch(/: chosen in the settings\.$/);
    else expect(notes.join()).toMatch(/is not available here/);
    expect(pointsOf(events).map((p) => p.step)).toEqual([1, 2, 3, 4, 5, 6]);
  });
});
