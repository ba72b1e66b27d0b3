// Versions of open documents on a fake clock: when one is kept, what it tells, and what naming, restoring, deleting and a
// full storage do.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import lenet from '../../../templates/lenet-5.json?raw';
import type { Document } from '../../graph/document';
import { nodeId } from '../../lib/ids';
import { newDocument, openText } from '../files';
import { makeBench, makeBrowser, makeTab } from '../tools.fixture';
import type { Vault } from '../vault';
import { memoryVault } from '../vault.fixture';
import { copyWindow } from '../workspaces/keptTabs';
import { shownIn } from '../workspaces/tabsState';
import type { Workspace } from '../workspaces/workspace';
import { makeWorkspaces } from '../workspaces/workspaces';
import { readVersions } from './version';
import { type Versioned, versionedIn } from './versioned';
import { makeVersioning } from './versioning';
import { longWork, manyChanges } from './watchWork';

beforeEach(() => void vi.useFakeTimers({ now: Date.UTC(2026, 0, 5, 12) }));
afterEach(() => void vi.useRealTimers());

const wait = (ms: number) => vi.advanceTimersByTimeAsync(ms);

async function openPage(vault: Vault = memoryVault()) {
  const bench = makeBench(vault);
  const tab = makeTab(makeBrowser());
  const page = makeWorkspaces(bench.tools, tab);
  const restoring = page.restore();
  await wait(10_000);
  await restoring;
  page.start();
  const versioning = makeVersioning(page, vault);
  versioning.start();
  const shown = () => shownIn(page.getState());
  const state = () => shown().lead.getState();
  const list = async (id = shown().id) => {
    await versioning.settled();
    return versioning.list(id);
  };
  /** One change, of the drawing's first layer. */
  const move = (x: number): void => {
    const [node] = state().document.graph.nodes.keys();
    if (node !== undefined)
      state().apply(`Move ${node}`, [{ type: 'move', positions: new Map([[node, { x, y: 7 }]]) }]);
  };
  const design = () => firstOf(shown());
  return { page, tab, versioning, vault, bench, shown, design, state, list, move };
}

function fromTemplate(): Document {
  const read = openText(lenet);
  if (!read.ok) throw new Error('The template does not parse.');
  return read.value.document;
}

const firstOf = (workspace: Workspace): Versioned => {
  const [first] = versionedIn(workspace);
  if (!first) throw new Error('There is no design.');
  return first;
};

const reasonsOf = (versions: readonly { why: string }[]): readonly string[] => versions.map(({ why }) => why);

