// The images in use. They follow the document's training settings, whoever changes those: the data panel, undo, or a
// file that is opened. The user's own data sets are kept in the vault, so that they are there after a reload.
import type { StateCreator } from 'zustand';
import type { DataProblem, DataSet } from '../data/dataSet';
import { defaultTraining } from '../graph/document';
import { err, ok, type Result } from '../lib/result';
import { dataSetIn } from './dataInUse';
import type { DataSlice, State } from './state';
import type { Tools } from './tools';

type SetState = Parameters<StateCreator<State>>[0];
type GetState = Parameters<StateCreator<State>>[1];
type Loaded = Result<DataSet, readonly DataProblem[]>;

/** Where a kept data set lies: its images under the id, and this short word of it in the list. */
const listKey = 'dataSets';
type Listed = { readonly id: string; readonly name: string };

export function dataSlice(set: SetState, get: GetState, tools: Tools): DataSlice {
  // The load in progress; its answer counts only while it is still this one.
  let current: AbortController | undefined;

  /** Loads in place of whatever is being loaded. Answers undefined when something else has taken its place. */
  const load = async (
    id: string,
    read: (progress: (share: number) => void, signal: AbortSignal) => Promise<Loaded>,
  ) => {
    current?.abort();
    const mine = new AbortController();
    current = mine;
    set({ data: { state: 'loading', id, progress: 0 } });
    const report = (progress: number): void => {
      if (current === mine && get().data.state === 'loading')
        set({ data: { state: 'loading', id, progress } });
    };
    const loaded = await read(report, mine.signal);
    if (current !== mine) return undefined;
    current = undefined;
    return loaded;
  };

  /** Loads the document's own data set; problems that stood beside it before can stay to be read. */
  const loadOwn = async (beside: readonly DataProblem[] = []): Promise<void> => {
    const id = get().document.training.data;
    const loaded = await load(id, (progress, signal) => readById(tools, id, progress, signal));
    if (!loaded) return;
    if (!loaded.ok) set({ data: { state: 'failed', problems: [...beside, ...loaded.error] } });
    else if (beside.length === 0) set({ data: { state: 'ready', dataSet: loaded.value } });
    else set({ data: { state: 'failed', problems: beside, dataSet: loaded.value } });
  };

  const followDocument = async (): Promise<void> => {
    const id = get().document.training.data;
    const { data } = get();
    if (data.state === 'loading' ? current && data.id === id : data.dataSet?.id === id) return;
    await loadOwn();
  };

  return {
    data: { state: 'loading', id: defaultTraining.data, progress: 0 },
    ownDataSets: [],
    followDocument,
    listOwnDataSets: async () => {
      const own = await readList(tools);
      set((state) => ({
        ownDataSets: [...state.ownDataSets, ...own.filter((o) => !isListed(state.ownDataSets, o.id))],
      }));
    },
    chooseData: (id) => {
      get().setTraining(`Use the data set ${nameOf(get(), id)}`, { data: id });
      get().dismissDataProblems();
      // The settings' change has this done already where autosave watches; asking again for one that failed tries again.
      void followDocument();
    },
    loadDataFiles: async (files) => {
      const inUse = dataSetIn(get().data);
      const loaded = await load(`files:${files[0]?.name ?? ''}`, (progress, signal) =>
        tools.loadFiles(files, signal, progress),
      );
      if (!loaded) return;
      if (!loaded.ok) {
        // With nothing in use, the document's own data set was still being loaded: that goes on now.
        if (inUse) set({ data: { state: 'failed', problems: loaded.error, dataSet: inUse } });
        else await loadOwn(loaded.error);
        return;
      }
      const dataSet = await distinct(tools, get().ownDataSets, loaded.value);
      const own = { id: dataSet.id, name: dataSet.name };
      set((state) => ({
        data: { state: 'ready', dataSet },
        ownDataSets: [own, ...state.ownDataSets.filter((o) => o.id !== own.id)],
      }));
      get().setTraining(`Use the data set ${dataSet.name}`, { data: dataSet.id });
      await keep(tools, dataSet, get().ownDataSets, (storageNote) => set({ storageNote }));
    },
    dismissDataProblems: () => {
      const { data } = get();
      if (data.state === 'failed' && data.dataSet) set({ data: { state: 'ready', dataSet: data.dataSet } });
    },
  };
}

