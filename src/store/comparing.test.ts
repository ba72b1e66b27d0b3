// Designs side by side: what is each one's own, what all share, and what training them together orders.
import { describe, expect, it, vi } from 'vitest';
import lenet from '../../templates/lenet-5.json?raw';
import { comparisonDefaults } from '../compare/comparison';
import type { Document } from '../graph/document';
import { emptyDocument } from '../graph/document';
import { parseTemplate } from '../graph/parseTemplate';
import { nodeId } from '../lib/ids';
import type { Event } from '../training/protocol';
import { makeComparing } from './comparing';
import { makePanesAutosave } from './keepPanes';
import { SessionWriter } from './session';
import { type Bench, makeBench, makeBrowser, makeTab, type Started } from './tools.fixture';
import { memoryVault } from './vault.fixture';

function read(title: string): Document {
  const parsed = parseTemplate(lenet);
  if (!parsed.ok) throw new Error('LeNet-5 does not parse');
  return { ...parsed.value, title };
}

async function openBench() {
  const bench = makeBench();
  const { store } = bench;
  store.getState().open('Open', read('First'));
  await store.getState().followDocument();
  const comparing = makeComparing(store, bench.tools);
  return { bench, lead: store, comparing, state: () => comparing.getState() };
}

const paneStore = ({ comparing }: Awaited<ReturnType<typeof openBench>>, id: string) => {
  const pane = comparing.getState().panes.find((p) => p.id === id);
  if (!pane) throw new Error(`There is no pane ${id}`);
  return pane.store;
};

describe('panes', () => {
  it('each have a design, a history and a selection of their own', async () => {
    const page = await openBench();
    expect(page.state().openPane(read('Second'))).toEqual({ ok: true, value: 'B' });
    const b = paneStore(page, 'B');
    b.getState().apply('Set', [{ type: 'set', node: nodeId('conv1'), params: { filters: 9 } }]);
    b.getState().select([nodeId('conv1')]);
    expect(b.getState().past).toHaveLength(1);
    expect(page.lead.getState().past).toHaveLength(1); // its opening
    expect(page.lead.getState().selectedNodes.size).toBe(0);
    b.getState().undo();
    expect(b.getState().document.graph.nodes.get(nodeId('conv1'))?.params.filters).toBe(6);
    expect(page.state().active).toBe('B');
  });

  it('share the training settings, which are a step of the first design’s history wherever they are changed', async () => {
    const page = await openBench();
    page.state().openPane({ ...read('Second'), training: { ...read('x').training, epochs: 99 } });
    const b = paneStore(page, 'B');
    expect(b.getState().document.training).toBe(page.lead.getState().document.training);
    expect(b.getState().document).toBe(b.getState().saved);
    b.getState().setTraining('Set epochs', { epochs: 7 });
    expect(page.lead.getState().document.training.epochs).toBe(7);
    expect(b.getState().document.training.epochs).toBe(7);
    expect(b.getState().past).toHaveLength(0);
    page.lead.getState().undo();
    expect(b.getState().document.training.epochs).toBe(page.lead.getState().document.training.epochs);
  });

  it('share the data and the window', async () => {
    const page = await openBench();
    page.state().openPane(read('Second'));
    const b = paneStore(page, 'B');
    expect(b.getState().data).toBe(page.lead.getState().data);
    b.getState().setView({ sidePanel: 'costs' });
    expect(page.lead.getState().sidePanel).toBe('costs');
    page.lead.getState().setView({ tint: 'macs' });
    expect(b.getState().tint).toBe('macs');
  });

  it('are four at most, which is said', async () => {
    const page = await openBench();
    for (const title of ['2', '3', '4']) expect(page.state().openPane(read(title)).ok).toBe(true);
    const refused = page.state().openPane(read('5'));
    expect(!refused.ok && refused.error).toContain('close one');
    expect(page.state().panes.map(({ id }) => id)).toEqual(['A', 'B', 'C', 'D']);
  });

  it('can be closed, the first one too, and come back with their history', async () => {
    const page = await openBench();
    page.state().openPane(read('Second'));
    paneStore(page, 'B').getState().setTitle('Mine');
    const back = page.state().closePane('A');
    expect(page.state().panes.map(({ id }) => id)).toEqual(['A']);
    expect(page.lead.getState().document.title).toBe('Mine');
    expect(page.lead.getState().past).toHaveLength(1);
    back?.();
    expect(page.lead.getState().document.title).toBe('First');
    expect(paneStore(page, 'B').getState().document.title).toBe('Mine');
    expect(paneStore(page, 'B').getState().past).toHaveLength(1);
    page.state().closePane('B');
    expect(page.state().closePane('A')).toBeUndefined();
  });

  it('are replaced by a comparison that is opened, and come back', async () => {
    const page = await openBench();
    page.state().openPane(read('Second'));
    const back = page.state().openComparison({
      ...comparisonDefaults,
      title: 'Three',
      seeds: 2,
      designs: [read('X'), read('Y'), read('Z')],
    });
    const titles = () => page.state().panes.map(({ store }) => store.getState().document.title);
    expect(titles()).toEqual(['X', 'Y', 'Z']);
    expect(page.state().settings).toMatchObject({ title: 'Three', seeds: 2 });
    expect(
      page
        .state()
        .comparison()
        .designs.map(({ title }) => title),
    ).toEqual(['X', 'Y', 'Z']);
    back();
    expect(titles()).toEqual(['First', 'Second']);
    expect(page.state().settings.title).toBe('');
  });
});

