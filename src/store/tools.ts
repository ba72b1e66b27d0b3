// What the store needs of the outside world: workers and storage. Named in one place, so that tests run the very
// same store with stand-ins.
import type { DataProblem, DataSet, OnProgress } from '../data/dataSet';
import type { RunId } from '../lib/ids';
import type { Result } from '../lib/result';
import type { RunHandle } from '../training/client';
import type { Event, RunOrder } from '../training/protocol';
import type { TogetherHandle, TogetherOptions } from '../training/together';
import type { Recorder } from './history/recorder';
import type { Vault } from './vault';

export interface Tools {
  readonly loadBuiltIn: (
    id: 'digits' | 'shapes',
    signal?: AbortSignal,
    onProgress?: OnProgress,
  ) => Promise<Result<DataSet, readonly DataProblem[]>>;
  readonly loadFiles: (
    files: readonly File[],
    signal?: AbortSignal,
    onProgress?: OnProgress,
  ) => Promise<Result<DataSet, readonly DataProblem[]>>;
  readonly startRun: (runId: RunId, order: RunOrder, onEvent: (event: Event) => void) => RunHandle;
  readonly startTogether: (
    runs: readonly { readonly runId: RunId; readonly order: RunOrder }[],
    onEvent: (event: Event) => void,
    options: TogetherOptions,
  ) => TogetherHandle;
  readonly vault: Vault;
  /** Keeps every run in the history. */
  readonly recorder: Pick<Recorder, 'begin' | 'follow'>;
}
