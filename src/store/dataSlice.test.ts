// The images follow the document, and failures leave what was in use.
import { describe, expect, it } from 'vitest';
import { ok } from '../lib/result';
import type { State } from './state';
import { dataSetOf, makeBench, makeBrowser, makeTab, problem } from './tools.fixture';
import { shownIn } from './workspaces/tabsState';
import { makeWorkspaces } from './workspaces/workspaces';

const file = (name: string) => new File([], name);

/** A page that has started, with its data set loaded. */
async function started(bench = makeBench()) {
  const page = makeWorkspaces(bench.tools, makeTab(makeBrowser()));
  await page.restore();
  page.start();
  await settled();
  const store = shownIn(page.getState()).lead;
  return { ...bench, bench, store, state: () => store.getState() };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 5));
const inUse = (state: ReturnType<Awaited<ReturnType<typeof started>>['state']>) =>
  state.data.state === 'loading' ? undefined : state.data.dataSet?.id;

describe('data', () => {
  it('loads the document’s data set at the start, and follows choice, undo and redo', async () => {
    const { state } = await started();
    expect(inUse(state())).toBe('digits');
    state().chooseData('shapes');
    expect(state().data).toMatchObject({ state: 'loading', id: 'shapes', progress: 0.5 });
    await settled();
    expect(inUse(state())).toBe('shapes');
    expect(state().past.at(-1)?.label).toBe('Use the data set Shapes');
    state().undo();
    await settled();
    expect(inUse(state())).toBe('digits');
    state().redo();
    await settled();
    expect(inUse(state())).toBe('shapes');
  });

  it('calls off a load that another choice has overtaken, and drops its answer', async () => {
    const { bench, state, loads } = await started();
    let open = () => {};
    bench.gate = new Promise((resolve) => {
      open = resolve;
    });
    state().chooseData('shapes');
    state().chooseData('digits');
    expect(loads.find(({ id }) => id === 'shapes')?.signal?.aborted).toBe(true);
    open();
    await settled();
    expect(inUse(state())).toBe('digits');
  });

  it('takes files of the user’s own, keeps them, and has them again after a reload', async () => {
    const { bench, state, vault } = await started();
    bench.files = ok(dataSetOf('files:train', [28, 28, 1], 7));
    await state().loadDataFiles([file('train')]);
    expect(inUse(state())).toBe('files:train');
    expect(state().document.training.data).toBe('files:train');
    expect(state().ownDataSets).toEqual([{ id: 'files:train', name: 'train' }]);

    const later = await started(makeBench(vault));
    expect(later.state().ownDataSets).toEqual([{ id: 'files:train', name: 'train' }]);
    later.state().chooseData('files:train');
    await settled();
    const { data } = later.state();
    expect(data.state === 'ready' && data.dataSet.train.images[0]).toBe(7);
  });

  it('gives files of the same name but other images a name of their own, and the same images the same', async () => {
    const { bench, state } = await started();
    bench.files = ok(dataSetOf('files:train', [28, 28, 1], 7));
    await state().loadDataFiles([file('train')]);
    bench.files = ok(dataSetOf('files:train', [28, 28, 1], 8));
    await state().loadDataFiles([file('train')]);
    expect(inUse(state())).toBe('files:train (2)');
    bench.files = ok(dataSetOf('files:train', [28, 28, 1], 7));
    await state().loadDataFiles([file('train')]);
    expect(inUse(state())).toBe('files:train');
    expect(
      state()
        .ownDataSets.map(({ id }) => id)
        .sort(),
    ).toEqual(['files:train', 'files:train (2)']);
  });

  it('keeps the data set in use when files cannot be read', async () => {
    const { state } = await started();
    const { document } = state();
    await state().loadDataFiles([file('broken')]);
    expect(state().data).toMatchObject({ state: 'failed', problems: [problem], dataSet: { id: 'digits' } });
    expect(state().document).toBe(document);
    state().dismissDataProblems();
    expect(state().data).toMatchObject({ state: 'ready', dataSet: { id: 'digits' } });
  });

  it('shows the problems of broken files also when the first data set was still on its way', async () => {
    const { bench, state } = await started();
    let open = () => {};
    bench.gate = new Promise((resolve) => {
      open = resolve;
    });
    state().chooseData('shapes');
    const reading = state().loadDataFiles([file('broken')]);
    open();
    await reading;
    expect(state().data).toMatchObject({ state: 'failed', problems: [problem], dataSet: { id: 'shapes' } });
  });

  it('says what to do about a data set that this browser does not keep, and keeps the drawing', async () => {
    const { state } = await started();
    const { document } = state();
    state().open('Open', { ...document, training: { ...document.training, data: 'files:mine' } });
    await settled();
    const { data } = state();
    expect(data).toMatchObject({
      state: 'failed',
      problems: [{ code: 'no-files', message: expect.stringMatching(/“mine”.*load its files again/) }],
    });
    expect(inUse(state())).toBeUndefined();
    expect(state().document.graph).toBe(document.graph);
    state().undo();
    await settled();
    expect(inUse(state())).toBe('digits');
  });

  it('uses files that storage refuses, and says that they will be gone', async () => {
    const { bench, state, vault } = await started();
    const refusing = makeBench({ ...vault, write: () => Promise.reject(new Error('QuotaExceededError')) });
    const page = await started(refusing);
    refusing.files = ok(dataSetOf('files:big'));
    await page.state().loadDataFiles([file('big')]);
    expect(inUse(page.state())).toBe('files:big');
    expect(page.state().storageNote).toMatch(/does not keep “big”/);
    expect(state().storageNote).toBeUndefined();
    expect(bench.runs).toEqual([]);
  });

  /** A page with two sets of the user's own, the second one in use. */
  async function withTwo(vault?: Parameters<typeof makeBench>[0]) {
    const page = await started(makeBench(vault));
    for (const [id, fill] of [
      ['files:first', 7],
      ['files:second', 8],
    ] as const) {
      page.bench.files = ok(dataSetOf(id, [28, 28, 1], fill));
      await page.state().loadDataFiles([file(id)]);
    }
    return { ...page, ids: () => page.state().ownDataSets.map(({ id }) => id) };
  }

  const wayBack = async (answer: ReturnType<State['removeOwnDataSet']>) => {
    const result = await answer;
    if (!result.ok || !result.value) throw new Error('Nothing was deleted.');
    return result.value;
  };

  it('deletes a set of the user’s own for good, and brings it back to its place when asked to', async () => {
    const { state, ids, vault } = await withTwo();
    const undo = await wayBack(state().removeOwnDataSet('files:first'));
    expect(ids()).toEqual(['files:second']);
    expect(await vault.keys('dataSets')).toEqual(['files:second']);
    expect(inUse(state())).toBe('files:second');
    expect((await started(makeBench(vault))).state().ownDataSets).toEqual([
      { id: 'files:second', name: 'second' },
    ]);

    await undo();
    expect(ids()).toEqual(['files:second', 'files:first']);
    const later = await started(makeBench(vault));
    expect(later.state().ownDataSets.map(({ id }) => id)).toEqual(['files:second', 'files:first']);
    later.state().chooseData('files:first');
    await settled();
    const { data } = later.state();
    expect(data.state === 'ready' && data.dataSet.train.images[0]).toBe(7);
    await undo();
    expect(ids()).toEqual(['files:second', 'files:first']);
  });

  it('a drawing that used the deleted set goes on with Digits, and with the set again when it is brought back', async () => {
    const { state, ids } = await withTwo();
    const { graph } = state().document;
    const undo = await wayBack(state().removeOwnDataSet('files:second'));
    await settled();
    expect(inUse(state())).toBe('digits');
    expect(state().past.at(-1)?.label).toBe('Delete the data set second');
    expect(state().document.graph).toBe(graph);
    await undo();
    await settled();
    expect(inUse(state())).toBe('files:second');
    expect(ids()).toEqual(['files:second', 'files:first']);
  });

  it('undo in the drawing’s history says that the set is gone; bringing it back then ends that', async () => {
    const { state } = await withTwo();
    const undo = await wayBack(state().removeOwnDataSet('files:second'));
    await settled();
    state().undo();
    await settled();
    expect(state().data).toMatchObject({ state: 'failed', problems: [{ code: 'no-files' }] });
    await undo();
    await settled();
    expect(state().data).toMatchObject({ state: 'ready', dataSet: { id: 'files:second' } });
  });

  it('does not take back what was chosen after the deletion', async () => {
    const { state } = await withTwo();
    const undo = await wayBack(state().removeOwnDataSet('files:second'));
    state().chooseData('shapes');
    await undo();
    await settled();
    expect(inUse(state())).toBe('shapes');
  });

  it('keeps a set that storage does not delete, and says so; deletes one that was never stored', async () => {
    const { state, ids, vault } = await withTwo();
    Object.assign(vault, { write: () => Promise.reject(new Error('InvalidStateError')) });
    const refused = await state().removeOwnDataSet('files:first');
    expect(refused).toMatchObject({ ok: false, error: expect.stringMatching(/“first” was not deleted/) });
    expect(ids()).toEqual(['files:second', 'files:first']);

    const poor = await withTwo({ ...makeBench().vault, write: () => Promise.reject(new Error('Quota')) });
    const undo = await wayBack(poor.state().removeOwnDataSet('files:second'));
    expect(poor.ids()).toEqual(['files:first']);
    await undo();
    expect(poor.ids()).toEqual(['files:second', 'files:first']);
    expect(await poor.state().removeOwnDataSet('files:unheard-of')).toEqual(ok(undefined));
  });

  it('leaves alone what another tab keeps', async () => {
    const { bench, state, vault } = await started();
    const other = await started(makeBench(vault));
    other.bench.files = ok(dataSetOf('files:theirs', [28, 28, 1], 1));
    await other.state().loadDataFiles([file('theirs')]);
    bench.files = ok(dataSetOf('files:mine', [28, 28, 1], 2));
    await state().loadDataFiles([file('mine')]);
    await state().removeOwnDataSet('files:mine');
    expect((await started(makeBench(vault))).state().ownDataSets.map(({ id }) => id)).toEqual([
      'files:theirs',
    ]);
  });

  it('reads sets that an earlier version kept, without masks, values or labels', async () => {
    const { state, vault } = await started();
    const { train, test, ...about } = dataSetOf('files:old', [8, 8, 1], 3);
    await vault.write([
      { shelf: 'dataSets', key: 'files:old', value: { ...about, train: { ...train }, test: { ...test } } },
    ]);
    state().chooseData('files:old');
    await settled();
    expect(state().data).toMatchObject({ state: 'ready', dataSet: { id: 'files:old' } });
    const { data } = state();
    expect(data.state === 'ready' && (data.dataSet.maskNames ?? data.dataSet.train.masks)).toBeUndefined();
  });
});
