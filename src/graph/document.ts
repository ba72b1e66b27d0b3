// All that a file holds: the graph, where its nodes stand, and how it is to be trained. Positions live beside the
// graph, so that dragging a node leaves the graph identical and nothing is inferred again.
import type { Direction } from '../lib/turned';
import type { Annotations } from './annotations';
import { emptyGraph, type Graph } from './graph';
import type { Layout } from './layout';

export const optimizers = ['sgd', 'momentum', 'rmsprop', 'adam'] as const;
export type OptimizerKind = (typeof optimizers)[number];
/** As forms, lists of runs and reports write them. */
export const optimizerNames: Readonly<Record<OptimizerKind, string>> = {
  sgd: 'SGD',
  momentum: 'Momentum 0.9',
  rmsprop: 'RMSProp',
  adam: 'Adam',
};
export const backendChoices = ['auto', 'webgpu', 'wasm', 'webgl', 'cpu'] as const;
export type BackendChoice = (typeof backendChoices)[number];

export const shiftFills = ['zero', 'edge'] as const;
export type ShiftFill = (typeof shiftFills)[number];

export interface TrainingSettings {
  /** `digits`, `shapes`, or the id of a data set of the user's own. */
  readonly data: string;
  readonly optimizer: OptimizerKind;
  readonly learningRate: number;
  readonly batchSize: number;
  readonly epochs: number;
  /** Training images used, from the first on; 0 means all. */
  readonly trainingImages: number;
  /** Share of those images held out of training and used for the held-out curves, 0…0.5. */
  readonly heldOut: number;
  /** Seeds the initial weights, the shuffling, the held-out choice and dropout. */
  readonly seed: number;
  readonly backend: BackendChoice;
  /** How training images are changed at every step (`data/augment.ts`). */
  readonly mirror: boolean;
  readonly shift: number;
  readonly rotation: number;
  readonly shiftFill: ShiftFill;
  readonly brightness: number;
  readonly contrast: number;
  readonly cutout: number;
}

export const defaultTraining: TrainingSettings = {
  data: 'digits',
  optimizer: 'adam',
  learningRate: 0.001,
  batchSize: 64,
  epochs: 3,
  trainingImages: 0,
  heldOut: 0.1,
  seed: 1,
  backend: 'auto',
  mirror: false,
  shift: 0,
  rotation: 0,
  shiftFill: 'zero',
  brightness: 0,
  contrast: 0,
  cutout: 0,
};

/** A figure that a paper or an official model file gives, to be compared with ours. */
export interface PublishedFigure {
  readonly figure: 'trainable' | 'macs' | 'depth';
  readonly value: number;
  /** What it is rounded to: 1 where it is exact, 1,000,000 for “138 million”. */
  readonly to: number;
  readonly source: string;
}

/** Where a published network comes from. */
export interface About {
  /** `Networks that classify`, `Residual networks`, …: the gallery's headings. */
  readonly family: string;
  readonly paper: string;
  readonly authors: string;
  readonly year: number;
  readonly url: string;
  /** What was new in it, in a sentence. */
  readonly idea: string;
  /** What to look at in the drawing. */
  readonly look: string;
  readonly figures: readonly PublishedFigure[];
}

/** Where a document leads. */
export const directionOf = ({ direction = 'right' }: Pick<Document, 'direction'>): Direction => direction;

export interface Document {
  readonly title: string;
  /** What the design is and what to look at; plain text. */
  readonly description: string;
  /** Of a published network; a design of the user's own has none. */
  readonly about?: About;
  /** Where the drawing leads, and with it those within its modules; left out, to the right. */
  readonly direction?: Direction;
  readonly graph: Graph;
  readonly layout: Layout;
  /** Notes and frames; absent where there are none. */
  readonly annotations?: Annotations;
  readonly training: TrainingSettings;
}

export const emptyDocument: Document = {
  title: 'Untitled',
  description: '',
  graph: emptyGraph,
  layout: new Map(),
  training: defaultTraining,
};
