// Everything that can be wrong with a drawing, a file or a run's settings, as one closed union, so that tests pin
// codes and the interface can offer what mends each.

import type { MisfitCode } from '../layers/contract';
import type { EdgeId, NodeId } from '../lib/ids';
import type { TrainingSettings } from './document';
import type { Edit } from './edits';

export type ProblemCode =
  | MisfitCode
  // files
  | 'not-json'
  | 'other-format'
  | 'newer-version'
  | 'bad-structure'
  | 'bad-params'
  | 'bad-id'
  | 'duplicate-node'
  | 'dangling-edge'
  | 'duplicate-edge'
  | 'bad-slot'
  | 'too-many-nodes'
  | 'file-too-large'
  // drawing
  | 'cycle'
  | 'slot-taken'
  | 'already-wired'
  | 'no-such-slot'
  | 'no-such-node'
  | 'output-has-no-out'
  | 'missing-input'
  // modules
  | 'unknown-module'
  | 'duplicate-module'
  | 'module-recursion'
  | 'module-too-large'
  | 'module-in-use'
  | 'bad-expression'
  | 'input-inside-module'
  | 'port-outside-module'
  | 'not-convex'
  | 'several-outputs'
  | 'nothing-selected'
  // notes and frames
  | 'bad-annotation'
  | 'duplicate-annotation'
  | 'no-such-annotation'
  | 'too-many-annotations'
  // planning
  | 'no-input'
  | 'no-output'
  | 'only-training-outputs'
  | 'waiting'
  // fit of data to drawing, and of the run to the machine
  | 'data-shape-differs'
  | 'data-classes-differ'
  | 'data-lacks-target'
  | 'no-data'
  | 'cannot-go-on'
  | 'augment-moves-places'
  | 'memory';

/** Where a problem stands: a node, an edge, a place in a file (`nodes[3].params.filters`), or the whole. */
export type Place =
  | { readonly type: 'node'; readonly node: NodeId }
  | { readonly type: 'edge'; readonly edge: EdgeId }
  | { readonly type: 'file'; readonly path: string }
  | { readonly type: 'document' };

/** A remedy in one click: what the button says, and the edits it makes as one step of history. */
export interface Fix {
  readonly label: string;
  readonly edits: readonly Edit[];
  /** Training settings that it changes with them. */
  readonly training?: Partial<TrainingSettings>;
}

export interface Problem {
  readonly code: ProblemCode;
  readonly at: Place;
  /** Names the thing, the reason and the remedy. */
  readonly message: string;
  readonly fixes?: readonly Fix[];
}

export const atNode = (node: NodeId): Place => ({ type: 'node', node });
export const atEdge = (edge: EdgeId): Place => ({ type: 'edge', edge });
export const atFile = (path: string): Place => ({ type: 'file', path });
export const atDocument: Place = { type: 'document' };
