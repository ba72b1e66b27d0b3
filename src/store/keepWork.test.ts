// Autosave: what comes back after a reload, a crash, in a second tab, from damaged storage and without any storage.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { nodeId } from '../lib/ids';
import { openText } from './files';
import { welcomeDocument } from './templates';
import { makeBench, makeBrowser, makeTab } from './tools.fixture';
import type { Vault } from './vault';
import { memoryVault } from './vault.fixture';
import { shownIn } from './workspaces/tabsState';
import { makeWorkspaces } from './workspaces/workspaces';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

async function openPage(vault: Vault, browser = makeBrowser(), remembered?: string) {
  const { tools } = makeBench(vault);
  const tab = makeTab(browser, remembered);
  const page = makeWorkspaces(tools, tab);
  const restoring = page.restore();
  await vi.advanceTimersByTimeAsync(10_000);
  await restoring;
  page.start();
  const store = shownIn(page.getState()).lead;
  return { leave: page.leave, tab, store, state: () => store.getState() };
}

const wait = (ms: number) => vi.advanceTimersByTimeAsync(ms);

describe('autosave', () => {
  it('shows the mini Inception network at the first start, with nothing to undo and nothing unsaved', async () => {
    const { state } = await openPage(memoryVault());
    expect(state().document.title).toBe('Mini Inception');
    expect(state().past).toEqual([]);
    expect(state().document).toBe(state().saved);
    expect(state().storageNote).toBeUndefined();
  });

  it('brings back document, history, notes and whether it was saved, after a reload', async () => {
    const vault = memoryVault();
    const browser = makeBrowser();
    const first = await openPage(vault, browser);
    first.state().setTitle('Mine');
    first.state().apply('Set', [{ type: 'set', node: nodeId('stem'), params: { filters: 9 } }]);
    first.state().setTraining('Set epochs', { epochs: 77 });
    first.state().undo();
    first.store.setState({ importNotes: new Map([[nodeId('stem'), 'a note']]) });
    await wait(1000);
    const before = first.state();
    first.tab.close();

    const { state } = await openPage(vault, browser, first.tab.session());
    expect(state().document).toEqual(before.document);
    expect(state().past).toEqual(before.past);
    expect(state().future).toEqual(before.future);
    expect(state().importNotes).toEqual(before.importNotes);
    expect(state().document).not.toBe(state().saved);
    state().redo();
    expect(state().document.training.epochs).toBe(77);
    state().undo();
    state().undo();
    state().undo();
    expect(state().document).toEqual(welcomeDocument());
  });

  it('saves a burst of changes once, soon after it, and only the new steps', async () => {
    const vault = memoryVault();
    const write = vi.fn(vault.write);
    const { state } = await openPage({ ...vault, write });
    for (let epochs = 10; epochs < 20; epochs += 1) state().setTraining('Set epochs', { epochs }, 'epochs');
    await wait(299);
    expect(write).not.toHaveBeenCalled();
    await wait(1);
    expect(write).toHaveBeenCalledTimes(1);
    state().setTitle('Next');
    await wait(300);
    expect(write).toHaveBeenCalledTimes(2);
    expect(write.mock.calls[1]?.[0].map(({ shelf }) => shelf)).toEqual(['steps', 'sessions']);
  });

  it('finds the last change also when the page goes before storage has answered', async () => {
    const vault = memoryVault();
    const browser = makeBrowser();
    const dying: Vault = { ...vault, write: () => new Promise(() => {}) };
    const first = await openPage(dying, browser);
    first.state().setTitle('In the last moment');
    first.leave();
    first.tab.close();
    const second = await openPage(vault, browser, first.tab.session());
    expect(second.state().document.title).toBe('In the last moment');
    expect(second.state().document).not.toBe(second.state().saved);
    await wait(0);
    expect(browser.words.size).toBe(0);
    second.tab.close();
    // From now on it is in storage, also for a tab that knows nothing of the first.
    const third = await openPage(vault, browser);
    expect(third.state().document.title).toBe('In the last moment');
    third.state().undo();
    expect(third.state().document).toEqual(welcomeDocument());
  });

  it('loses nothing when the page goes while a large drawing is being written, piece by piece', async () => {
    const vault = memoryVault();
    const write = vi.fn(vault.write);
    const browser = makeBrowser();
    const first = await openPage({ ...vault, write }, browser);
    // A machine so slow that every node takes a piece.
    let now = 0;
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => {
      now += 100;
      return now;
    });
    first.state().setTitle('Large');
    await vi.advanceTimersByTimeAsync(300);
    expect(write).not.toHaveBeenCalled();
    first.leave();
    first.tab.close();
    clock.mockRestore();

    const { state } = await openPage(memoryVault(), browser, first.tab.session());
    expect(state().document.title).toBe('Large');
    await wait(1000);
    expect(write).toHaveBeenCalled();
  });

  it('finds a last word also from a new tab', async () => {
    const vault = memoryVault();
    const browser = makeBrowser();
    const first = await openPage({ ...vault, write: () => new Promise(() => {}) }, browser);
    first.state().setTitle('Crashed');
    first.leave();
    first.tab.close();
    const { state } = await openPage(vault, browser);
    expect(state().document.title).toBe('Crashed');
  });

  it('forgets the last word once storage holds it', async () => {
    const vault = memoryVault();
    const browser = makeBrowser();
    const { state, leave } = await openPage(vault, browser);
    state().setTitle('Hidden');
    leave();
    expect(browser.words.size).toBe(1);
    await wait(0);
    expect(browser.words.size).toBe(0);
  });

  it('keeps two tabs apart, and gives a new tab the newest work that no tab has open', async () => {
    const vault = memoryVault();
    const browser = makeBrowser();
    const one = await openPage(vault, browser);
    one.state().setTitle('One');
    await wait(500);
    const two = await openPage(vault, browser);
    expect(two.state().document.title).toBe('Mini Inception');
    two.state().setTitle('Two');
    await wait(500);
    one.state().setTitle('One again');
    await wait(500);
    one.tab.close();
    two.tab.close();
    const three = await openPage(vault, browser);
    const four = await openPage(vault, browser);
    expect([three, four].map(({ state }) => state().document.title)).toEqual(['One again', 'Two']);
  });

  it('does not share a session with a duplicated tab', async () => {
    const vault = memoryVault();
    const browser = makeBrowser();
    const one = await openPage(vault, browser);
    one.state().setTitle('One');
    await wait(500);
    const copy = await openPage(vault, browser, one.tab.session());
    expect(copy.tab.session()).not.toBe(one.tab.session());
  });

  it.each<[string, unknown]>([
    ['not a record', 'garbage'],
    [
      'a damaged text',
      { savedAt: 1, text: '{"format": "conv', notes: [], unsaved: true, past: [], future: [] },
    ],
    ['a record of a later version', { savedAt: 1, document: {} }],
  ])('sets aside %s, says so, and starts afresh', async (_, record) => {
    const vault = memoryVault();
    await vault.write([{ shelf: 'sessions', key: 's', value: record }]);
    const { state } = await openPage(vault, makeBrowser(), 's');
    expect(state().document.title).toBe('Mini Inception');
    expect(state().storageNote).toMatch(/could not be read.*set aside/);
    const [key] = await vault.keys('aside');
    expect(await vault.read('aside', key ?? '')).toEqual(record);
    expect(await vault.keys('sessions')).toEqual([]);
  });

  it('keeps the document when a step of its history is damaged', async () => {
    const vault = memoryVault();
    const browser = makeBrowser();
    const first = await openPage(vault, browser);
    for (const title of ['A', 'B']) {
      first.state().setTitle(title);
      first.state().setTraining('Set', { epochs: first.state().document.training.epochs + 1 });
    }
    await wait(500);
    const [oldest] = await vault.keys('steps');
    await vault.write([{ shelf: 'steps', key: oldest ?? '', value: { label: 'x', text: '[' } }]);
    first.tab.close();
    const { state } = await openPage(vault, browser, first.tab.session());
    expect(state().document.title).toBe('B');
    expect(state().past).toHaveLength(3);
  });

  it('works on without storage, and says so once', async () => {
    const refuse = () => Promise.reject(new Error('SecurityError'));
    const { state } = await openPage({ read: refuse, readAll: refuse, keys: refuse, write: refuse });
    expect(state().document.title).toBe('Mini Inception');
    expect(state().storageNote).toMatch(/does not keep your work.*save it to a file/);
    state().dismissStorageNote();
    state().setTitle('Still works');
    await wait(500);
    expect(state().document.title).toBe('Still works');
    expect(state().storageNote).toBeUndefined();
  });

  it('starts also when storage never answers', async () => {
    const pending = () => new Promise<never>(() => {});
    const { state } = await openPage({ read: pending, readAll: pending, keys: pending, write: pending });
    expect(state().document.title).toBe('Mini Inception');
    expect(state().storageNote).toMatch(/does not keep your work/);
  });

  it('brings back an accepted drawing with an unknown layer, and the last run’s figures', async () => {
    const vault = memoryVault();
    const browser = makeBrowser();
    const first = await openPage(vault, browser);
    const opened = openText(
      '{"format":"convas","version":1,"nodes":[{"id":"image","layer":"input"},{"id":"odd","layer":"lstm","params":{"units":[1]}}]}',
    );
    if (opened.ok || !opened.error.salvage) throw new Error('The unknown layer was not noticed.');
    first.state().open('Open', opened.error.salvage.document, opened.error.salvage.notes);
    const run = {
      id: 'r',
      title: 't',
      settings: {},
      heads: [],
      curves: {
        batches: [{ step: 1, loss: 2, heads: [{ loss: 2, metric: 0.1 }] }],
        heldOut: [],
        insights: [],
      },
      notes: [],
      state: 'done',
      test: { loss: 2, count: 1, heads: [] },
    };
    first.store.setState({ run: run as never });
    await wait(500);
    const before = first.state();
    first.tab.close();
    const { state } = await openPage(vault, browser, first.tab.session());
    expect(state().document).toEqual(before.document);
    expect(state().importNotes).toEqual(before.importNotes);
    expect(state().run).toEqual(run);
  });

  it('drops a run of an earlier version, which had no heads, and keeps the work', async () => {
    const vault = memoryVault();
    const browser = makeBrowser();
    const first = await openPage(vault, browser);
    first.state().setTitle('Kept');
    const run = {
      id: 'r',
      title: 't',
      settings: {},
      classNames: ['a'],
      curves: { batches: [{ step: 1, loss: 2, accuracy: 0.1 }], heldOut: [], insights: [] },
      notes: [],
      state: 'done',
      test: { loss: 2, accuracy: 0.1, count: 1, confusion: [[1]] },
    };
    first.store.setState({ run: run as never });
    await wait(500);
    first.tab.close();
    const { state } = await openPage(vault, browser, first.tab.session());
    expect([state().document.title, state().run]).toEqual(['Kept', undefined]);
  });

  it('keeps the last run that ended while another is under way, also across two reloads', async () => {
    const vault = memoryVault();
    const browser = makeBrowser();
    const run = (state: string) => ({
      id: state,
      title: 't',
      settings: {},
      heads: [],
      curves: { batches: [], heldOut: [], insights: [] },
      notes: [],
      state,
      test: { loss: 2, count: 1, heads: [] },
    });
    let page = await openPage(vault, browser);
    page.store.setState({ run: run('done') as never });
    for (const title of ['Changed in training', 'Changed again']) {
      page.store.setState({ run: run('training') as never });
      page.state().setTitle(title);
      await wait(500);
      page.tab.close();
      page = await openPage(vault, browser, page.tab.session());
      expect(page.state().document.title).toBe(title);
      expect(page.state().run).toEqual(run('done'));
    }
  });
});
