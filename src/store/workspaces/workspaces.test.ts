// Several documents in one page: what is each one's own, what all share, and what comes back after closing and reloading.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import lenet from '../../../templates/lenet-5.json?raw';
import type { Document } from '../../graph/document';
import { newDocument, openText } from '../files';
import { makeBench, makeBrowser, makeTab } from '../tools.fixture';
import type { Vault } from '../vault';
import { memoryVault } from '../vault.fixture';
import { shownIn } from './tabsState';
import { makeWorkspaces } from './workspaces';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const wait = (ms: number) => vi.advanceTimersByTimeAsync(ms);

async function openPage(vault: Vault = memoryVault(), browser = makeBrowser(), remembered?: string) {
  const bench = makeBench(vault);
  const tab = makeTab(browser, remembered);
  const page = makeWorkspaces(bench.tools, tab);
  const restoring = page.restore();
  await wait(10_000);
  await restoring;
  page.start();
  return {
    ...page,
    bench,
    tab,
    shown: () => shownIn(page.getState()),
    titles: () => page.getState().open.map(({ lead }) => lead.getState().document.title),
    shownTitle: () => shownIn(page.getState()).lead.getState().document.title,
  };
}

const titled = (title: string): Document => ({ ...newDocument(), title });

function network(title: string): Document {
  const read = openText(lenet);
  if (!read.ok) throw new Error('LeNet-5 does not parse');
  return { ...read.value.document, title };
}