function nameOf({ ownDataSets }: State, id: string): string {
  return ownDataSets.find((own) => own.id === id)?.name ?? id.charAt(0).toUpperCase() + id.slice(1);
}

async function readById(
  tools: Tools,
  id: string,
  progress: (share: number) => void,
  signal: AbortSignal,
): Promise<Loaded> {
  if (id === 'digits' || id === 'shapes') return tools.loadBuiltIn(id, signal, progress);
  const kept = await tools.vault.read('dataSets', id).catch(() => undefined);
  return isDataSet(kept) ? ok(kept) : err([missing(id)]);
}

const missing = (id: string): DataProblem => ({
  code: 'no-files',
  at: id,
  message: `This document was made with the data set “${id.replace(/^files:/, '')}”, which this browser does not keep: load its files again under Data, or choose another data set. The drawing is unchanged.`,
});

function isDataSet(value: unknown): value is DataSet {
  if (typeof value !== 'object' || value === null) return false;
  const { id, imageShape, classNames, train, test } = value as Partial<DataSet>;
  const isSplit = (split: DataSet['train'] | undefined): boolean =>
    split?.images instanceof Uint8Array &&
    split.labels instanceof Uint8Array &&
    split.labels.length === split.count;
  return (
    typeof id === 'string' &&
    Array.isArray(imageShape) &&
    Array.isArray(classNames) &&
    isSplit(train) &&
    isSplit(test)
  );
}

/**
 * The data set under an id of its own: files of the same name need not hold the same images (MNIST and Fashion-MNIST
 * do not), and a document must never silently get the others.
 */
async function distinct(tools: Tools, own: DataSlice['ownDataSets'], dataSet: DataSet): Promise<DataSet> {
  for (let n = 1; ; n += 1) {
    const id = n === 1 ? dataSet.id : `${dataSet.id} (${n})`;
    const named = n === 1 ? dataSet : { ...dataSet, id, name: `${dataSet.name} (${n})` };
    if (!isListed(own, id)) return named;
    const kept = await tools.vault.read('dataSets', id).catch(() => undefined);
    if (isDataSet(kept) && sameImages(kept, dataSet)) return named;
  }
}

function sameImages(a: DataSet, b: DataSet): boolean {
  const same = (x: Uint8Array, y: Uint8Array): boolean =>
    x.length === y.length && x.every((byte, i) => byte === y[i]);
  return (
    same(a.train.labels, b.train.labels) &&
    same(a.test.labels, b.test.labels) &&
    same(a.train.images, b.train.images) &&
    same(a.test.images, b.test.images)
  );
}

const isListed = (own: DataSlice['ownDataSets'], id: string): boolean => own.some((o) => o.id === id);

async function readList(tools: Tools): Promise<readonly Listed[]> {
  const list = await tools.vault.read('lists', listKey).catch(() => []);
  return Array.isArray(list)
    ? list.filter((own) => typeof own?.id === 'string' && typeof own?.name === 'string')
    : [];
}

/** Keeps a data set and the list of all; where the browser refuses, the images stay in use until the page closes. */
async function keep(
  tools: Tools,
  dataSet: DataSet,
  own: readonly Listed[],
  note: (text: string) => void,
): Promise<void> {
  try {
    await tools.vault.write([
      { shelf: 'dataSets', key: dataSet.id, value: dataSet },
      { shelf: 'lists', key: listKey, value: own },
    ]);
  } catch {
    note(
      `This browser does not keep “${dataSet.name}” (private mode, or no room): after a reload, load its files again.`,
    );
  }
}
