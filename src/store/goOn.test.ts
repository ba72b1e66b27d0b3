// Going on with an ended run: when it is offered, what is ordered, what the new run takes over, and that its weights
// survive the page.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { nodeId } from '../lib/ids';
import { mostKeptBytes } from '../training/packed';
import type { Checkpoint, Event } from '../training/protocol';
import { goOnTrouble, resumableIn } from './goOn';
import { welcomeDocument } from './templates';
import { makeBench, makeBrowser, makeTab, type Started } from './tools.fixture';
import type { Vault } from './vault';
import { memoryVault } from './vault.fixture';
import { shownIn } from './workspaces/tabsState';
import { makeWorkspaces } from './workspaces/workspaces';

const checkpoint: Checkpoint = {
  ...{ epoch: 1, step: 4, images: 0, elapsed: 900, firstLoss: 2.3, seen: [1, 2] },
  weights: [new Float32Array([1, 2])],
  optimizer: { kind: 'adam', updates: 4, slots: [new Float32Array([3, 4]), new Float32Array([5, 6])] },
};

async function ready(vault?: Vault) {
  const bench = makeBench(vault);
  const state = () => bench.store.getState();
  state().open('Open', welcomeDocument());
  state().setTraining('Set', { batchSize: 1, heldOut: 0, epochs: 3 });
  await state().followDocument();
  return { ...bench, state };
}

const point = (step: number) => ({ step, loss: 1, heads: [{ loss: 1, metric: 0.5 }], elapsed: step * 100 });

function trainOn({ id: runId, emit }: Started, last: Event): void {
  const told = { backend: 'wasm', reason: 'because', threads: 1, trainingCount: 4, heldOutCount: 0 } as const;
  const watched = { weighted: [], active: [] };
  emit({ type: 'ready', runId, ...told, stepsPerEpoch: 4, totalSteps: 12, watched });
  const seen = { step: 6, hash: 'a' };
  const points = [1, 2, 3, 4, 5, 6].map(point);
  emit({ type: 'batch', runId, points, imagesPerSecond: 1, elapsed: 600, epoch: 2, insights: [], seen });
  emit({ type: 'checkpoint', runId, checkpoint });
  emit(last);
}

const lost = (run: Started): Event => ({
  type: 'failed',
  runId: run.id,
  failure: { code: 'device-lost', step: 6, message: 'Lost.', remedies: [] },
});

async function failedRun(vault?: Vault) {
  const bench = await ready(vault);
  bench.state().startRun();
  const [run] = bench.runs;
  if (!run) throw new Error('No run was started.');
  trainOn(run, lost(run));
  return { ...bench, first: run };
}

describe('going on', () => {
  it('orders the weights and the optimiser’s memory, and takes over the curves as far as they were kept', async () => {
    const { state, runs, first, recorded } = await failedRun();
    expect(first.order.keeps).toBe(true);
    expect(goOnTrouble(state())).toBeUndefined();
    expect(state().goOnRun().ok).toBe(true);
    expect(runs[1]?.order.from).toBe(checkpoint);
    expect(state().run).toMatchObject({
      state: 'preparing',
      continues: { run: first.id, epoch: 1, step: 4 },
      notes: ['Goes on from epoch 1 of an earlier run.'],
    });
    expect(state().run?.curves.batches.map(({ step }) => step)).toEqual([1, 2, 3, 4]);
    expect(recorded.at(-1)).toBe(state().run);
    const begun = runs[1];
    if (begun) trainOn(begun, lost(begun));
    expect(resumableIn(state())?.run.id).toBe(begun?.id);
  });

  it('counts the curves in the new batches where their size has changed', async () => {
    const { state } = await failedRun();
    state().setTraining('Set', { batchSize: 2 });
    state().goOnRun();
    expect(state().run?.continues).toMatchObject({ epoch: 1, step: 2 });
    expect(state().run?.curves.batches.map(({ step }) => step)).toEqual([1, 1, 2, 2]);
  });

  it('keeps to the images of the run, whatever seed and held-out share the form shows by now', async () => {
    const { state, runs } = await failedRun();
    state().setTraining('Set', { seed: 99, heldOut: 0.5, learningRate: 0.5 });
    state().goOnRun();
    expect(runs[1]?.order.settings).toMatchObject({ seed: 1, heldOut: 0, learningRate: 0.5 });
  });

  it('is refused with the remedy where the drawing, the data or the epochs stand in the way', async () => {
    const { state, runs } = await failedRun();
    state().apply('Set', [{ type: 'set', node: nodeId('stem'), params: { filters: 9 } }]);
    expect(goOnTrouble(state())).toMatch(
      /^The drawing has changed .* undo the change to go on from epoch 1\.$/,
    );
    expect(state().goOnRun().ok).toBe(false);
    state().undo();
    state().apply('Rename', [{ type: 'rename', node: nodeId('stem'), id: 'first' }]);
    expect(goOnTrouble(state())).toBeUndefined();
    state().setTraining('Set', { epochs: 1 });
    expect(goOnTrouble(state())).toBe('All 1 epochs are done: set more epochs to train on.');
    state().undo();
    state().chooseData('shapes');
    expect(goOnTrouble(state())).toMatch(/other data/);
    expect(runs).toHaveLength(1);
  });
});