describe('the documents of a page', () => {
  it('have each a history and a selection of their own, and the window’s panels in common', async () => {
    const page = await openPage();
    const first = page.shown().lead;
    const second = page.add(titled('Second')).lead;
    second.getState().setTitle('Changed');
    expect([first, second].map((store) => store.getState().past.length)).toEqual([0, 1]);
    second.getState().setView({ sidePanel: 'costs', paletteOpen: false });
    expect(first.getState()).toMatchObject({ sidePanel: 'costs', paletteOpen: false });
    expect(page.add(titled('Third')).lead.getState().sidePanel).toBe('costs');
  });

  it('come back after a reload with order, histories, unsaved changes and the one that was shown', async () => {
    const vault = memoryVault();
    const browser = makeBrowser();
    const page = await openPage(vault, browser);
    page.add(titled('Second')).lead.getState().setTitle('Second, changed');
    const third = page.add(titled('Third'));
    page.move(third.id, 0);
    await page.show(page.getState().open[2]?.id ?? '');
    await wait(1000);
    page.leave();
    page.tab.close();

    const again = await openPage(vault, browser, page.tab.session());
    expect(again.shownTitle()).toBe('Second, changed');
    // The others are read after the page stands.
    await wait(1000);
    expect(again.titles()).toEqual(['Third', 'Mini Inception', 'Second, changed']);
    expect(again.getState().asleep.size).toBe(0);
    const { document, saved, undo } = again.shown().lead.getState();
    expect(document).not.toBe(saved);
    undo();
    expect(again.shownTitle()).toBe('Second');
  });

  it('come back too when the page went before storage had answered', async () => {
    const vault = memoryVault();
    const browser = makeBrowser();
    const page = await openPage(vault, browser);
    page.add(titled('Second'));
    await wait(1000);
    page.shown().lead.getState().setTitle('In the last moment');
    page.leave();
    page.tab.close();
    const again = await openPage(vault, browser, page.tab.session());
    expect(again.shownTitle()).toBe('In the last moment');
  });

  it('come back shown when the page went before storage had answered anything of a drawing just opened', async () => {
    const vault = memoryVault();
    const browser = makeBrowser();
    const page = await openPage(vault, browser);
    page.shown().lead.getState().setTitle('First');
    await wait(1000);
    page.tab.close();
    // Storage takes what it is given and is never done: the page goes within that time.
    const slow: Vault = { ...vault, write: () => new Promise(() => {}) };
    const going = await openPage(slow, browser, page.tab.session());
    going.add(titled('Just opened'));
    await wait(1000);
    going.leave();
    going.tab.close();

    const again = await openPage(vault, browser, page.tab.session());
    expect(again.shownTitle()).toBe('Just opened');
    const { past, document, saved } = again.shown().lead.getState();
    expect([past.length, document === saved]).toEqual([0, true]);
    await wait(1000);
    expect(again.titles()).toEqual(['First', 'Just opened']);
    expect(browser.words.size).toBe(0);
    again.tab.close();
    expect((await openPage(vault, browser)).shownTitle()).toBe('Just opened');
  });

  it('come back whole as a copy when the page before holds on to them, with what it left last', async () => {
    const vault = memoryVault();
    const browser = makeBrowser();
    const page = await openPage({ ...vault, write: () => new Promise(() => {}) }, browser);
    page.add(titled('Second'));
    page.shown().lead.getState().setTitle('In the last moment');
    page.leave();
    const again = await openPage(vault, browser, page.tab.session());
    expect(again.tab.session()).not.toBe(page.tab.session());
    expect(again.shownTitle()).toBe('In the last moment');
    await wait(1000);
    expect(again.titles()).toEqual(['Mini Inception', 'In the last moment']);
  });

  it('are found as a whole by a new browser tab, and those of one in use are not', async () => {
    const vault = memoryVault();
    const browser = makeBrowser();
    const page = await openPage(vault, browser);
    page.add(titled('Second'));
    await wait(1000);
    const beside = await openPage(vault, browser);
    expect(beside.titles()).toEqual(['Mini Inception']);
    page.tab.close();
    const after = await openPage(vault, browser);
    await wait(1000);
    expect(after.titles()).toEqual(['Mini Inception', 'Second']);
  });

  it('are copied for a duplicated browser tab, and neither overwrites the other from then on', async () => {
    const vault = memoryVault();
    const browser = makeBrowser();
    const page = await openPage(vault, browser);
    page.shown().lead.getState().setTitle('First');
    page.add(network('Second')).lead.getState().setTitle('Second, changed');
    await wait(1000);
    const copy = await openPage(vault, browser, page.tab.session());
    await wait(1000);
    expect(copy.titles()).toEqual(['First', 'Second, changed']);
    expect(copy.tab.session()).not.toBe(page.tab.session());
    copy.shown().lead.getState().undo();
    expect(copy.shownTitle()).toBe('Second');
    copy.shown().lead.getState().setTitle('In the copy');
    page.shown().lead.getState().setTitle('In the first');
    await wait(1000);
    page.tab.close();
    copy.tab.close();
    expect((await openPage(vault, browser, page.tab.session())).shownTitle()).toBe('In the first');
    expect((await openPage(vault, browser, copy.tab.session())).shownTitle()).toBe('In the copy');
  });

  it('of a time before tabs are read as one', async () => {
    const vault = memoryVault();
    const browser = makeBrowser();
    const page = await openPage(vault, browser);
    page.shown().lead.getState().setTitle('Alone');
    await wait(1000);
    page.tab.close();
    expect((await vault.keys('lists')).filter((key) => key.startsWith('tabs'))).toEqual([]);
    expect((await openPage(vault, browser, page.tab.session())).titles()).toEqual(['Alone']);
  });

  it('that cannot be read lose their tab, are set aside, and leave the others alone', async () => {
    const vault = memoryVault();
    const browser = makeBrowser();
    const page = await openPage(vault, browser);
    const second = page.add(titled('Second'));
    page.add(titled('Third'));
    await wait(1000);
    page.tab.close();
    await vault.write([{ shelf: 'sessions', key: second.id, value: 'garbage' }]);
    const again = await openPage(vault, browser, page.tab.session());
    await wait(1000);
    expect(again.titles()).toEqual(['Mini Inception', 'Third']);
    expect(again.shown().lead.getState().storageNote).toMatch(/set aside/);
    expect(await vault.keys('aside')).toHaveLength(1);
  });
});

