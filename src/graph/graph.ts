// The drawn network as data: immutable, with lookup maps beside the records. An edit makes a new graph and leaves
// every untouched node the same object, so that identity tells what changed. A module's definition holds a graph, and a
// graph the modules placed in it: their types stand together.
import type { Params } from '../layers/fields';
import { type EdgeId, edgeIdOf, type NodeId } from '../lib/ids';
import type { Annotations } from './annotations';
import type { Layout } from './layout';

export interface GraphNode {
  /** Its name too: unique, chosen by the user, kept in JSON and in the tf.js model. */
  readonly id: NodeId;
  readonly kind: string;
  readonly params: Params;
  /**
   * Within a module's definition: parameters that follow the module's own, as expressions (`4*width`). `params` holds
   * each one's value at the module's defaults.
   */
  readonly bindings?: Readonly<Record<string, string>>;
}

export interface GraphEdge {
  readonly id: EdgeId;
  readonly from: NodeId;
  readonly to: NodeId;
  /** Index of the target's input, from 0. */
  readonly slot: number;
}

export interface Graph {
  /** In the order of drawing, which is the order in the file. */
  readonly nodes: ReadonlyMap<NodeId, GraphNode>;
  readonly edges: ReadonlyMap<EdgeId, GraphEdge>;
  /** Edges into a node, sorted by slot; absent where there are none. */
  readonly incoming: ReadonlyMap<NodeId, readonly GraphEdge[]>;
  readonly outgoing: ReadonlyMap<NodeId, readonly GraphEdge[]>;
  /** The definitions of the modules placed in it, by name. The graph within a definition carries none of its own. */
  readonly modules: Modules;
}

export interface ModuleParameter {
  /** A word that expressions can use: a letter, then letters and digits. */
  readonly name: string;
  readonly type: 'int' | 'number';
  readonly default: number;
  readonly min: number;
  readonly max: number;
  readonly help: string;
}

/** A named sub-graph with parameters of its own: see `module.ts`. */
export interface Module {
  readonly name: string;
  /** What it does; one or two sentences, shown in palette and inspector. */
  readonly doc: string;
  readonly parameters: readonly ModuleParameter[];
  /**
   * Its inputs are nodes of kind `moduleInput`, in the order of drawing, each named as its slot is; its output is what
   * enters the one node of kind `moduleOutput`. A module of outputs alone (an auxiliary classifier) has none.
   */
  readonly graph: Graph;
  readonly layout: Layout;
  readonly annotations?: Annotations;
}

export type Modules = ReadonlyMap<string, Module>;
export const noModules: Modules = new Map();

export interface Wire {
  readonly from: NodeId;
  readonly to: NodeId;
  readonly slot: number;
}

export const edgeOf = (wire: Wire): GraphEdge => ({
  id: edgeIdOf(wire.from, wire.to, wire.slot),
  from: wire.from,
  to: wire.to,
  slot: wire.slot,
});

/** Builds the lookup maps. The edges must name nodes that exist and fill each slot at most once. */
export function makeGraph(
  nodes: Iterable<GraphNode>,
  edges: Iterable<GraphEdge>,
  modules: Modules = noModules,
): Graph {
  const nodeMap = new Map<NodeId, GraphNode>();
  for (const node of nodes) nodeMap.set(node.id, node);
  const edgeMap = new Map<EdgeId, GraphEdge>();
  for (const edge of edges) edgeMap.set(edge.id, edge);
  const { incoming, outgoing } = indexEdges(edgeMap.values());
  return { nodes: nodeMap, edges: edgeMap, incoming, outgoing, modules };
}

export const emptyGraph: Graph = makeGraph([], []);

function indexEdges(edges: Iterable<GraphEdge>) {
  const incoming = new Map<NodeId, GraphEdge[]>();
  const outgoing = new Map<NodeId, GraphEdge[]>();
  for (const edge of edges) {
    listAt(incoming, edge.to).push(edge);
    listAt(outgoing, edge.from).push(edge);
  }
  for (const list of incoming.values()) list.sort((a, b) => a.slot - b.slot);
  return { incoming, outgoing };
}

/** The same nodes with other wires: `gone` taken out, `fresh` put behind the rest. Lists of untouched nodes stay the same. */
export function rewired(graph: Graph, gone: readonly GraphEdge[], fresh: readonly GraphEdge[]): Graph {
  if (gone.length === 0 && fresh.length === 0) return graph;
  const edges = new Map(graph.edges);
  const incoming = new Map(graph.incoming);
  const outgoing = new Map(graph.outgoing);
  for (const edge of gone) {
    edges.delete(edge.id);
    without(incoming, edge.to, edge);
    without(outgoing, edge.from, edge);
  }
  for (const edge of fresh) {
    edges.set(edge.id, edge);
    incoming.set(
      edge.to,
      [...(incoming.get(edge.to) ?? []), edge].sort((a, b) => a.slot - b.slot),
    );
    outgoing.set(edge.from, [...(outgoing.get(edge.from) ?? []), edge]);
  }
  rewirings.set(edges, { before: new WeakRef(graph.edges), wires: [...gone, ...fresh] });
  return { ...graph, edges, incoming, outgoing };
}

/** The wires in which a graph's edges differ from those that they came from by one edit. */
const rewirings = new WeakMap<
  Graph['edges'],
  { readonly before: WeakRef<Graph['edges']>; readonly wires: readonly GraphEdge[] }
>();

/** The wires that lead from one version of a drawing to the next; undefined where that is not known. */
export function wiresBetween(before: Graph['edges'], now: Graph['edges']): readonly GraphEdge[] | undefined {
  const known = rewirings.get(now);
  return known?.before.deref() === before ? known.wires : undefined;
}

/** The edges that a graph's came from by one edit, where they are still remembered. */
export const edgesBefore = (edges: Graph['edges']): Graph['edges'] | undefined =>
  rewirings.get(edges)?.before.deref();

function without(lists: Map<NodeId, readonly GraphEdge[]>, key: NodeId, edge: GraphEdge): void {
  const rest = (lists.get(key) ?? []).filter(({ id }) => id !== edge.id);
  if (rest.length > 0) lists.set(key, rest);
  else lists.delete(key);
}

function listAt(map: Map<NodeId, GraphEdge[]>, key: NodeId): GraphEdge[] {
  const list = map.get(key) ?? [];
  if (list.length === 0) map.set(key, list);
  return list;
}

const noEdges: readonly GraphEdge[] = [];
export const edgesInto = (graph: Graph, id: NodeId) => graph.incoming.get(id) ?? noEdges;
export const edgesFrom = (graph: Graph, id: NodeId) => graph.outgoing.get(id) ?? noEdges;

/** The edge that fills a slot, if any. */
export const edgeAtSlot = (graph: Graph, to: NodeId, slot: number): GraphEdge | undefined =>
  edgesInto(graph, to).find((edge) => edge.slot === slot);
