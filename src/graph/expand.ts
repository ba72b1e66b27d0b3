// A drawing with its modules folded out: every instance replaced by its definition's nodes, at that instance's values
// and under path ids (`3a/conv5x5`), so that nothing after this knows of modules.
import { type NodeId, pathOf } from '../lib/ids';
import { topologicalOrder } from './cycles';
import { edgeOf, edgesInto, type Graph, type GraphEdge, type GraphNode, makeGraph, noModules } from './graph';
import { expandedNodes, expandedSize, isPort, moduleOf, mostExpanded, portsOf } from './module';
import { type Values, valuesOf, withValues } from './values';

const expandedByGraph = new WeakMap<Graph, Graph>();

/**
 * The flat graph: no instances, no ports; what is wired to a port goes to every node that reads it, and where a
 * module's output is its own input, that input passes through. Nodes stand in the order of drawing, an instance's in its
 * place. A graph without instances is given back itself.
 *
 * Node objects are kept: an inner node is the same object in every expansion in which its definition's node and its
 * values are the same, so that `inferShapes(flat, previous)` keeps its entry.
 *
 * An instance that cannot stand (unknown module, wrong values, a port without a wire, a definition whose output lacks
 * one, a ring, more than 20,000 nodes) is left as it is, with the definitions, so that it is judged at its own place. A
 * value that an expression takes out of its field's range is kept and judged at its node.
 */
export function expand(graph: Graph): Graph {
  const known = expandedByGraph.get(graph);
  if (known) return known;
  const flat = hasInstances(graph) && expandedNodes(graph) <= mostExpanded ? flatten(graph) : graph;
  expandedByGraph.set(graph, flat);
  return flat;
}

function hasInstances({ nodes }: Graph): boolean {
  for (const { kind } of nodes.values()) if (kind === 'module') return true;
  return false;
}

function flatten(graph: Graph): Graph {
  const flat: Flat = { modules: graph.modules, nodes: [], edges: [], opened: new Map(), left: false };
  emitNodes(flat, graph, '', new Map());
  emitEdges(flat, graph, '', []);
  return makeGraph(flat.nodes, flat.edges, flat.left ? graph.modules : noModules);
}

interface Flat {
  readonly modules: Graph['modules'];
  readonly nodes: GraphNode[];
  readonly edges: GraphEdge[];
  /** By the path of each instance that is folded out, what is inside. */
  readonly opened: Map<NodeId, Graph>;
  /** Whether an instance was left as it is. */
  left: boolean;
}

/**
 * The values of an instance that can stand; undefined of any other node. `level` is the graph that it is drawn in, under
 * its own name `id`; its params may follow those of the module around it.
 */
function valuesWithin({ modules }: Flat, level: Graph, id: NodeId, node: GraphNode): Values | undefined {
  const definition = moduleOf({ modules }, node);
  if (!definition || !Number.isFinite(expandedSize(modules, definition.name))) return undefined;
  const { inputs, output } = portsOf(definition);
  if (edgesInto(level, id).length !== inputs.length) return undefined;
  if (output !== undefined && edgesInto(definition.graph, output).length === 0) return undefined;
  const values = valuesOf(definition, node.params);
  return values.ok ? values.value : undefined;
}

/** Nodes in the order of drawing. `at` is the path of the instance that `level` is the inside of; '' for the drawing. */
function emitNodes(flat: Flat, level: Graph, at: string, values: Values): void {
  for (const node of level.nodes.values()) {
    if (at !== '' && isPort(node)) continue;
    const placed = at === '' ? node : flatNode(node, at, values);
    const definition = moduleOf(flat, placed);
    const inside = definition && valuesWithin(flat, level, node.id, placed);
    if (inside) {
      flat.opened.set(placed.id, definition.graph);
      emitNodes(flat, definition.graph, placed.id, inside);
    } else {
      flat.nodes.push(placed);
      if (node.kind === 'module') flat.left = true;
    }
  }
}

const flatByNode = new WeakMap<GraphNode, Map<string, GraphNode>>();

/** The definition's node at a path and values: the object made before where nothing in it differs. */
function flatNode(node: GraphNode, at: string, values: Values): GraphNode {
  const made = flatByNode.get(node) ?? new Map<string, GraphNode>();
  flatByNode.set(node, made);
  const before = made.get(at);
  if (before && !node.bindings) return before;
  const now = withValues(node, values, pathOf(at, node.id));
  if (
    before &&
    Object.keys(node.bindings ?? {}).every((name) => Object.is(before.params[name], now.params[name]))
  )
    return before;
  made.set(at, now);
  return now;
}

/**
 * The wires of a level. `ports`: for each slot of the instance, the flat node that feeds it. Gives the flat node whose
 * tensor leaves the level.
 */
function emitEdges(
  flat: Flat,
  level: Graph,
  at: string,
  ports: readonly (NodeId | undefined)[],
): NodeId | undefined {
  // For each node of the level, the flat node whose tensor it gives.
  const giving = portFeeds(level, at, ports);
  let output: NodeId | undefined;
  for (const id of topologicalOrder(level)) {
    if (giving.has(id)) continue;
    const path = pathOf(at, id);
    const inside = flat.opened.get(path);
    const feeds: (NodeId | undefined)[] = [];
    for (const { from, slot } of edgesInto(level, id)) feeds[slot] = giving.get(from);
    if (inside) giving.set(id, emitEdges(flat, inside, path, feeds));
    else if (at !== '' && level.nodes.get(id)?.kind === 'moduleOutput') output = feeds[0];
    else {
      feeds.forEach((from, slot) => {
        if (from !== undefined) flat.edges.push(edgeOf({ from, to: path, slot }));
      });
      giving.set(id, path);
    }
  }
  return output;
}

function portFeeds(
  level: Graph,
  at: string,
  ports: readonly (NodeId | undefined)[],
): Map<NodeId, NodeId | undefined> {
  const feeds = new Map<NodeId, NodeId | undefined>();
  if (at === '') return feeds;
  for (const { id, kind } of level.nodes.values())
    if (kind === 'moduleInput') feeds.set(id, ports[feeds.size]);
  return feeds;
}