describe('a version is kept', () => {
  it('of the drawing as it was before its first change, once', async () => {
    const { move, list, state } = await openPage();
    expect(await list()).toEqual([]);
    const before = state().document;
    move(1);
    move(2);
    const [begun, ...others] = await list();
    expect(begun).toMatchObject({ why: 'begun', title: before.title, nodes: before.graph.nodes.size });
    expect(others).toEqual([]);
  });

  it(`after ${manyChanges} changes, with their number and the last of their names`, async () => {
    const { move, list } = await openPage();
    for (let i = 1; i < manyChanges; i += 1) move(i);
    expect(reasonsOf(await list())).toEqual(['begun']);
    move(999);
    const versions = await list();
    expect(reasonsOf(versions)).toEqual(['begun', 'changes']);
    expect(versions[1]?.steps).toBe(manyChanges);
    expect(versions[1]?.labels.at(-1)).toMatch(/^Move /);
  });

  it('after ten minutes from the first change, as the drawing is by then', async () => {
    const { move, list, state, versioning } = await openPage();
    move(1);
    await wait(longWork - 1000);
    move(2);
    expect(reasonsOf(await list())).toEqual(['begun']);
    await wait(1000);
    const versions = await list();
    expect(reasonsOf(versions)).toEqual(['begun', 'time']);
    expect(versions[1]?.steps).toBe(2);
    const kept = await versioning.read(versions[1]?.id ?? '');
    expect([...(kept?.layout ?? [])]).toEqual([...state().document.layout]);
    await wait(3 * longWork);
    expect(await list()).toHaveLength(2);
  });

  it('not where all that was done was undone', async () => {
    const { move, list, state } = await openPage();
    move(1);
    state().undo();
    await wait(2 * longWork);
    expect(reasonsOf(await list())).toEqual(['begun']);
  });

  it('before another drawing is opened in its place, and the new one is not taken for it', async () => {
    const { move, list, state } = await openPage();
    move(1);
    state().open('Open LeNet-5', fromTemplate());
    const versions = await list();
    expect(reasonsOf(versions)).toEqual(['begun', 'open']);
    expect(versions[1]).toMatchObject({ title: 'Mini Inception', steps: 1 });
    move(2);
    await wait(longWork);
    const [begun, later] = (await list()).slice(2);
    expect(begun).toMatchObject({ why: 'begun', title: 'LeNet-5', labels: ['Open LeNet-5'] });
    expect(later).toMatchObject({ why: 'time', title: 'LeNet-5', steps: 1 });
  });

  it('before another drawing is opened, where it had not changed at all; not of one that was put back at once', async () => {
    const { move, list, state } = await openPage();
    state().open('Open LeNet-5', fromTemplate());
    expect(await list()).toMatchObject([{ why: 'open', title: 'Mini Inception' }]);
    state().undo();
    expect(await list()).toHaveLength(1);
    move(1);
    await wait(longWork);
    expect(await list()).toMatchObject([
      { why: 'open', title: 'Mini Inception' },
      { why: 'time', title: 'Mini Inception', steps: 1 },
    ]);
  });

  it('before training', async () => {
    const { move, list, state } = await openPage();
    await wait(1000);
    move(1);
    expect(state().startRun().ok).toBe(true);
    expect(reasonsOf(await list())).toEqual(['begun', 'training']);
  });

  it('before designs that stand side by side are trained together', async () => {
    const { move, list, state, shown } = await openPage();
    await wait(1000);
    expect(shown().comparing.getState().openPane(state().document).ok).toBe(true);
    move(1);
    expect(shown().comparing.getState().startTogether().ok).toBe(true);
    expect(reasonsOf(await list())).toEqual(['begun', 'training']);
  });

  it('of a tab that is closed, and goes with the document when that is forgotten', async () => {
    const { page, list, move, shown, vault } = await openPage();
    const { id } = shown();
    move(1);
    await page.close(id);
    expect(reasonsOf(await list(id))).toEqual(['begun', 'closed']);
    for (let i = 0; i < 11; i += 1) {
      page.add(newDocument());
      await page.close(shown().id);
      await wait(1000);
    }
    expect(await readVersions(vault, id)).toEqual([]);
    expect(await vault.keys('versionTexts')).toEqual([]);
  });

  it('when the page is left, but not each time somebody looks away', async () => {
    const { versioning, move, list } = await openPage();
    for (const x of [1, 2, 3]) {
      move(x);
      versioning.leave();
      await wait(30_000);
    }
    expect(reasonsOf(await list())).toEqual(['begun', 'closed']);
  });

  it('not of an empty drawing', async () => {
    const { page, list, state } = await openPage();
    page.add(newDocument());
    state().setTitle('Nothing yet');
    await wait(longWork);
    expect(await list()).toEqual([]);
  });
});