const ready = { backend: 'wasm', reason: '', threads: 1, stepsPerEpoch: 5, totalSteps: 5 } as const;
const seen = { step: 0, hash: '0' };
const counts = { trainingCount: 4, heldOutCount: 0, watched: { weighted: [], active: [] } };
const begin = ({ id, emit }: Started) => emit({ type: 'ready', runId: id, ...ready, ...counts });
const done = ({ id, emit }: Started) =>
  emit({ type: 'done', runId: id, stopped: false, test: { loss: 1, count: 4, heads: [] } } as Event);
const fail = ({ id, emit }: Started) =>
  emit({
    type: 'failed',
    runId: id,
    failure: { code: 'diverged', step: 3, message: 'It diverged.', remedies: [] },
  });

async function startTwo(settings: { seeds?: number } = {}) {
  const page = await openBench();
  page.state().openPane(read('Second'));
  page.state().setSettings(settings);
  const started = page.state().startTogether();
  expect(started).toEqual({ ok: true, value: undefined });
  return { ...page, runs: (page.bench as Bench).runs };
}

describe('training together', () => {
  it('orders a run for every pane, with the same settings and data, and equal seeds where layers correspond', async () => {
    const page = await openBench();
    page.state().openPane(read('Second'));
    const b = paneStore(page, 'B');
    b.getState().apply('Rename', [{ type: 'rename', node: nodeId('conv1'), id: 'first' }]);
    page.state().startTogether();
    const [one, two] = page.bench.runs;
    expect(page.bench.runs).toHaveLength(2);
    expect(two?.order.settings).toEqual(one?.order.settings);
    expect(two?.order.train.images).toBe(one?.order.train.images);
    expect(two?.order.seedNames).toEqual({ first: 'conv1' });
    expect(one?.order.insightEvery).toBe(10);
    expect(page.state().together?.panes.map(({ pane, title }) => [pane, title])).toEqual([
      ['A', 'First'],
      ['B', 'Second'],
    ]);
  });

  it('does not start while one design is not whole, and names pane and place', async () => {
    const page = await openBench();
    page.state().openPane({ ...emptyDocument, title: 'Empty' });
    const started = page.state().startTogether();
    expect(page.bench.runs).toHaveLength(0);
    expect(!started.ok && started.error.map(({ pane }) => pane)).toEqual(['B']);
    expect(!started.ok && started.error[0]?.problems[0]?.message).toBeTruthy();
  });

  it('goes on where one run fails, and ends when all have', async () => {
    const { runs, state } = await startTwo();
    for (const run of runs) begin(run);
    const [one, two] = runs;
    if (!one || !two) throw new Error('Two runs were expected');
    fail(one);
    expect(state().together?.state).toBe('training');
    expect(state().together?.panes.map(({ runs: r }) => r[0]?.state)).toEqual(['failed', 'training']);
    two.emit({
      type: 'batch',
      runId: two.id,
      points: [],
      imagesPerSecond: 1,
      elapsed: 1,
      epoch: 1,
      insights: [],
      seen,
    });
    done(two);
    expect(state().together?.state).toBe('ended');
  });

  it('runs one seed after the other', async () => {
    const { runs, state } = await startTwo({ seeds: 3 });
    for (let round = 0; round < 3; round += 1) {
      expect(runs).toHaveLength(2 * (round + 1));
      for (const run of runs.slice(-2)) begin(run);
      for (const run of runs.slice(-2)) done(run);
    }
    expect(runs.map(({ order }) => order.settings.seed)).toEqual([1, 1, 2, 2, 3, 3]);
    expect(state().together?.state).toBe('ended');
    expect(state().together?.panes.map(({ runs: r }) => r.length)).toEqual([3, 3]);
  });

  it('pauses, resumes and stops all; a stop begins no further seed', async () => {
    const { runs, state } = await startTwo({ seeds: 3 });
    for (const run of runs) begin(run);
    state().pauseTogether();
    for (const { id, emit } of runs) emit({ type: 'paused', runId: id });
    expect(state().together?.state).toBe('paused');
    state().resumeTogether();
    for (const { id, emit } of runs) emit({ type: 'resumed', runId: id });
    expect(state().together?.state).toBe('training');
    state().stopTogether();
    expect(runs[0]?.said).toContain('stop');
    for (const run of runs) done(run);
    expect(runs).toHaveLength(2);
    expect(state().together?.state).toBe('ended');
  });

  it('ends the run of a pane that is closed, and no other', async () => {
    const { runs, state } = await startTwo();
    for (const run of runs) begin(run);
    state().closePane('B');
    expect(runs[1]?.said).toContain(`stop ${runs[1]?.id}`);
  });
});

