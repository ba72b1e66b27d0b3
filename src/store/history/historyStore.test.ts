// The history as the page shows it: read once, changed by the user, and kept up with other tabs and pages that went away.
import { describe, expect, it, vi } from 'vitest';
import { type RunId, runId } from '../../lib/ids';
import type { Run } from '../../training/run';
import { memoryVault } from '../vault.fixture';
import {
  begun,
  context,
  countingVault,
  done,
  later,
  openLocklessPage,
  openPage,
  quotaExceeded,
  ready,
  sharedBrowser,
  trained,
} from './history.fixture';
import { firstSort, listRuns, noFilter } from './listRuns';

type Page = ReturnType<typeof openPage>;

async function start(page: Pick<Page, 'recorder'>, id: string): Promise<Run> {
  page.recorder.begin(begun(id), context);
  const run = trained(later(begun(id), ready), 1, 10);
  page.recorder.follow(run);
  await page.recorder.flush();
  return run;
}

async function train(page: Pick<Page, 'recorder'>, id: string, end = done(0.9)): Promise<Run> {
  const run = later(await start(page, id), end);
  page.recorder.follow(run);
  await page.recorder.flush();
  return run;
}

const ids = (page: Pick<Page, 'history'>): readonly string[] =>
  [...page.history.getState().runs.keys()].sort();
const record = (page: Pick<Page, 'history'>, id: string) =>
  page.history.getState().runs.get(runId(id))?.record;
const r = (...all: string[]): RunId[] => all.map(runId);

describe('looking at the history', () => {
  it('lists the runs of earlier pages and the one in training, which goes on changing', async () => {
    const browser = sharedBrowser();
    const earlier = openPage(browser);
    await train(earlier, 'a');
    earlier.close();
    const page = openPage(browser);
    page.recorder.begin(begun('b'), context);
    await page.history.getState().look();
    expect(ids(page)).toEqual(['a', 'b']);
    expect(record(page, 'a')).toMatchObject({ state: 'done', tags: [], pinned: false });
    page.recorder.follow(trained(later(begun('b'), ready), 1, 5));
    expect(record(page, 'b')).toMatchObject({ state: 'training', step: 5 });
    page.recorder.follow(later(trained(later(begun('b'), ready), 1, 5), done(0.8)));
    expect(record(page, 'b')?.state).toBe('done');
  });

  it('reads the curves of the runs that are chosen, and lets go of others', async () => {
    const page = openPage(sharedBrowser());
    const run = await train(page, 'a');
    await train(page, 'b');
    const { look, choose } = page.history.getState();
    await look();
    choose(runId('a'), 'only');
    choose(runId('b'), 'toggle');
    await vi.waitFor(() => expect(page.history.getState().traces.size).toBe(2));
    expect(page.history.getState().traces.get(runId('a'))?.batches).toEqual(run.curves.batches);
    expect(page.history.getState().chosen).toEqual([
      { id: 'a', colour: 0 },
      { id: 'b', colour: 1 },
    ]);
    choose(runId('a'), 'toggle');
    expect([...page.history.getState().traces.keys()]).toEqual(['b']);
    choose(runId('a'), 'toggle');
    expect(page.history.getState().chosen).toEqual([
      { id: 'b', colour: 1 },
      { id: 'a', colour: 0 },
    ]);
  });

  it('shows the curves of a run in training as they grow', async () => {
    const page = openPage(sharedBrowser());
    const run = await start(page, 'a');
    const { look, choose } = page.history.getState();
    await look();
    choose(runId('a'), 'only');
    page.recorder.follow(trained(run, 11, 20));
    await vi.waitFor(() => expect(page.history.getState().traces.get(runId('a'))?.batches).toHaveLength(20));
  });

  it('lists what this page has trained even where storage cannot be read, and looks again when asked', async () => {
    const vault = memoryVault();
    let broken = true;
    const page = openPage(
      sharedBrowser({
        ...vault,
        readAll: async (shelf) => {
          if (broken) throw new Error('Private mode.');
          return vault.readAll(shelf);
        },
      }),
    );
    page.recorder.begin(begun('a'), context);
    await page.history.getState().look();
    expect(page.history.getState().state).toBe('failed');
    expect(ids(page)).toEqual(['a']);
    broken = false;
    await page.history.getState().look();
    expect(page.history.getState().state).toBe('ready');
  });

  it('passes over records that it cannot read, says how many, and leaves them', async () => {
    const browser = sharedBrowser();
    const page = openPage(browser);
    await train(page, 'a');
    await browser.vault.write([
      { shelf: 'runs', key: 'x', value: { record: { id: 'x' }, from: 'the future' } },
    ]);
    await page.history.getState().look();
    expect(ids(page)).toEqual(['a']);
    expect(page.history.getState().unreadable).toBe(1);
    expect(await browser.vault.keys('runs')).toEqual(['a', 'x']);
  });
});

