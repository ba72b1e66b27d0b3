// What the page and the training worker say to each other: two unions, every message with its run's id, so that a
// late word from an ended run is told apart and dropped.
import type { RunId } from '../lib/ids';
import type { Plan } from '../plan/plan';

export const backends = ['webgpu', 'wasm', 'webgl', 'cpu'] as const;
export type Backend = (typeof backends)[number];

/** A split as the worker gets it. Shared memory where the page is isolated, else a copy. */
export interface WireSplit {
  /** [count, height, width, channels], 0…255. */
  readonly images: Uint8Array;
  readonly labels: Uint8Array;
  readonly count: number;
}

export interface RunSettings {
  readonly optimizer: 'sgd' | 'momentum' | 'rmsprop' | 'adam';
  readonly learningRate: number;
  readonly batchSize: number;
  readonly epochs: number;
  /** Training images used, from the first on; 0 means all. */
  readonly trainingImages: number;
  /** Share of those held out, 0…0.5. */
  readonly heldOut: number;
  readonly seed: number;
  readonly backend: Backend | 'auto';
}

export interface RunOrder {
  readonly plan: Plan;
  readonly settings: RunSettings;
  readonly imageShape: readonly [number, number, number];
  readonly classCount: number;
  readonly train: WireSplit;
  readonly test: WireSplit;
}

export type Command =
  | { readonly type: 'start'; readonly runId: RunId; readonly order: RunOrder }
  | { readonly type: 'pause'; readonly runId: RunId }
  | { readonly type: 'resume'; readonly runId: RunId }
  /** Ends the run after the batch in hand; the test figures are still computed. */
  | { readonly type: 'stop'; readonly runId: RunId };

export type FailureCode =
  | 'diverged' // the loss became NaN or infinite, or grew past three times the first
  /** The order cannot be carried out: data and plan do not go together, or nothing can learn. */
  | 'bad-order'
  | 'no-backend'
  | 'device-lost'
  | 'out-of-memory'
  | 'worker-died'
  | 'bug';

export interface Failure {
  readonly code: FailureCode;
  /** Batch number, from 1, at which it happened; 0 before the first. */
  readonly step: number;
  /** What happened and why, in a sentence or two. */
  readonly message: string;
  /** What to change, as sentences; the first is the best. */
  readonly remedies: readonly Remedy[];
}

/** A remedy the page can offer as a button; `settings` is what it would change before running again. */
export interface Remedy {
  readonly label: string;
  readonly settings: Partial<RunSettings>;
}

export interface BatchPoint {
  /** Batches done, from 1. */
  readonly step: number;
  /** Mean loss and accuracy over the batches since the last point. */
  readonly loss: number;
  readonly accuracy: number;
}

export interface HeldOutPoint {
  readonly step: number;
  readonly loss: number;
  readonly accuracy: number;
}

export interface TestFigures {
  readonly loss: number;
  readonly accuracy: number;
  readonly count: number;
  /** confusion[true class][predicted class] = images. */
  readonly confusion: readonly (readonly number[])[];
}

export type Event =
  /** The model is built and the backend chosen; `reason` says why this one. */
  | {
      readonly type: 'ready';
      readonly runId: RunId;
      readonly backend: Backend;
      readonly reason: string;
      readonly threads: number;
      readonly stepsPerEpoch: number;
      readonly totalSteps: number;
      readonly trainingCount: number;
      readonly heldOutCount: number;
    }
  /** At most about ten a second; `points` since the last. */
  | {
      readonly type: 'batch';
      readonly runId: RunId;
      readonly points: readonly BatchPoint[];
      /** Images per second of training alone, over the last seconds. */
      readonly imagesPerSecond: number;
      /** Milliseconds of training so far, pauses left out. */
      readonly elapsed: number;
      readonly epoch: number;
    }
  | { readonly type: 'heldOut'; readonly runId: RunId; readonly point: HeldOutPoint }
  | { readonly type: 'paused'; readonly runId: RunId }
  | { readonly type: 'resumed'; readonly runId: RunId }
  /** A word for the run's log: a fallback taken, a kernel missing. */
  | { readonly type: 'note'; readonly runId: RunId; readonly message: string }
  | { readonly type: 'done'; readonly runId: RunId; readonly stopped: boolean; readonly test: TestFigures }
  | { readonly type: 'failed'; readonly runId: RunId; readonly failure: Failure };
