// Which node to bring into sight for a problem's place.
import type { Graph } from '../../graph/graph';
import type { Place } from '../../graph/problem';
import type { NodeId } from '../../lib/ids';

export function goTo(at: Place, graph: Graph): NodeId | undefined {
  if (at.type === 'node') return graph.nodes.has(at.node) ? at.node : undefined;
  return at.type === 'edge' ? graph.edges.get(at.edge)?.to : undefined;
}
