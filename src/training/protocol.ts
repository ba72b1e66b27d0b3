// What the page and the training worker say to each other: two unions, every message with its run's id, so that a
// late word from an ended run is told apart and dropped.
import type { Augmentation } from '../data/augment';
import type { Target } from '../layers/contract';
import type { RunId } from '../lib/ids';
import type { Plan } from '../plan/plan';
import type { Companion } from './lockstep';

export const backends = ['webgpu', 'wasm', 'webgl', 'cpu'] as const;
export type Backend = (typeof backends)[number];

/** A split as the worker gets it. Shared memory where the page is isolated, else a copy. */
export interface WireSplit {
  /** [count, height, width, channels], 0…255. */
  readonly images: Uint8Array;
  readonly labels: Uint8Array;
  readonly count: number;
  /** [count, height, width], a class for every pixel. */
  readonly masks?: Uint8Array;
  /** [count, values]. */
  readonly values?: Float32Array;
  /** [count, labels], 1 where a label applies. */
  readonly attributes?: Uint8Array;
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
  /** How training images are changed at every step; absent: not at all. */
  readonly augment?: Augmentation;
}

/** What an optimiser remembers between two batches. */
export interface OptimizerMemory {
  readonly kind: RunSettings['optimizer'];
  /** Steps it has made, from which Adam corrects its bias. */
  readonly updates: number;
  /** Values of each slot of each weight: all slots of the first, then of the second. */
  readonly slots: readonly Float32Array[];
}

/** A run between two batches: all that its course still depends on, so that a run with the same plan can go on. */
export interface Checkpoint {
  /** Epochs and batches done. */
  readonly epoch: number;
  readonly step: number;
  /** Images learned of the epoch after those, where it was stopped within one. */
  readonly images: number;
  /** Absent where it was not kept; it then begins anew, as with another optimiser. */
  readonly optimizer?: OptimizerMemory;
  /** Of the run's first batch: what a divergence is measured against. */
  readonly firstLoss?: number;
  /** State of the hash of all batches so far. */
  readonly seen?: readonly [number, number];
  /** Milliseconds of training, pauses left out. */
  readonly elapsed: number;
  /** Each weight's values, moving statistics among them, in the order of the training model's weights. */
  readonly weights: readonly Float32Array[];
  /** All these values and the optimiser's one after the other, for whoever keeps them (packed.ts). */
  readonly block?: Blob;
}

export interface RunOrder {
  readonly plan: Plan;
  readonly settings: RunSettings;
  readonly imageShape: readonly [number, number, number];
  readonly classCount: number;
  readonly train: WireSplit;
  readonly test: WireSplit;
  /**
   * For a step that corresponds to one of another design: the name that its weights and its dropout are seeded by, so
   * that both begin equal. Steps not named are seeded by their own id.
   */
  readonly seedNames?: Readonly<Record<string, string>>;
  /** Where an earlier run broke off: begins there, with its weights and its optimiser's memory. */
  readonly from?: Checkpoint;
  /** Whether checkpoints are to be emitted, which reads all weights back now and then. */
  readonly keeps?: boolean;
  /** Batches between two looks at gradients and activations; absent or 0: none. */
  readonly insightEvery?: number;
}

/** Milliseconds of one training step. */
export interface StepTimes {
  readonly webgpu: number;
  readonly wasm: number;
}

export type Command =
  | {
      readonly type: 'start';
      readonly runId: RunId;
      readonly order: RunOrder;
      /** Runs to go step for step with, and the lines to them; their ports are transferred. */
      readonly companions?: readonly Companion[];
      /** What is known of the speed of backends on this machine. */
      readonly stepTimes?: Readonly<Record<string, StepTimes>>;
    }
  | { readonly type: 'pause'; readonly runId: RunId }
  | { readonly type: 'resume'; readonly runId: RunId }
  /** Ends the run after the batch in hand; the test figures are still computed. */
  | { readonly type: 'stop'; readonly runId: RunId }
  /** A companion is gone, and may not have said so itself. */
  | { readonly type: 'forget'; readonly runId: RunId; readonly other: RunId };

export type FailureCode =
  | 'diverged' // the loss became NaN or infinite, or grew past three times the first
  /** The order cannot be carried out: data and plan do not go together, or nothing can learn. */
  | 'bad-order'
  | 'no-backend'
  | 'device-lost'
  | 'out-of-memory'
  | 'worker-died'
  /** Stopped before its turn came, among runs that train one after the other. */
  | 'not-started'
  /** Its page was closed or reloaded while it trained. */
  | 'interrupted'
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

