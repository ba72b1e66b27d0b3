// One run as the page sees it: a discriminated union that a pure reducer drives from the worker's events.
import type { Target } from '../layers/contract';
import type { RunId } from '../lib/ids';
import type {
  Backend,
  BatchPoint,
  Checkpoint,
  Failure,
  HeldOutPoint,
  InsightPoint,
  RunSettings,
  TestFigures,
  Watched,
} from './protocol';

export interface RunCurves {
  readonly batches: readonly BatchPoint[];
  readonly heldOut: readonly HeldOutPoint[];
  readonly insights: readonly InsightPoint[];
}

export interface RunProgress {
  readonly backend: Backend;
  readonly reason: string;
  readonly threads: number;
  readonly step: number;
  readonly totalSteps: number;
  readonly stepsPerEpoch: number;
  readonly trainingCount: number;
  readonly heldOutCount: number;
  readonly epoch: number;
  readonly imagesPerSecond: number;
  /** Milliseconds. */
  readonly elapsed: number;
  readonly watched: Watched;
  /** Batches handed to the network, and a hash of the images' indices in all of them, in order. */
  readonly seen: { readonly step: number; readonly hash: string };
}

/** An output of the network in training, as curves and panels name it. */
export interface RunHead {
  readonly id: string;
  readonly target: Target;
  /** Factor of its loss in the whole. */
  readonly weight: number;
  readonly trainingOnly: boolean;
  /** Names of its classes, labels, values or classes of pixels; none of an image. */
  readonly names: readonly string[];
}

export interface RunOrigin {
  /** A fingerprint of the plan, names of layers left out. */
  readonly network: string;
  readonly data: string;
}

/** Where a run began, of another run's course; with batches of this run's size. */
export interface Continued {
  readonly run: RunId;
  readonly epoch: number;
  readonly step: number;
}

interface RunBase {
  readonly id: RunId;
  readonly title: string;
  readonly settings: RunSettings;
  /** In the order of the plan's heads, which is that of every point and figure. */
  readonly heads: readonly RunHead[];
  readonly curves: RunCurves;
  readonly notes: readonly string[];
  /** Where a run with the same plan could go on. */
  readonly checkpoint?: Checkpoint;
  /** What must be the same where it is to go on: the network, and the data set's id. */
  readonly origin?: RunOrigin;
  /** The run that this one goes on from. */
  readonly continues?: Continued;
}

/** `state` is what the run panel shows as `data-run-state`; with no run at all it is `idle`. */
export type Run =
  | (RunBase & { readonly state: 'preparing'; readonly stage?: 'compiling' })
  | (RunBase & { readonly state: 'training'; readonly progress: RunProgress; readonly stopping: boolean })
  | (RunBase & { readonly state: 'paused'; readonly progress: RunProgress; readonly stopping: boolean })
  | (RunBase & {
      readonly state: 'done';
      readonly progress: RunProgress;
      readonly test: TestFigures;
      readonly stopped: boolean;
    })
  | (RunBase & {
      readonly state: 'failed';
      readonly progress?: RunProgress;
      readonly failure: Failure;
    });

export type RunState = Run['state'] | 'idle';

/** From the press of Train to the last figure; settings and data are fixed meanwhile. */
export const isUnderWay = (run: Run | undefined): boolean =>
  run?.state === 'preparing' || run?.state === 'training' || run?.state === 'paused';