describe('a page that goes away in mid-training', () => {
  it('leaves an interrupted run with its curves', async () => {
    const browser = sharedBrowser();
    const crashed = openPage(browser);
    const run = await start(crashed, 'a');
    crashed.close();
    const page = openPage(browser);
    await page.history.getState().look();
    await vi.waitFor(() => expect(record(page, 'a')?.state).toBe('interrupted'));
    expect(record(page, 'a')?.step).toBe(10);
    expect((await page.history.getState().traceOf(runId('a'))).batches).toEqual(run.curves.batches);
    const reloaded = openPage(browser);
    await reloaded.history.getState().look();
    expect(record(reloaded, 'a')?.state).toBe('interrupted');
  });

  it('is told from one that lives in another tab, whose run goes on until that tab is closed', async () => {
    const browser = sharedBrowser();
    const other = openPage(browser);
    const run = await start(other, 'a');
    const page = openPage(browser);
    await page.history.getState().look();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(record(page, 'a')?.state).toBe('training');
    page.history.getState().choose(runId('a'), 'only');
    other.recorder.follow(trained(run, 11, 15));
    await other.recorder.flush();
    await vi.waitFor(() => expect(record(page, 'a')?.step).toBe(15));
    await vi.waitFor(() => expect(page.history.getState().traces.get(runId('a'))?.batches).toHaveLength(15));
    other.close();
    await vi.waitFor(() => expect(record(page, 'a')?.state).toBe('interrupted'));
  });

  it('is not mourned when its run had ended before', async () => {
    const browser = sharedBrowser();
    const other = openPage(browser);
    const run = await start(other, 'a');
    const page = openPage(browser);
    await page.history.getState().look();
    other.recorder.follow(later(run, done(0.7)));
    await other.recorder.flush();
    other.close();
    await vi.waitFor(() => expect(record(page, 'a')?.state).toBe('done'));
  });

  it('is known by its silence where there are no locks; a page that gives signs of life is left alone', async () => {
    vi.useFakeTimers({ now: 1_000_000 });
    try {
      const vault = memoryVault();
      const [crashed, alive, page] = [1, 2, 3].map(() => openLocklessPage(vault));
      if (!crashed || !alive || !page) throw new Error('Three pages were opened.');
      await start(crashed, 'a');
      // The first page is gone: its timers too.
      vi.clearAllTimers();
      await start(alive, 'b');
      await page.history.getState().look();
      expect(record(page, 'a')?.state).toBe('training');
      await vi.advanceTimersByTimeAsync(200_000);
      expect(record(page, 'a')?.state).toBe('interrupted');
      expect(record(page, 'b')?.state).toBe('training');
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('what the user changes', () => {
  it('names, tags and pins runs, in this tab, in others and after a reload', async () => {
    const browser = sharedBrowser();
    const page = openPage(browser);
    await train(page, 'a');
    await train(page, 'b');
    const other = openPage(browser);
    await Promise.all([page.history.getState().look(), other.history.getState().look()]);
    const { mark } = page.history.getState();
    await mark(r('a'), { name: '  Best so far ' });
    await mark(r('a', 'b'), { tags: ['baseline', ' ', 'baseline', ' new '] });
    await mark(r('b'), { pinned: true });
    const expected = { name: 'Best so far', tags: ['baseline', 'new'], pinned: false };
    expect(record(page, 'a')).toMatchObject(expected);
    await vi.waitFor(() =>
      expect(record(other, 'b')).toMatchObject({ tags: ['baseline', 'new'], pinned: true }),
    );
    const reloaded = openPage(browser);
    await reloaded.history.getState().look();
    expect(record(reloaded, 'a')).toMatchObject(expected);
    await reloaded.history.getState().mark(r('a'), { name: '' });
    expect(record(reloaded, 'a')).not.toHaveProperty('name');
  });

  it('marks a run in training without losing either the mark or the training', async () => {
    const browser = sharedBrowser();
    const page = openPage(browser);
    const run = await start(page, 'a');
    const other = openPage(browser);
    await other.history.getState().look();
    await other.history.getState().mark(r('a'), { name: 'Mine' });
    page.recorder.follow(later(run, done(0.9)));
    await page.recorder.flush();
    await vi.waitFor(() => expect(record(other, 'a')).toMatchObject({ name: 'Mine', state: 'done' }));
  });

  it('shows marks as they were when storage refuses them', async () => {
    const storage = countingVault();
    const page = openPage(sharedBrowser(storage.vault));
    await train(page, 'a');
    await page.history.getState().look();
    storage.refuse = quotaExceeded();
    const marked = await page.history.getState().mark(r('a'), { pinned: true });
    expect(marked.ok).toBe(false);
    expect(record(page, 'a')?.pinned).toBe(false);
  });

  it('deletes runs with all that belongs to them, and brings all of it back', async () => {
    const browser = sharedBrowser();
    const page = openPage(browser);
    const run = await train(page, 'a');
    await train(page, 'b');
    const other = openPage(browser);
    await Promise.all([page.history.getState().look(), other.history.getState().look()]);
    await page.history.getState().mark(r('a'), { name: 'Mine', tags: ['x'] });
    page.history.getState().choose(runId('a'), 'only');
    const removed = await page.history.getState().remove(r('a'));
    if (!removed.ok) throw new Error(removed.error);
    expect(removed.value.count).toBe(1);
    expect(ids(page)).toEqual(['b']);
    expect(page.history.getState().chosen).toEqual([]);
    await vi.waitFor(() => expect(ids(other)).toEqual(['b']));
    for (const shelf of ['runs', 'runMarks'] as const)
      expect(await browser.vault.keys(shelf)).not.toContain('a');
    expect((await browser.vault.keys('traces')).filter((key) => key.startsWith('a '))).toEqual([]);

    expect((await removed.value.undo()).ok).toBe(true);
    expect(record(page, 'a')).toMatchObject({ name: 'Mine', tags: ['x'], state: 'done' });
    expect((await page.history.getState().traceOf(runId('a'))).batches).toEqual(run.curves.batches);
    await vi.waitFor(() => expect(ids(other)).toEqual(['a', 'b']));
  });

  it('deletes no run that is in training', async () => {
    const page = openPage(sharedBrowser());
    await start(page, 'a');
    await page.history.getState().look();
    const removed = await page.history.getState().remove(r('a'));
    expect(removed.ok && removed.value.count).toBe(0);
    expect(ids(page)).toEqual(['a']);
  });
});

describe('when there is no room', () => {
  it('says so, lists the run as not kept, and keeps it once another is deleted', async () => {
    const storage = countingVault();
    const page = openPage(sharedBrowser(storage.vault));
    await train(page, 'old');
    await page.history.getState().look();
    expect(page.history.getState().shortage).toBeUndefined();
    storage.refuse = quotaExceeded();
    const run = await train(page, 'new');
    expect(page.history.getState().shortage).toBe('full');
    expect(page.history.getState().runs.get(runId('new'))?.unkept).toBe('full');
    storage.refuse = undefined;
    await page.history.getState().remove(r('old'));
    await vi.waitFor(() => expect(page.history.getState().shortage).toBeUndefined());
    expect(page.history.getState().runs.get(runId('new'))?.unkept).toBeUndefined();
    expect((await page.history.getState().traceOf(runId('new'))).batches).toEqual(run.curves.batches);
  });

  it('lets a run that is not kept be deleted and brought back', async () => {
    const storage = countingVault();
    const page = openPage(sharedBrowser(storage.vault));
    await page.history.getState().look();
    storage.refuse = quotaExceeded();
    await train(page, 'a');
    storage.refuse = undefined;
    const removed = await page.history.getState().remove(r('a'));
    if (!removed.ok) throw new Error(removed.error);
    expect(ids(page)).toEqual([]);
    await removed.value.undo();
    await page.recorder.flush();
    expect(record(page, 'a')?.state).toBe('done');
    expect(await storage.vault.keys('runs')).toEqual(['a']);
  });
});

describe('the order of the list', () => {
  it('has runs in training first, then pinned ones, then the best, with those without a figure last', async () => {
    const page = openPage(sharedBrowser());
    await train(page, 'good', done(0.9));
    await train(page, 'better', done(0.95));
    await train(page, 'pinned', done(0.1));
    await train(page, 'none', {
      type: 'failed',
      failure: { code: 'diverged', step: 3, message: '', remedies: [] },
    });
    await start(page, 'now');
    const { look, mark } = page.history.getState();
    await look();
    await mark(r('pinned'), { pinned: true, tags: ['odd'] });
    await mark(r('good'), { name: 'Wide one' });
    const list = (change: Partial<typeof noFilter>, sort = firstSort) =>
      listRuns(
        [...page.history.getState().runs.values()].map((run) => run.record),
        { ...noFilter, ...change },
        sort,
      ).map(({ id }) => id);
    const best = { key: 'metric', descending: true } as const;
    expect(list({}, best)).toEqual(['now', 'pinned', 'better', 'good', 'none']);
    expect(list({}, { key: 'metric', descending: false })).toEqual([
      'now',
      'pinned',
      'good',
      'better',
      'none',
    ]);
    expect(list({ text: 'wide LENET' })).toEqual(['good']);
    expect(list({ text: 'nothing like it' })).toEqual([]);
    expect(list({ tag: 'odd' })).toEqual(['pinned']);
    expect(list({ state: 'failed' })).toEqual(['none']);
    expect(list({ data: 'shapes' })).toEqual([]);
    expect(list({ data: 'digits' })).toHaveLength(5);
  });
});