/** A figure by which an output is judged; what each means and how it is written stands in metrics.ts. */
export type MetricName =
  | 'accuracy'
  | 'top-5 accuracy'
  | 'labels right'
  | 'pixel accuracy'
  | 'mean IoU'
  | 'mean absolute error'
  | 'PSNR';

/** One output's loss, without its weight, and the metric of its target. */
export interface HeadPoint {
  readonly loss: number;
  readonly metric: number;
}

export interface BatchPoint {
  /** Batches done, from 1. */
  readonly step: number;
  /** Means over the batches since the last point. The loss is the whole: weighted outputs, divergences, L1 and L2. */
  readonly loss: number;
  /** In the order of the plan's heads. */
  readonly heads: readonly HeadPoint[];
  /** Milliseconds of training up to here, pauses left out. */
  readonly elapsed: number;
}

export interface HeldOutPoint {
  readonly step: number;
  readonly loss: number;
  readonly heads: readonly HeadPoint[];
  /** Milliseconds of training so far, pauses left out. */
  readonly elapsed: number;
}

/** L2 norms over all weights of a layer, at one batch. */
export interface GradientNorms {
  readonly gradient: number;
  /** Of what the optimiser added to the weights. */
  readonly update: number;
  /** Of the weights before it. */
  readonly weight: number;
}

/** A layer's output over a fixed sample of training images. */
export interface ActivationFigures {
  readonly mean: number;
  readonly deviation: number;
  /** Share of channels (units of a vector) that are zero for every image and place of the sample; of ReLUs alone. */
  readonly dead?: number;
}

/** A look into the network at one batch; a value that is not finite is NaN. */
export interface InsightPoint {
  readonly step: number;
  /** In the order of `watched.weighted`. */
  readonly gradients: readonly GradientNorms[];
  /** In the order of `watched.active`. */
  readonly activations: readonly ActivationFigures[];
}

/** What is looked into, by step ids in the order of the plan: layers with trainable weights, and layers that activate. */
export interface Watched {
  readonly weighted: readonly string[];
  readonly active: readonly string[];
}

export interface HeadFigures {
  readonly id: string;
  readonly target: Target;
  readonly loss: number;
  /** The first is the target's own metric, that of the curves. */
  readonly metrics: readonly { readonly name: MetricName; readonly value: number }[];
  /** Of a head that tells classes apart: confusion[true class][predicted class] = images. */
  readonly confusion?: readonly (readonly number[])[];
}

/** Bytes [height, width, channels]: grey or colours 0…255, or a class for every pixel. */
export interface Picture {
  readonly shape: readonly [height: number, width: number, channels: number];
  readonly bytes: Uint8Array;
}

/** What the first head that gives pictures made of some test images. */
export interface TestPictures {
  readonly head: string;
  readonly target: 'image' | 'pixels';
  readonly rows: readonly {
    /** What entered the network; absent where no image did. */
    readonly given?: Picture;
    readonly output: Picture;
    readonly target: Picture;
  }[];
}

export interface TestFigures {
  readonly loss: number;
  readonly count: number;
  /** In the order of the plan's heads. */
  readonly heads: readonly HeadFigures[];
  readonly pictures?: TestPictures;
}

export type Event =
  /** What a run does before it is `ready`, where that takes time. */
  | { readonly type: 'stage'; readonly runId: RunId; readonly stage: 'compiling' }
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
      readonly watched: Watched;
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
      /** Looks into the network since the last. */
      readonly insights: readonly InsightPoint[];
      /** Batches handed to the network, and a hash of the images' indices in all of them, in order. */
      readonly seen: { readonly step: number; readonly hash: string };
    }
  | { readonly type: 'heldOut'; readonly runId: RunId; readonly point: HeldOutPoint }
  | { readonly type: 'paused'; readonly runId: RunId }
  | { readonly type: 'resumed'; readonly runId: RunId }
  /** A word for the run's log: a fallback taken, a kernel missing. */
  | { readonly type: 'note'; readonly runId: RunId; readonly message: string }
  | { readonly type: 'done'; readonly runId: RunId; readonly stopped: boolean; readonly test: TestFigures }
  /** Where the run could go on from: at the end of an epoch now and then, and when it ends or is stopped. */
  | { readonly type: 'checkpoint'; readonly runId: RunId; readonly checkpoint: Checkpoint }
  | { readonly type: 'failed'; readonly runId: RunId; readonly failure: Failure };

/** All that comes from a worker: a run's events, and what its page is to remember. */
export type Word =
  | Event
  | { readonly type: 'measured'; readonly runId: RunId; readonly key: string; readonly times: StepTimes };