describe('what is kept', () => {
  it('is there after a reload, and not kept again while nothing changes', async () => {
    const vault = memoryVault();
    const browser = makeBrowser();
    const load = async (remembered?: string) => {
      const tab = makeTab(browser, remembered);
      const page = makeWorkspaces(makeBench(vault).tools, tab);
      const restoring = page.restore();
      await wait(10_000);
      await restoring;
      page.start();
      const versioning = makeVersioning(page, vault);
      versioning.start();
      const shown = shownIn(page.getState());
      const names = async () => (await versioning.list(shown.id)).map(({ name }) => name);
      return { tab, versioning, shown, names };
    };
    const before = await load();
    before.shown.lead.getState().setTitle('Mine');
    await before.versioning.nameNow(firstOf(before.shown), 'First');
    await before.shown.flush();
    before.tab.close();
    const after = await load(before.tab.session());
    expect(after.shown.id).toBe(before.shown.id);
    expect(await after.names()).toEqual([undefined, 'First']);
    // Its first change in this page sets out from what is kept already.
    after.shown.lead.getState().setTitle('Mine still');
    await after.versioning.settled();
    expect(await after.names()).toEqual([undefined, 'First']);
    after.shown.lead.getState().undo();
    // The same drawing named once more is the same version.
    await after.versioning.nameNow(firstOf(after.shown), 'Renamed');
    expect(await after.names()).toEqual([undefined, 'Renamed']);
  });

  it('can be named, renamed, made unnamed, deleted and brought back', async () => {
    const { versioning, move, list, design } = await openPage();
    move(1);
    const named = await versioning.nameNow(design(), 'Before the branch');
    if (!named.ok) throw new Error(named.error);
    await versioning.rename(named.value, 'With one branch');
    expect((await list()).at(-1)?.name).toBe('With one branch');
    await versioning.rename(named.value, '');
    const [, last] = await list();
    expect(last).toBeDefined();
    expect(last?.name).toBeUndefined();
    if (!last) return;
    const removed = await versioning.remove(last);
    expect(await list()).toHaveLength(1);
    expect(await versioning.read(last.id)).toBeUndefined();
    if (!removed.ok) throw new Error(removed.error);
    await removed.value();
    expect((await list()).at(-1)).toEqual(last);
    expect(await versioning.read(last.id)).toBeDefined();
  });

  it('is restored as one step that can be undone, after what was there is kept; the file stays the same', async () => {
    const { versioning, move, list, design, state } = await openPage();
    const { saved } = state();
    move(1);
    const [begun] = await list();
    const document = await versioning.read(begun?.id ?? '');
    if (!document) throw new Error('The version cannot be read.');
    const [node] = state().document.graph.nodes.keys();
    state().select([node ?? nodeId('')]);
    versioning.restore(design(), 'Restore the version of 12:00', document);
    expect(state().document).toBe(document);
    expect(state().saved).toBe(saved);
    expect(state().selectedNodes.size).toBe(0);
    expect(state().past.at(-1)?.label).toBe('Restore the version of 12:00');
    expect(reasonsOf(await list())).toEqual(['begun', 'restore']);
    state().undo();
    expect(state().document.layout.get(node ?? nodeId(''))).toEqual({ x: 1, y: 7 });
  });

  it('leaves what was there to be found as such, also where nothing was changed in this page', async () => {
    const { versioning, list, design } = await openPage();
    versioning.restore(design(), 'Restore the version of 12:00', fromTemplate());
    expect(await list()).toMatchObject([{ why: 'restore', title: 'Mini Inception' }]);
  });

  it('goes along into the copy that a duplicated browser tab gets', async () => {
    const { versioning, move, list, shown, design, vault, tab } = await openPage();
    move(1);
    await versioning.nameNow(design(), 'First');
    await shown().flush();
    const { id } = shown();
    expect(await copyWindow(vault, tab, id, 'copy')).toBe(true);
    const copies = await versioning.list('copy');
    expect(copies.map(({ name }) => name)).toEqual([undefined, 'First']);
    expect(await versioning.read(copies[1]?.id ?? '')).toBeDefined();
    expect(await list()).toHaveLength(2);
  });
});

