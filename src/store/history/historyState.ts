// The shape of the history's store, and what it needs of the outside world.
import type { StoreApi } from 'zustand/vanilla';
import type { RunId } from '../../lib/ids';
import type { Result } from '../../lib/result';
import type { RunRecord, RunTrace } from '../../training/record';
import type { Vault } from '../vault';
import type { Chosen } from './chosen';
import type { Marks } from './keptRun';
import type { Filter, Sort } from './listRuns';
import type { Owner } from './owner';
import type { Recorder, Shortage } from './recorder';

export interface HistoryRun {
  readonly record: RunRecord;
  readonly bytes: number;
  /** Why it is not in the vault; it is lost when the page closes. */
  readonly unkept: Shortage | undefined;
}

/** What was removed, with the way back. */
export interface Removed {
  readonly count: number;
  readonly undo: () => Promise<Result<void, string>>;
}

export interface HistoryState {
  readonly state: 'unread' | 'reading' | 'ready' | 'failed';
  readonly runs: ReadonlyMap<RunId, HistoryRun>;
  /** Records of a form that this version does not know. */
  readonly unreadable: number;
  readonly chosen: readonly Chosen[];
  /** Curves of the chosen runs that have been read. */
  readonly traces: ReadonlyMap<RunId, RunTrace>;
  readonly filter: Filter;
  readonly sort: Sort;
  /** Why some runs of this page are not kept; undefined while all are. */
  readonly shortage: Shortage | undefined;
  /** Reads the history unless that is done; of one that could not be read, tries again. */
  readonly look: () => Promise<void>;
  readonly choose: (id: RunId, how: 'only' | 'toggle' | 'add') => void;
  readonly chooseNone: () => void;
  readonly setFilter: (change: Partial<Filter>) => void;
  readonly setSort: (sort: Sort) => void;
  /** Name, tags or pin of runs; answers with why not, as a sentence. */
  readonly mark: (ids: readonly RunId[], change: Partial<Marks>) => Promise<Result<void, string>>;
  /** Deletes runs with their curves; one in training stays. */
  readonly remove: (ids: readonly RunId[]) => Promise<Result<Removed, string>>;
  readonly traceOf: (id: RunId) => Promise<RunTrace>;
  /** Writes now what storage has refused so far. */
  readonly retry: () => void;
}

/** What tells other tabs of this browser that runs have changed. */
export interface Channel {
  readonly post: (ids: readonly RunId[]) => void;
  readonly listen: (listener: (ids: readonly RunId[]) => void) => void;
}

export interface HistoryTools {
  readonly vault: Vault;
  readonly recorder: Recorder;
  readonly owner: Owner;
  readonly channel: Channel;
}

export type HistoryStore = StoreApi<HistoryState>;
