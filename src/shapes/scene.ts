// What a suggestion is asked about: the level as it stands, a place in it, and what could be put there.
import type { Edit } from '../graph/edits';
import type { Graph } from '../graph/graph';
import type { Problem } from '../graph/problem';
import type { Params } from '../layers/fields';
import type { EdgeId, NodeId } from '../lib/ids';
import type { Result } from '../lib/result';
import type { Shapes } from './nodeShape';

/** A layer, or an instance of a module, as it would be added. */
export interface Offer {
  readonly kind: string;
  readonly params: Params;
  /** New nodes are named with it. */
  readonly stem: string;
}

export type Place =
  | { readonly type: 'after'; readonly node: NodeId }
  | { readonly type: 'before'; readonly node: NodeId; readonly slot: number }
  | { readonly type: 'on'; readonly edge: EdgeId }
  | { readonly type: 'instead'; readonly node: NodeId };

/** The level that is shown, and how an edit of it turns out there. */
export interface Scene {
  readonly graph: Graph;
  readonly shapes: Shapes;
  /** The level's graph after edits of it. */
  readonly edited: (edits: readonly Edit[]) => Result<Graph, Problem>;
  /** How many classes the images in use have: what a last dense layer counts. */
  readonly classes?: number;
}
