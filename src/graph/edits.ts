// What can be done to a drawing, as data: remedies carry edits, history names them, `edit.ts` applies them.
import type { FieldValue } from '../layers/fields';
import type { EdgeId, NodeId } from '../lib/ids';
import type { Layout, Point } from './document';
import type { Graph, GraphNode } from './graph';

export type Edit =
  | { readonly type: 'add'; readonly node: GraphNode; readonly at: Point }
  | { readonly type: 'remove'; readonly nodes: readonly NodeId[]; readonly edges: readonly EdgeId[] }
  /** A wire into a filled slot replaces the one that is there. */
  | { readonly type: 'connect'; readonly from: NodeId; readonly to: NodeId; readonly slot: number }
  | { readonly type: 'set'; readonly node: NodeId; readonly params: Readonly<Record<string, FieldValue>> }
  | { readonly type: 'rename'; readonly node: NodeId; readonly id: string }
  /** Puts a new node on a wire: source → node (slot 0) → the old target. */
  | { readonly type: 'insert'; readonly edge: EdgeId; readonly node: GraphNode; readonly at?: Point }
  | { readonly type: 'move'; readonly positions: Layout };

/** The part of a document that edits change. */
export interface Drawing {
  readonly graph: Graph;
  readonly layout: Layout;
}
