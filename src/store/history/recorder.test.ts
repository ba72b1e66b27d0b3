// Every run is kept as it trains, rarely and in small pieces, and nothing of it is lost when storage refuses.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runId } from '../../lib/ids';
import type { Run } from '../../training/run';
import {
  begun,
  context,
  countingVault,
  done,
  later,
  openPage,
  quotaExceeded,
  ready,
  sharedBrowser,
  trained,
} from './history.fixture';
import { type KeptRun, readRun, readTrace } from './keptRun';
import { fullChunk } from './recorder';

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }));
afterEach(() => void vi.useRealTimers());

function makePage() {
  const storage = countingVault();
  const page = openPage(sharedBrowser(storage.vault));
  const kept = async (id = 'r') => (await readRun(storage.vault, runId(id)))?.kept;
  return { ...page, storage, kept, settle: () => vi.advanceTimersByTimeAsync(0) };
}

const traceKept = async (page: ReturnType<typeof makePage>) => {
  const run = await page.kept();
  if (!run) throw new Error('The run is not kept.');
  return readTrace(page.storage.vault, run);
};

const failure = { code: 'diverged', step: 7, message: 'The loss is NaN.', remedies: [] } as const;

describe('the recorder', () => {
  it('keeps a run from its first moment on', async () => {
    const page = makePage();
    page.recorder.begin(begun('r'), context);
    await page.settle();
    expect((await page.kept())?.record).toMatchObject({
      id: 'r',
      startedAt: 1_000_000,
      state: 'training',
      title: 'LeNet-5',
      design: context.design,
      data: { id: 'digits', name: 'Digits' },
      settings: { seed: 1 },
      trainable: 1234,
      macs: 5678,
      device: 'Chrome 141 on Linux, 2 cores',
      step: 0,
      notes: [],
    });
  });

  const training = trained(later(begun('r'), ready), 1, 10);
  const states: readonly (readonly [string, Run, Partial<KeptRun['record']>])[] = [
    [
      'preparing, with a note',
      later(begun('r'), { type: 'note', message: 'No GPU.' }),
      { state: 'training', notes: ['No GPU.'] },
    ],
    ['in training', training, { state: 'training', step: 10, totalSteps: 200, batchesHash: 'hash 10' }],
    ['paused', later(training, { type: 'paused' }), { state: 'training', step: 10 }],
    [
      'done',
      later(training, done(0.9)),
      {
        state: 'done',
        test: done(0.9).type === 'done' ? expect.objectContaining({ count: 100 }) : undefined,
      },
    ],
    ['stopped', later(training, done(0.9, true)), { state: 'stopped', step: 10 }],
    [
      'failed in training',
      later(training, { type: 'failed', failure }),
      { state: 'failed', failure, step: 10 },
    ],
    [
      'failed before training',
      later(begun('r'), { type: 'failed', failure }),
      { state: 'failed', failure, step: 0 },
    ],
  ];
  it.each(states)('writes what a run is when it is %s', async (_, run, expected) => {
    const page = makePage();
    page.recorder.begin(begun('r'), context);
    page.recorder.follow(run);
    await page.recorder.flush();
    expect((await page.kept())?.record).toMatchObject(expected);
    const { watched: __, ...curves } = await traceKept(page);
    expect(curves).toEqual(run.curves);
  });

  it('says the machine and what the batches were once the worker has answered', async () => {
    const page = makePage();
    page.recorder.begin(begun('r'), context);
    page.recorder.follow(training);
    await page.recorder.flush();
    expect((await page.kept())?.record).toMatchObject({
      machine: { backend: 'wasm', threads: 2, reason: 'There is no GPU.' },
      stepsPerEpoch: 100,
      imagesPerSecond: 1000,
      elapsed: 15,
    });
    expect((await traceKept(page)).watched).toEqual({ weighted: ['conv1'], active: ['conv1'] });
  });

  it('keeps nothing of a run that was stopped before its turn, and follows none that it was not told of', async () => {
    const page = makePage();
    page.recorder.begin(begun('r'), context);
    await page.settle();
    page.recorder.follow(later(begun('r'), { type: 'failed', failure: { ...failure, code: 'not-started' } }));
    page.recorder.follow(later(begun('other'), ready));
    await page.recorder.flush();
    expect(await page.storage.vault.keys('runs')).toEqual([]);
    expect(page.recorder.live().size).toBe(0);
  });

  it('writes every two seconds while it trains, however many states there are, and at once at the end', async () => {
    const page = makePage();
    let run = later(begun('r'), ready);
    page.recorder.begin(begun('r'), context);
    await page.settle();
    page.storage.log.length = 0;
    for (let step = 1; step <= 100; step += 1) {
      run = trained(run, step, step);
      page.recorder.follow(run);
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(page.storage.log.length).toBe(5);
    run = later(run, done(0.9));
    page.recorder.follow(run);
    await page.settle();
    expect(page.storage.log.length).toBe(6);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(page.storage.log.length).toBe(6);
    expect(page.recorder.live().size).toBe(0);
    expect((await traceKept(page)).batches).toEqual(run.curves.batches);
  });

  it('appends a long run in chunks and leaves the full ones alone', async () => {
    const page = makePage();
    let run = later(begun('r'), ready);
    page.recorder.begin(begun('r'), context);
    for (let step = 1; step <= 20_000; step += 500) {
      run = trained(run, step, step + 499);
      page.recorder.follow(run);
      await vi.advanceTimersByTimeAsync(2000);
    }
    page.recorder.follow(later(run, done(0.9)));
    await page.settle();
    // 20,000 batches of five numbers of 8 bytes.
    expect((await page.kept())?.chunks).toBe(Math.ceil((20_000 * 40) / fullChunk));
    const { log } = page.storage;
    const first = log.flatMap(({ keys }, i) => (keys.includes('traces/r 0') ? [i] : []));
    expect(Math.max(...first)).toBeLessThan(log.length / 3);
    const { watched: _, ...curves } = await traceKept(page);
    expect(curves).toEqual(run.curves);
    expect((await page.kept())?.bytes).toBeGreaterThan(20_000 * 40);
  });

  it('leaves nothing to chance when the page goes', async () => {
    const page = makePage();
    page.recorder.begin(begun('r'), context);
    await page.settle();
    const run = trained(later(begun('r'), ready), 1, 3);
    page.recorder.follow(run);
    page.recorder.leave();
    await page.settle();
    expect((await traceKept(page)).batches).toHaveLength(3);
  });
});

describe('when storage refuses', () => {
  it('keeps the curves in memory, tells which shortage it is, and writes all once there is room', async () => {
    const page = makePage();
    page.storage.refuse = quotaExceeded();
    page.recorder.begin(begun('r'), context);
    let run = trained(later(begun('r'), ready), 1, 50);
    page.recorder.follow(run);
    await page.recorder.flush();
    expect(page.recorder.live().get(runId('r'))).toMatchObject({ unkept: 'full' });
    run = later(trained(run, 51, 100), done(0.9));
    page.recorder.follow(run);
    await page.settle();
    expect(page.recorder.live().get(runId('r'))?.run.curves.batches).toHaveLength(100);
    page.storage.refuse = undefined;
    await page.recorder.flush();
    expect(page.recorder.live().size).toBe(0);
    expect((await page.kept())?.record.state).toBe('done');
    expect((await traceKept(page)).batches).toEqual(run.curves.batches);
  });

  it('tells a refusal from having no room, and tries again by itself', async () => {
    const page = makePage();
    page.storage.refuse = new Error('Private mode.');
    page.recorder.begin(begun('r'), context);
    page.recorder.follow(later(trained(later(begun('r'), ready), 1, 5), done(1)));
    await page.settle();
    expect(page.recorder.live().get(runId('r'))?.unkept).toBe('refused');
    page.storage.refuse = undefined;
    await vi.advanceTimersByTimeAsync(30_000);
    expect(page.recorder.live().size).toBe(0);
    expect((await traceKept(page)).batches).toHaveLength(5);
  });

  it('never tries in a hurry', async () => {
    const page = makePage();
    let tries = 0;
    page.storage.refuse = quotaExceeded();
    const counted = openPage(
      sharedBrowser({
        ...page.storage.vault,
        write: async () => {
          tries += 1;
          throw quotaExceeded();
        },
      }),
    );
    let run = later(begun('r'), ready);
    counted.recorder.begin(begun('r'), context);
    await page.settle();
    for (let step = 1; step <= 290; step += 1) {
      run = trained(run, step, step);
      counted.recorder.follow(run);
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(tries).toBe(1);
  });
});
