// What a comparison is: up to four designs side by side, and how they are trained together. The shared settings are
// those of the first design.
import type { Document } from '../graph/document';

/** More panes than this leave none of them room on a screen. */
export const mostDesigns = 4;

/** Step for step, so that curves can be compared at every moment; or one after the other at full speed. */
export const paces = ['lockstep', 'inTurn'] as const;
export type Pace = (typeof paces)[number];

export interface Comparison {
  readonly title: string;
  /** What to watch, in a sentence or two; plain text. */
  readonly watch: string;
  /** One to four. All are trained with the training settings, and on the data, of the first. */
  readonly designs: readonly Document[];
  readonly pace: Pace;
  /** Runs with successive seeds, from the settings' own on; 1…10. */
  readonly seeds: number;
  /** Batches between two looks at gradients and activations; 0: none. */
  readonly insightEvery: number;
}

export const comparisonDefaults = {
  watch: '',
  pace: 'lockstep',
  seeds: 1,
  insightEvery: 10,
} as const satisfies Partial<Comparison>;
