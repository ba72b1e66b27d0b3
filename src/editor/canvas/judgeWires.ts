// What would become of a wire at every place where it could be dropped, judged once when it is picked up, so that
// moving the pointer costs nothing.

import { applyEdit } from '../../graph/edit';
import type { Drawing } from '../../graph/edits';
import { edgesInto, type Graph, type Wire } from '../../graph/graph';
import { freeSlot, hasOutput, slotCount } from '../../graph/slots';
import type { EdgeId, NodeId } from '../../lib/ids';
import { checkEdge, type Verdict } from '../../shapes/checkEdge';
import { inferShapes } from '../../shapes/inferShapes';
import type { Shapes } from '../../shapes/nodeShape';

/** The end of the wire that stays: a node's output, or one of a node's input slots. */
export type FixedEnd =
  | { readonly end: 'output'; readonly node: NodeId }
  | { readonly end: 'input'; readonly node: NodeId; readonly slot: number };

export interface Judged {
  readonly wire: Wire;
  readonly verdict: Verdict;
}

export interface Wiring {
  readonly fixed: FixedEnd;
  /** The drawn wire whose other end is being moved, if it is not a new one. */
  readonly moved: EdgeId | undefined;
  /** By node, then by slot; a backward wire has the one place `-1`, the output. */
  readonly places: ReadonlyMap<NodeId, ReadonlyMap<number, Judged>>;
  /** What a drop on the node's body means: its first free slot that fits, else the reason why none does. */
  readonly bodies: ReadonlyMap<NodeId, Judged>;
}

export const outputPlace = -1;

/** Judges every wire that could hang on the fixed end; a moved wire is judged as if it were not there. */
export function judgeWires(drawing: Drawing, shapes: Shapes, fixed: FixedEnd, moved?: EdgeId): Wiring {
  const lifted = moved ? applyEdit(drawing, { type: 'remove', nodes: [], edges: [moved] }) : undefined;
  const graph = lifted?.ok ? lifted.value.graph : drawing.graph;
  const current = moved ? inferShapes(graph, shapes) : shapes;
  const judged = (wire: Wire): Judged => ({ wire, verdict: checkEdge(graph, current, wire, false) });
  const places = new Map<NodeId, ReadonlyMap<number, Judged>>();
  const bodies = new Map<NodeId, Judged>();
  for (const node of graph.nodes.values()) {
    if (node.id === fixed.node) continue;
    const here = new Map<number, Judged>();
    if (fixed.end === 'output') {
      for (let slot = 0; slot < slotCount(drawing.graph, node); slot += 1) {
        here.set(slot, judged({ from: fixed.node, to: node.id, slot }));
      }
    } else if (hasOutput(graph, node)) {
      here.set(outputPlace, judged({ from: node.id, to: fixed.node, slot: fixed.slot }));
    }
    const body = bodyPlace(graph, node.id, here);
    if (!body) continue;
    places.set(node.id, here);
    bodies.set(node.id, body);
  }
  return { fixed, moved, places, bodies };
}

function bodyPlace(graph: Graph, node: NodeId, places: ReadonlyMap<number, Judged>): Judged | undefined {
  const taken = new Set(edgesInto(graph, node).map((edge) => edge.slot));
  const free = [...places].filter(([slot]) => !taken.has(slot)).map(([, judged]) => judged);
  return free.find((judged) => judged.verdict.ok) ?? free[0] ?? places.get(freeSlot(graph, node) ?? 0);
}
