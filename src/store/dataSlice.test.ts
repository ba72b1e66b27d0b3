// The images follow the document, and failures leave what was in use.
import { describe, expect, it } from 'vitest';
import { ok } from '../lib/result';
import { makeAutosave } from './keepWork';
import { dataSetOf, makeBench, makeBrowser, makeTab, problem } from './tools.fixture';

const file = (name: string) => new File([], name);

/** A page that has started, with its data set loaded. */
async function started(bench = makeBench()) {
  const page = makeAutosave(bench.store, bench.vault, makeTab(makeBrowser()));
  await page.restore();
  page.start();
  await settled();
  return { ...bench, bench, state: () => bench.store.getState() };
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
});
