// The order in which a graph computes, and the cycle a wire would close.
import type { NodeId } from '../lib/ids';
import { edgesFrom, edgesInto, type Graph } from './graph';

/**
 * The cycle that a wire from → to would close, written from its target round to it again
 * (`a → b → c → a`), or undefined when there is none. Breadth first, so the cycle named is a shortest one.
 */
export function cyclePath(graph: Graph, from: NodeId, to: NodeId): readonly NodeId[] | undefined {
  if (from === to) return [from, from];
  const cameFrom = new Map<NodeId, NodeId>();
  const open: NodeId[] = [to];
  for (const at of open) {
    for (const edge of edgesFrom(graph, at)) {
      if (edge.to === to || cameFrom.has(edge.to)) continue;
      cameFrom.set(edge.to, at);
      if (edge.to === from) return trace(cameFrom, from, to);
      open.push(edge.to);
    }
  }
  return undefined;
}

function trace(cameFrom: ReadonlyMap<NodeId, NodeId>, from: NodeId, to: NodeId): readonly NodeId[] {
  const path: NodeId[] = [to, from];
  for (let at = cameFrom.get(from); at !== undefined; at = cameFrom.get(at)) {
    path.push(at);
    if (at === to) break;
  }
  return path.reverse();
}

/**
 * The nodes in an order in which each follows all its inputs, ties in the order of drawing (Kahn 1962).
 * Nodes on a cycle, which only a file can bring, are missing from it.
 */
export function topologicalOrder(graph: Graph): readonly NodeId[] {
  const known = orders.get(graph.edges);
  if (known?.size === graph.nodes.size && known.order.every((id) => graph.nodes.has(id))) return known.order;
  const places = placesOf(graph.nodes);
  // By place in the drawing: a map written anew for every wire would cost more than the walk.
  const waitingFor = new Int32Array(places.size);
  const order: NodeId[] = [];
  for (const [id, place] of places) {
    const count = edgesInto(graph, id).length;
    waitingFor[place] = count;
    if (count === 0) order.push(id);
  }
  for (const id of order) {
    for (const { to } of edgesFrom(graph, id)) {
      const place = places.get(to);
      if (place === undefined) continue;
      const left = (waitingFor[place] ?? 0) - 1;
      waitingFor[place] = left;
      if (left === 0) order.push(to);
    }
  }
  orders.set(graph.edges, { size: graph.nodes.size, order });
  return order;
}

/** Each node's place in the order of drawing; remembered, since wires come and go while the nodes stay. */
function placesOf(nodes: Graph['nodes']): ReadonlyMap<NodeId, number> {
  const known = places.get(nodes);
  if (known) return known;
  const made = new Map<NodeId, number>();
  for (const id of nodes.keys()) made.set(id, made.size);
  places.set(nodes, made);
  return made;
}
const places = new WeakMap<Graph['nodes'], ReadonlyMap<NodeId, number>>();

// A parameter edit keeps the edge map's identity, and then the order still holds. Adding a node keeps it too, hence
// the check against the nodes.
const orders = new WeakMap<Graph['edges'], { size: number; order: readonly NodeId[] }>();