describe('after a reload', () => {
  it('the panes come back with their histories, in a record that no other tab takes for its own', async () => {
    vi.useFakeTimers();
    const vault = memoryVault();
    const tab = makeTab(makeBrowser());
    const page = await openBench();
    const kept = makePanesAutosave(page.comparing, vault, tab);
    await new SessionWriter('session', vault).save(page.lead.getState());
    await kept.restore('session');
    kept.start();
    page.state().openPane(read('Second'));
    paneStore(page, 'B').getState().setTitle('Mine');
    page.state().setSettings({ seeds: 4 });
    page.state().setCoupled(true);
    await vi.advanceTimersByTimeAsync(1000);

    const again = await openBench();
    await makePanesAutosave(again.comparing, vault, tab).restore('session');
    expect(again.state().panes.map(({ id }) => id)).toEqual(['A', 'B']);
    expect(paneStore(again, 'B').getState().document.title).toBe('Mine');
    expect(paneStore(again, 'B').getState().past).toHaveLength(1);
    expect(again.state()).toMatchObject({ active: 'B', coupled: true, settings: { seeds: 4 } });
    vi.useRealTimers();
  });

  it('the panes come back from what the page left last, and are in storage from then on', async () => {
    vi.useFakeTimers();
    const vault = memoryVault();
    const browser = makeBrowser();
    const tab = makeTab(browser);
    const page = await openBench();
    const kept = makePanesAutosave(page.comparing, { ...vault, write: () => new Promise(() => {}) }, tab);
    await kept.restore('session');
    kept.start();
    page.state().openPane(read('Second'));
    paneStore(page, 'B').getState().setTitle('Mine');
    kept.leave();
    expect([...browser.words.keys()].sort()).toEqual(['panes session', 'session/B']);

    for (const _ of ['from the words', 'from storage']) {
      const again = await openBench();
      const keptAgain = makePanesAutosave(again.comparing, vault, tab);
      await keptAgain.restore('session');
      expect(paneStore(again, 'B').getState().document.title).toBe('Mine');
      keptAgain.start();
      await vi.advanceTimersByTimeAsync(1000);
      expect(browser.words.size).toBe(0);
    }
    vi.useRealTimers();
  });
});
