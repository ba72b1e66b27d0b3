// The vault on the browser's own IndexedDB: what an earlier version kept is there after the upgrade, a write is all or
// nothing, and a shelf is read at once.
import { deleteDB, openDB } from 'idb';
import { afterEach, expect, it } from 'vitest';
import { runId } from '../lib/ids';
import {
  begun,
  context,
  done,
  later,
  openPage,
  ready,
  sharedBrowser,
  trained,
} from './history/history.fixture';
import { pageOwner } from './history/owner';
import { indexedDbVault, isQuotaExceeded, shelves } from './vault';
import { putText, putVersion, readVersions, readVersionText, type Version } from './versions/version';

const name = `convas-test-${crypto.randomUUID()}`;
afterEach(() => deleteDB(name, { blocked: () => {} }));

it('adds the shelves of the history to a database of the first version and leaves what is in it', async () => {
  const first = await openDB(name, 1, {
    upgrade: (db) => {
      for (const shelf of ['sessions', 'steps', 'dataSets', 'lists', 'aside']) db.createObjectStore(shelf);
    },
  });
  await first.put('sessions', { text: 'a drawing' }, 's');
  await first.put('dataSets', { images: new Uint8Array([1, 2, 3]) }, 'files:mine');
  first.close();

  const vault = indexedDbVault(name);
  await vault.write([{ shelf: 'runs', key: 'r', value: { new: true } }]);
  expect(await vault.read('sessions', 's')).toEqual({ text: 'a drawing' });
  expect(await vault.read('dataSets', 'files:mine')).toEqual({ images: new Uint8Array([1, 2, 3]) });
  expect(await vault.readAll('runs')).toEqual([['r', { new: true }]]);
});

it('adds the shelves of versions to a database of the third version and leaves the history of runs in it', async () => {
  const shelvesOfThird = [
    'sessions',
    'steps',
    'dataSets',
    'lists',
    'aside',
    'runs',
    'runMarks',
    'traces',
    'checkpoints',
  ];
  const third = await openDB(name, 3, {
    upgrade: (db) => {
      for (const shelf of shelvesOfThird) db.createObjectStore(shelf);
    },
  });
  for (const shelf of shelvesOfThird) await third.put(shelf, { of: shelf }, 'k');
  third.close();

  const vault = indexedDbVault(name);
  const version: Version = {
    id: 'drawing 1',
    at: 1,
    title: 'A drawing',
    why: 'named',
    nodes: 3,
    steps: 2,
    labels: ['Add conv1'],
    bytes: 8,
    name: 'First',
  };
  await vault.write([putVersion(version), putText(version.id, 'the text')]);
  for (const shelf of shelves.slice(0, 9)) expect(await vault.readAll(shelf)).toEqual([['k', { of: shelf }]]);
  expect(await readVersions(vault, 'drawing')).toEqual([version]);
  expect(await readVersionText(vault, 'drawing 1')).toBe('the text');
});

it('reads a shelf with its keys, and lets go of the database for a later version', async () => {
  const vault = indexedDbVault(name);
  await vault.write([
    { shelf: 'traces', key: 'r 1', value: new Float64Array([2]) },
    { shelf: 'traces', key: 'r 0', value: new Float64Array([1]) },
  ]);
  expect(await vault.readAll('traces')).toEqual([
    ['r 0', new Float64Array([1])],
    ['r 1', new Float64Array([2])],
  ]);
  const laterVersion = await openDB(name, 5, { upgrade: () => {} });
  laterVersion.close();
});

it('writes all changes or none, also where a value cannot be cloned', async () => {
  const vault = indexedDbVault(name);
  const failing = vault.write([
    { shelf: 'runs', key: 'a', value: 1 },
    { shelf: 'runs', key: 'b', value: () => {} },
  ]);
  const reason = await failing.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(reason).toMatchObject({ name: 'DataCloneError' });
  expect(isQuotaExceeded(reason)).toBe(false);
  expect(await vault.keys('runs')).toEqual([]);
});

it('keeps a whole run and gives it back to another page', async () => {
  const vault = indexedDbVault(name);
  const browser = sharedBrowser(vault);
  const page = openPage(browser);
  page.recorder.begin(begun('r'), context);
  const run = later(trained(later(begun('r'), ready), 1, 500), done(0.9));
  page.recorder.follow(run);
  await page.recorder.flush();
  const other = openPage(browser);
  await other.history.getState().look();
  expect(other.history.getState().runs.get(runId('r'))?.record.state).toBe('done');
  const { watched: _, ...curves } = await other.history.getState().traceOf(runId('r'));
  expect(curves).toEqual(run.curves);
});

it('knows by its lock that a page is gone', async () => {
  const frame = document.createElement('iframe');
  document.body.append(frame);
  const theirs = frame.contentWindow?.navigator.locks;
  const alive = pageOwner(theirs, Date.now);
  await alive.hold();
  let gone = false;
  const end = pageOwner(navigator.locks, Date.now)
    .whenGone(alive.name, 0)
    .then(() => {
      gone = true;
    });
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(gone).toBe(false);
  frame.remove();
  await end;
  expect(gone).toBe(true);
});