describe('closing', () => {
  it('can be taken back with the history, in its place, and after a reload', async () => {
    const vault = memoryVault();
    const browser = makeBrowser();
    const page = await openPage(vault, browser);
    const second = page.add(titled('Second'));
    second.lead.getState().setTitle('Second, changed');
    page.add(titled('Third'));
    const closed = await page.close(second.id);
    expect(closed).toMatchObject({ title: 'Second, changed', stopped: false });
    expect(page.titles()).toEqual(['Mini Inception', 'Third']);
    await closed?.reopen();
    expect(page.titles()).toEqual(['Mini Inception', 'Second, changed', 'Third']);
    expect(page.shownTitle()).toBe('Second, changed');

    await page.close(second.id);
    await wait(1000);
    page.tab.close();
    const again = await openPage(vault, browser, page.tab.session());
    await wait(1000);
    expect(again.titles()).toEqual(['Mini Inception', 'Third']);
    await wait(0);
    const reopening = again.reopen();
    await wait(100);
    expect(await reopening).toBe('Second, changed');
    expect(again.shown().lead.getState().past).toHaveLength(1);
  });

  it('the last one leaves an empty drawing, which goes again when that is taken back', async () => {
    const page = await openPage();
    const closed = await page.close(page.shown().id);
    expect(page.titles()).toEqual(['Untitled']);
    expect(page.shown().lead.getState().document.graph.nodes.size).toBe(0);
    await closed?.reopen();
    expect(page.titles()).toEqual(['Mini Inception']);
  });

  it('forgets the oldest closed ones with their records and with what was left of their panes', async () => {
    const vault = memoryVault();
    const browser = makeBrowser();
    const page = await openPage(vault, browser);
    const ids: string[] = [];
    for (let i = 0; i < 12; i += 1) {
      const { id } = page.add(titled(`Number ${i}`));
      ids.push(id);
      await wait(500);
      await page.close(id);
      for (const key of [`${id}/B`, `panes ${id}`])
        browser.words.set(key, { at: Date.now(), text: '{}', unsaved: false });
    }
    await wait(1000);
    expect([...browser.words.keys()]).toEqual(ids.slice(2).flatMap((id) => [`${id}/B`, `panes ${id}`]));
    expect(page.getState().closed.map(({ title }) => title)).toEqual(
      Array.from({ length: 10 }, (_, i) => `Number ${i + 2}`),
    );
    expect(await vault.keys('sessions')).toHaveLength(10);
  });

  it('stops what trains there, and the run’s end is there when it is reopened', async () => {
    const page = await openPage();
    const second = page.add(network('Second'));
    await wait(100);
    second.lead.getState().startRun();
    const [run] = page.bench.runs;
    await page.show(page.getState().open[0]?.id ?? '');
    const closed = await page.close(second.id);
    expect(closed?.stopped).toBe(true);
    expect(run?.said).toEqual(['stop']);
    if (run) run.emit({ type: 'failed', runId: run.id, failure: { code: 'crashed', message: 'x' } } as never);
    await closed?.reopen();
    expect(page.shown().lead.getState().run?.state).toBe('failed');
  });
});

describe('training', () => {
  it('goes on in a tab that is not shown, and the data is loaded once for all', async () => {
    const page = await openPage();
    const first = page.shown();
    await wait(100);
    expect(first.lead.getState().startRun()).toMatchObject({ ok: true });
    const second = page.add(network('Second'));
    await wait(100);
    expect(page.bench.loads).toHaveLength(1);
    expect(second.lead.getState().startRun()).toMatchObject({ ok: true });
    expect(page.bench.runs).toHaveLength(2);
    expect(first.lead.getState().run?.state).toBe('preparing');
    expect(second.lead.getState().run?.id).not.toBe(first.lead.getState().run?.id);
  });
});
