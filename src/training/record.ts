// A run as it is kept: everything that a history, a chart or a report says of it, as plain data that survives structured
// cloning. What is small stands apart from what is long, so that a list of runs need not read their curves.
import type { RunId } from '../lib/ids';
import type {
  Backend,
  BatchPoint,
  Failure,
  HeldOutPoint,
  InsightPoint,
  RunSettings,
  TestFigures,
  Watched,
} from './protocol';
import type { Continued, RunHead } from './run';

/** `interrupted`: the page went while it was training. */
export type RecordState = 'training' | 'done' | 'stopped' | 'failed' | 'interrupted';

export interface RunRecord {
  readonly id: RunId;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly state: RecordState;
  /** The design's title when it was trained. */
  readonly title: string;
  /** The design itself, as the text of a template file. */
  readonly design: string;
  /** Data set, by id and by name. */
  readonly data: { readonly id: string; readonly name: string };
  readonly settings: RunSettings;
  readonly heads: readonly RunHead[];
  readonly trainable: number;
  /** MACs of one image's forward pass. */
  readonly macs: number;
  /** Absent until the worker has answered. */
  readonly machine?: { readonly backend: Backend; readonly threads: number; readonly reason: string };
  /** The browser and its cores, as the page knows them. */
  readonly device: string;
  /** Batches done, of all; images per second of training; milliseconds of it. */
  readonly step: number;
  readonly totalSteps: number;
  readonly stepsPerEpoch: number;
  readonly imagesPerSecond: number;
  readonly elapsed: number;
  /** Of the indices of all images seen so far; equal in runs that saw the same batches. */
  readonly batchesHash?: string;
  readonly test?: TestFigures;
  readonly failure?: Failure;
  readonly notes: readonly string[];
  /** The run whose course it went on with, and after which epoch. */
  readonly continues?: Continued;
  /** Runs that were started together: the same for all of them. */
  readonly group?: {
    readonly id: string;
    readonly title: string;
    readonly pane: string;
    readonly seeds: number;
  };
  /** The user's own. */
  readonly name?: string;
  readonly tags: readonly string[];
  readonly pinned: boolean;
}

export interface RunTrace {
  readonly batches: readonly BatchPoint[];
  readonly heldOut: readonly HeldOutPoint[];
  readonly insights: readonly InsightPoint[];
  readonly watched?: Watched;
}
