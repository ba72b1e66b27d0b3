// The order in which a graph computes, and the cycle a wire would close.
import type { NodeId } from '../lib/ids';
import { edgesBefore, edgesFrom, edgesInto, type Graph, wiresBetween } from './graph';

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
  const { ids, into, out } = numbersOf(graph);
  const waitingFor = into.slice();
  const order = new Int32Array(ids.length);
  let length = 0;
  for (let place = 0; place < ids.length; place += 1) if (waitingFor[place] === 0) order[length++] = place;
  for (let done = 0; done < length; done += 1) {
    for (const to of out[order[done] ?? 0] ?? []) {
      const left = (waitingFor[to] ?? 0) - 1;
      waitingFor[to] = left;
      if (left === 0) order[length++] = to;
    }
  }
  const named = Array.from(order.subarray(0, length), (place) => ids[place] as NodeId);
  orders.set(graph.edges, { size: graph.nodes.size, order: named });
  return named;
}

/** A graph by its nodes' places in the order of drawing: looking up names would take most of the time. */
interface Numbers {
  readonly nodes: Graph['nodes'];
  readonly ids: readonly NodeId[];
  readonly places: ReadonlyMap<NodeId, number>;
  /** How many wires lead into each node. */
  readonly into: Int32Array;
  /** Where the wires out of each node lead, in their order. */
  readonly out: readonly (readonly number[])[];
}
const numbers = new WeakMap<Graph['edges'], Numbers>();

function numbersOf(graph: Graph): Numbers {
  const made = renumbered(graph) ?? numbered(graph);
  numbers.set(graph.edges, made);
  return made;
}

function numbered(graph: Graph): Numbers {
  const { nodes } = graph;
  const ids = [...nodes.keys()];
  const places = new Map<NodeId, number>();
  for (const id of ids) places.set(id, places.size);
  const into = Int32Array.from(ids, (id) => edgesInto(graph, id).length);
  return { nodes, ids, places, into, out: ids.map((id) => targetsOf(graph, id, places)) };
}

/** The numbers of the graph before, with only the wires of the edit between followed; undefined where they are not known. */
function renumbered(graph: Graph): Numbers | undefined {
  const edges = edgesBefore(graph.edges);
  const before = edges && numbers.get(edges);
  const wires = edges && wiresBetween(edges, graph.edges);
  if (!before || !wires || !samePlaces(before.nodes, graph.nodes)) return undefined;
  const into = before.into.slice();
  const out = [...before.out];
  for (const { from, to } of wires) {
    const [source, target] = [before.places.get(from), before.places.get(to)];
    if (source === undefined || target === undefined) return undefined;
    into[target] = edgesInto(graph, to).length;
    out[source] = targetsOf(graph, from, before.places);
  }
  // Undo asks for the order before, which is kept; its numbers would only be in the way.
  numbers.delete(edges);
  return { ...before, nodes: graph.nodes, into, out };
}

/** Whether the same nodes stand in the same order, whatever their parameters. */
function samePlaces(a: Graph['nodes'], b: Graph['nodes']): boolean {
  if (a === b) return true;
  if (a.size !== b.size) return false;
  const ids = a.keys();
  for (const id of b.keys()) if (ids.next().value !== id) return false;
  return true;
}

const none: readonly number[] = [];

function targetsOf(graph: Graph, id: NodeId, places: ReadonlyMap<NodeId, number>): readonly number[] {
  const edges = edgesFrom(graph, id);
  if (edges.length === 0) return none;
  const targets: number[] = [];
  for (const { to } of edges) {
    const place = places.get(to);
    if (place !== undefined) targets.push(place);
  }
  return targets;
}

// A parameter edit keeps the edge map's identity, and then the order still holds. Adding a node keeps it too, hence
// the check against the nodes.
const orders = new WeakMap<Graph['edges'], { size: number; order: readonly NodeId[] }>();
