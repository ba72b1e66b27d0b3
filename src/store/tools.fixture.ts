// A store with stand-ins for workers and storage: data sets of four images, runs whose events the test sends.
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DataProblem, DataSet } from '../data/dataSet';
import type { RunId } from '../lib/ids';
import { err, ok, type Result } from '../lib/result';
import type { Event, RunOrder } from '../training/protocol';
import type { Run } from '../training/run';
import { stateOn } from './designState';
import type { State } from './state';
import { isSession, type LastWord, type Tab } from './tab';
import type { Tools } from './tools';
import type { Vault } from './vault';
import { memoryVault } from './vault.fixture';

export function dataSetOf(id: string, imageShape: DataSet['imageShape'] = [28, 28, 1], fill = 0): DataSet {
  const split = {
    images: new Uint8Array(4 * imageShape[0] * imageShape[1] * imageShape[2]).fill(fill),
    labels: Uint8Array.from([0, 1, 2, 3]),
    count: 4,
  };
  const classNames = Array.from({ length: 10 }, (_, i) => String(i));
  return {
    id,
    name: id.replace('files:', ''),
    imageShape,
    classNames,
    train: split,
    test: split,
    source: 'A test.',
  };
}

export interface Started {
  readonly id: RunId;
  readonly order: RunOrder;
  readonly emit: (event: Event) => void;
  readonly said: string[];
}

export interface Bench {
  readonly tools: Tools;
  readonly store: StoreApi<State>;
  readonly vault: Vault;
  readonly runs: Started[];
  /** Every state of every run that was given to the history. */
  readonly recorded: readonly Run[];
  /** What the next loading of files gives. */
  files: Result<DataSet, readonly DataProblem[]>;
  /** Resolves loads of built-in sets one by one when set; else they resolve at once. */
  gate: Promise<void> | undefined;
  readonly loads: { id: string; signal: AbortSignal | undefined }[];
}

export const problem: DataProblem = { code: 'truncated', at: 'x.gz', message: 'x.gz breaks off.' };

export function makeBench(vault: Vault = memoryVault()): Bench {
  const runs: Started[] = [];
  const loads: { id: string; signal: AbortSignal | undefined }[] = [];
  const recorded: Run[] = [];
  const bench = {
    vault,
    runs,
    recorded,
    loads,
    files: err([problem]),
    gate: undefined,
  } as unknown as Bench & {
    store: StoreApi<State>;
  };
  const tools: Tools = {
    vault,
    recorder: { begin: (run) => recorded.push(run), follow: (run) => recorded.push(run) },
    loadBuiltIn: async (id, signal, onProgress) => {
      loads.push({ id, signal });
      onProgress?.(0.5);
      await bench.gate;
      return ok(dataSetOf(id, id === 'digits' ? [28, 28, 1] : [32, 32, 3]));
    },
    loadFiles: async (files) => {
      loads.push({ id: files[0]?.name ?? '', signal: undefined });
      return bench.files;
    },
    startTogether: (orders, emit) => {
      const said: string[] = [];
      for (const { runId: id, order } of orders) runs.push({ id, order, emit, said });
      return {
        pause: () => said.push('pause'),
        resume: () => said.push('resume'),
        stop: () => said.push('stop'),
        stopOne: (id) => said.push(`stop ${id}`),
        terminate: () => said.push('terminate'),
      };
    },
    startRun: (id, order, emit) => {
      const said: string[] = [];
      runs.push({ id, order, emit, said });
      return {
        pause: () => said.push('pause'),
        resume: () => said.push('resume'),
        stop: () => said.push('stop'),
        terminate: () => said.push('terminate'),
      };
    },
  };
  return Object.assign(bench, { tools, store: createStore<State>()(stateOn(tools)) });
}

/** What all tabs of one browser share: the locks of open tabs and the last words of closed ones. */
export interface Browser {
  readonly locks: Set<string>;
  readonly words: Map<string, LastWord>;
}

export const makeBrowser = (): Browser => ({ locks: new Set(), words: new Map() });

/** A tab; `remembered` is what it knows from before a reload. */
export function makeTab(
  { locks, words }: Browser,
  remembered?: string,
): Tab & { readonly close: () => void; readonly session: () => string | undefined } {
  let session = remembered;
  const held = new Set<string>();
  return {
    remembered: () => session,
    remember: (id) => {
      session = id;
    },
    claim: async (id) => {
      if (locks.has(id)) return held.has(id);
      locks.add(id);
      held.add(id);
      return true;
    },
    leave: (id, word) => void words.set(id, word),
    left: (id) => words.get(id),
    sessionsLeft: () => [...words.keys()].filter(isSession),
    forgetLeft: (id) => void words.delete(id),
    close: () => {
      for (const id of held) locks.delete(id);
    },
    session: () => session,
  };
}