describe('a design beside the first', () => {
  const edit = ({ store }: Versioned, x: number): void => {
    const [node] = store.getState().document.graph.nodes.keys();
    const positions = new Map(node === undefined ? [] : [[node, { x, y: 7 }]]);
    store.getState().apply(`Move ${node}`, [{ type: 'move', positions }]);
  };
  async function openBeside() {
    const page = await openPage();
    const { comparing } = page.shown();
    if (!comparing.getState().openPane(fromTemplate()).ok) throw new Error('No pane was opened.');
    const [, beside] = versionedIn(page.shown());
    if (!beside) throw new Error('There is no second design.');
    return { ...page, comparing, beside };
  }

  it('has versions of its own, and its changes are none of the first one', async () => {
    const { beside, list } = await openBeside();
    for (let i = 1; i <= manyChanges; i += 1) edit(beside, i);
    expect(reasonsOf(await list(beside.id))).toEqual(['begun', 'changes']);
    expect((await list(beside.id))[0]?.title).toBe('LeNet-5');
    expect(await list()).toEqual([]);
  });

  it('is named and restored in its own pane', async () => {
    const { versioning, beside, list, state } = await openBeside();
    const first = state().document;
    edit(beside, 1);
    expect((await versioning.nameNow(beside, 'Moved')).ok).toBe(true);
    const [begun] = await list(beside.id);
    const earlier = await versioning.read(begun?.id ?? '');
    if (!earlier) throw new Error('The version cannot be read.');
    versioning.restore(beside, 'Restore', earlier);
    expect([...beside.store.getState().document.layout]).toEqual([...earlier.layout]);
    expect(beside.store.getState().past.at(-1)?.label).toBe('Restore');
    expect(reasonsOf(await list(beside.id))).toEqual(['begun', 'named']);
    expect(state().document).toBe(first);
  });

  it('is kept as it was closed, and goes on from there when that is taken back', async () => {
    const { comparing, beside, list, shown } = await openBeside();
    edit(beside, 1);
    const back = comparing.getState().closePane('B');
    expect(reasonsOf(await list(beside.id))).toEqual(['begun', 'closed']);
    back?.();
    const [, again] = versionedIn(shown());
    if (!again) throw new Error('The pane did not come back.');
    expect(again.id).toBe(beside.id);
    await wait(1000);
    for (let i = 2; i <= manyChanges + 1; i += 1) edit(again, i);
    expect(reasonsOf(await list(beside.id))).toEqual(['begun', 'closed', 'changes']);
  });

  it('takes the first one’s place when that is closed, whose work is kept, and begins anew there', async () => {
    const { comparing, beside, list, move, state } = await openBeside();
    move(1);
    move(2);
    const { title } = state().document;
    comparing.getState().closePane('A');
    expect(await list()).toMatchObject([
      { why: 'begun', title },
      { why: 'closed', title, steps: 2 },
    ]);
    expect(state().document.title).toBe('LeNet-5');
    await wait(1000);
    move(3);
    expect((await list()).map(({ why, title: of }) => [why, of])).toContainEqual(['begun', 'LeNet-5']);
    expect(reasonsOf(await list(beside.id))).toEqual([]);
  });

  it('is kept before it is trained with the others, and not when the first is trained alone', async () => {
    const { comparing, beside, list, state } = await openBeside();
    edit(beside, 1);
    expect(state().startRun().ok).toBe(true);
    expect(reasonsOf(await list(beside.id))).toEqual(['begun']);
    state().stopRun();
    await wait(1000);
    expect(comparing.getState().startTogether()).toMatchObject({ ok: true });
    expect(reasonsOf(await list(beside.id))).toEqual(['begun', 'training']);
  });

  it('is forgotten with its document', async () => {
    const { page, beside, shown, vault, list } = await openBeside();
    edit(beside, 1);
    await page.close(shown().id);
    expect(reasonsOf(await list(beside.id))).toEqual(['begun', 'closed']);
    for (let i = 0; i < 11; i += 1) {
      page.add(newDocument());
      await page.close(shown().id);
      await wait(1000);
    }
    expect(await readVersions(vault, beside.id)).toEqual([]);
  });
});

describe('storage without room', () => {
  it('is said with what can be deleted, and forgotten once a version is kept', async () => {
    const vault = memoryVault();
    let full = false;
    const limited: Vault = {
      ...vault,
      write: (changes) =>
        full && changes.some(({ shelf, value }) => shelf === 'versionTexts' && value !== undefined)
          ? Promise.reject(Object.assign(new Error('full'), { name: 'QuotaExceededError' }))
          : vault.write(changes),
    };
    const { versioning, move, shown, design } = await openPage(limited);
    for (let i = 1; i <= manyChanges; i += 1) move(i);
    await versioning.settled();
    full = true;
    move(100);
    const refused = await versioning.nameNow(design(), 'No room');
    expect(refused).toMatchObject({ ok: false, error: expect.stringMatching(/no room left/) });
    expect(versioning.getState().shortage).toBe('full');
    const [taken] = await versioning.taken();
    expect(taken).toMatchObject({ lineage: shown().id, open: true, count: 2 });
    expect(taken?.bytes).toBeGreaterThan(1000);
    full = false;
    expect((await versioning.removeUnnamed(shown().id)).ok).toBe(true);
    expect(await versioning.list(shown().id)).toEqual([]);
    expect(versioning.getState().shortage).toBeUndefined();
  });
});
