// Wires that pass over layers: from a node to another that is reached by a longer way too, as a residual shortcut or a
// dense connection is. The canvas draws them in a way of their own.
import type { EdgeId, NodeId } from '../lib/ids';
import { topologicalOrder } from './cycles';
import { edgesInto, type Graph } from './graph';

const known = new WeakMap<Graph['edges'], ReadonlySet<EdgeId>>();

/** The wires u → v for which a path of more than one wire leads from u to v. Wires of a cycle are none. */
export function skipWires(graph: Graph): ReadonlySet<EdgeId> {
  const before = known.get(graph.edges);
  if (before) return before;
  const depths = depthsOf(graph);
  const skips = new Set<EdgeId>();
  for (const id of graph.nodes.keys()) {
    const into = edgesInto(graph, id);
    if (into.length < 2) continue;
    for (const edge of into)
      if (into.some((other) => other.from !== edge.from && isBehind(graph, depths, edge.from, other.from)))
        skips.add(edge.id);
  }
  known.set(graph.edges, skips);
  return skips;
}

/** The number of wires on the longest way to each node. */
function depthsOf(graph: Graph): ReadonlyMap<NodeId, number> {
  const depths = new Map<NodeId, number>();
  for (const id of topologicalOrder(graph))
    depths.set(id, Math.max(-1, ...edgesInto(graph, id).map(({ from }) => depths.get(from) ?? -1)) + 1);
  return depths;
}

/** Whether `ancestor` leads to `from`, searched backwards and no further up than `ancestor` stands. */
function isBehind(
  graph: Graph,
  depths: ReadonlyMap<NodeId, number>,
  ancestor: NodeId,
  from: NodeId,
): boolean {
  const least = depths.get(ancestor);
  if (least === undefined) return false;
  const seen = new Set([from]);
  for (const at of seen) {
    if (at === ancestor) return true;
    for (const edge of edgesInto(graph, at)) if ((depths.get(edge.from) ?? -1) >= least) seen.add(edge.from);
  }
  return false;
}
