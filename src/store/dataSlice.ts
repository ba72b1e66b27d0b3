// The images in use. They follow the document's training settings, whoever changes those: the data panel, undo, or a
// file that is opened. The user's own data sets are kept in the vault, so that they are there after a reload.
import type { StateCreator } from 'zustand';
import type { DataProblem, DataSet } from '../data/dataSet';
import { defaultTraining } from '../graph/document';
import { err, ok, type Result } from '../lib/result';
import { dataSetIn } from './dataInUse';
import { distinct, forget, isListed, keep, type Listed, readKept, readList } from './ownData';
import type { DataSlice, State } from './state';
import type { Tools } from './tools';

type SetState = Parameters<StateCreator<State>>[0];
type GetState = Parameters<StateCreator<State>>[1];
type Loaded = Result<DataSet, readonly DataProblem[]>;

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

  /** Keeps a data set that is listed; where the browser refuses, the images stay in use until the page closes. */
  const keepOwn = async (dataSet: DataSet, place: number): Promise<void> => {
    if (!(await keep(tools.vault, dataSet, place))) set({ storageNote: notKept(dataSet) });
  };

  const bringBack = async (dataSet: DataSet, place: number, wasChosen: boolean): Promise<void> => {
    const { id, name } = dataSet;
    if (isListed(get().ownDataSets, id)) return;
    set(({ ownDataSets }) => ({ ownDataSets: ownDataSets.toSpliced(place, 0, { id, name }) }));
    await keepOwn(dataSet, place);
    // Unless something else was chosen meanwhile.
    const { data } = get().document.training;
    if (wasChosen && data === defaultTraining.data) get().chooseData(id);
    // A step back in history may have asked for it in vain.
    else if (data === id) void followDocument();
  };

  return {
    data: { state: 'loading', id: defaultTraining.data, progress: 0 },
    ownDataSets: [],
    followDocument,
    listOwnDataSets: async () => {
      const own = await readList(tools.vault);
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
      const dataSet = await distinct(tools.vault, get().ownDataSets, loaded.value);
      const own = { id: dataSet.id, name: dataSet.name };
      set((state) => ({
        data: { state: 'ready', dataSet },
        ownDataSets: [own, ...state.ownDataSets.filter((o) => o.id !== own.id)],
      }));
      get().setTraining(`Use the data set ${dataSet.name}`, { data: dataSet.id });
      await keepOwn(dataSet, 0);
    },
    removeOwnDataSet: async (id) => {
      const place = get().ownDataSets.findIndex((own) => own.id === id);
      const own = get().ownDataSets[place];
      if (!own) return ok(undefined);
      const inUse = dataSetIn(get().data);
      const kept = await readKept(tools.vault, id);
      if (!(await forget(tools.vault, id)) && kept) return err(notDeleted(own));
      set((state) => ({ ownDataSets: state.ownDataSets.filter((o) => o.id !== id) }));
      const wasChosen = get().document.training.data === id;
      if (wasChosen) {
        get().setTraining(`Delete the data set ${own.name}`, { data: defaultTraining.data });
        void followDocument();
      }
      const dataSet = kept ?? (inUse?.id === id ? inUse : undefined);
      return ok(dataSet && (() => bringBack(dataSet, place, wasChosen)));
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
  const kept = await readKept(tools.vault, id);
  return kept ? ok(kept) : err([missing(id)]);
}

const missing = (id: string): DataProblem => ({
  code: 'no-files',
  at: id,
  message: `This document was made with the data set “${id.replace(/^files:/, '')}”, which this browser does not keep: load its files again under Data, or choose another data set. The drawing is unchanged.`,
});

const notKept = ({ name }: Listed): string =>
  `This browser does not keep “${name}” (private mode, or no room): after a reload, load its files again.`;

const notDeleted = ({ name }: Listed): string =>
  `“${name}” was not deleted: this browser’s storage did not answer or refused. Try again, or delete this site’s data in the browser’s settings.`;