describe('the weights of the last run', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  async function page(vault: Vault, browser = makeBrowser(), remembered?: string) {
    const bench = makeBench(vault);
    const tab = makeTab(browser, remembered);
    const autosave = makeWorkspaces(bench.tools, tab);
    const restoring = autosave.restore();
    await vi.advanceTimersByTimeAsync(10_000);
    await restoring;
    autosave.start();
    const store = shownIn(autosave.getState()).lead;
    const state = () => store.getState();
    await state().followDocument();
    const reload = async () => {
      await vi.advanceTimersByTimeAsync(2000);
      tab.close();
      return page(vault, browser, tab.session());
    };
    return { ...bench, store, state, reload };
  }

  async function training(vault: Vault) {
    const opened = await page(vault);
    opened.state().setTraining('Set', { batchSize: 1, heldOut: 0, epochs: 3 });
    opened.state().startRun();
    const [run] = opened.runs;
    if (!run) throw new Error('No run was started.');
    return { ...opened, first: run };
  }

  it('are there after a reload, and the run goes on from them', async () => {
    const first = await training(memoryVault());
    trainOn(first.first, lost(first.first));
    const { state, runs } = await first.reload();
    expect(state().run).toMatchObject({ id: first.first.id, failure: { code: 'device-lost' } });
    expect(state().goOnRun().ok).toBe(true);
    expect(runs[0]?.order.from).toEqual(checkpoint);
  });

  it('show the run that was training when the page went, as interrupted and with its curves', async () => {
    const first = await training(memoryVault());
    trainOn(first.first, { type: 'note', runId: first.first.id, message: 'a note' });
    const { state } = await first.reload();
    expect(state().run).toMatchObject({
      state: 'failed',
      failure: { code: 'interrupted', step: 4 },
      progress: { step: 4, totalSteps: 12 },
    });
    expect(state().run?.curves.batches).toHaveLength(4);
    expect(goOnTrouble(state())).toBeUndefined();
  });

  it('go when another run begins', async () => {
    const vault = memoryVault();
    const first = await training(vault);
    trainOn(first.first, lost(first.first));
    await vi.advanceTimersByTimeAsync(1000);
    expect(await vault.keys('checkpoints')).toHaveLength(1);
    first.state().startRun();
    await vi.advanceTimersByTimeAsync(1000);
    expect(await vault.keys('checkpoints')).toEqual([]);
  });

  it('that find no room, or are too large, are a note of the run, which can go on in this page', async () => {
    const vault = memoryVault();
    const write: Vault['write'] = async (changes) => {
      if (changes.some(({ shelf, value }) => shelf === 'checkpoints' && value !== undefined))
        throw Object.assign(new Error('full'), { name: 'QuotaExceededError' });
      return vault.write(changes);
    };
    const full = await training({ ...vault, write });
    trainOn(full.first, lost(full.first));
    await vi.advanceTimersByTimeAsync(1000);
    expect(full.state().run?.notes).toEqual([
      'The browser has no room left to keep the weights of this run: after a reload it cannot go on.',
    ]);
    expect(goOnTrouble(full.state())).toBeUndefined();

    const large = await training(memoryVault());
    const weights = [new Float32Array(mostKeptBytes / 4 + 1)];
    const { id: runId } = large.first;
    trainOn(large.first, { type: 'checkpoint', runId, checkpoint: { ...checkpoint, weights } });
    await vi.advanceTimersByTimeAsync(1000);
    expect(large.state().run?.notes[0]).toMatch(/too large to be kept in the browser \(96 MiB\)/);
  });
});
