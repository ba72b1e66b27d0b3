// Wires that pass over layers: from a node to another that is reached by a longer way too, as a residual shortcut or a
// dense connection is. The canvas draws them in a way of their own.
import type { EdgeId, NodeId } from '../lib/ids';
import { topologicalOrder } from './cycles';
import { edgesInto, type Graph, type GraphEdge } from './graph';

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
    const behind = ancestorsOf(graph, depths, into);
    for (const edge of into) if (behind.has(edge.from)) skips.add(edge.id);
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

/** What leads to any of the wires' sources, searched backwards once for all and no further up than the first source. */
function ancestorsOf(
  graph: Graph,
  depths: ReadonlyMap<NodeId, number>,
  wires: readonly GraphEdge[],
): ReadonlySet<NodeId> {
  const depthOf = (id: NodeId) => depths.get(id) ?? -1;
  const least = Math.max(
    0,
    wires.reduce((found, { from }) => Math.min(found, depthOf(from)), Infinity),
  );
  const found = new Set<NodeId>();
  const above = (id: NodeId) => {
    for (const { from } of edgesInto(graph, id)) if (depthOf(from) >= least) found.add(from);
  };
  for (const { from } of wires) above(from);
  for (const id of found) above(id);
  return found;
}
