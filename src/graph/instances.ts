// Instances as edits place and change them: their values checked against the definition, rings and over-large
// drawings refused, and wires kept in step with the definition's ports.
import { formatCount } from '../lib/format';
import type { NodeId } from '../lib/ids';
import { ok, type Result } from '../lib/result';
import { boundNode } from './bindings';
import type { Drawing } from './edits';
import {
  edgeOf,
  type Graph,
  type GraphEdge,
  type GraphNode,
  type Module,
  type Modules,
  makeGraph,
} from './graph';
import { expandedNodes, expandedSize, mostExpanded, portsOf, ringOf } from './module';
import { atDocument, atNode, type Problem } from './problem';
import { instanceParams, valueFaults } from './values';
import { refuse } from './wires';

/** An instance with every value there and in range; `within` is the definition that it stands in. */
export function checkInstance(
  graph: Graph,
  node: GraphNode,
  within: Module | undefined,
): Result<GraphNode, Problem> {
  const name = String(node.params.module);
  const definition = graph.modules.get(name);
  if (!definition) {
    return refuse(
      'unknown-module',
      atNode(node.id),
      `This drawing defines no module “${name}”: choose one that it defines.`,
    );
  }
  const ring = within && ringOf(graph.modules, within.name, name);
  if (ring) {
    return refuse(
      'module-recursion',
      atNode(node.id),
      `The module “${within.name}” would contain itself: ${ring.join(' → ')}. Place “${name}” elsewhere.`,
    );
  }
  const params = { ...node.params, ...instanceParams(definition, node.params) };
  const [fault] = valueFaults(definition, params);
  return fault
    ? refuse('bad-value', atNode(node.id), `“${node.id}”: ${fault.reason}.`)
    : ok({ ...node, params });
}

/**
 * The instance made one of another module: values of parameters with equal names stay where that module takes them, and
 * so do the wires that it has slots for.
 */
export function otherModule(
  { graph, layout }: Drawing,
  node: GraphNode,
  within: Module | undefined,
): Result<Drawing, Problem> {
  const definition = graph.modules.get(String(node.params.module));
  const given = definition ? instanceParams(definition, node.params) : node.params;
  const wrong = new Set(definition ? valueFaults(definition, given).map(({ param }) => param) : []);
  const kept = Object.fromEntries(Object.entries(given).filter(([param]) => !wrong.has(param)));
  const bindings = Object.entries(node.bindings ?? {}).filter(([param]) => Object.hasOwn(given, param));
  const { bindings: _, ...bare } = node;
  const checked = checkInstance(graph, { ...bare, params: kept }, within);
  if (!checked.ok || !definition) return checked.ok ? ok({ graph, layout }) : checked;
  const bound = boundNode(
    graph,
    bindings.length > 0 ? { ...checked.value, bindings: Object.fromEntries(bindings) } : checked.value,
    within,
  );
  if (!bound.ok) return bound;
  const { inputs, output } = portsOf(definition);
  const edges = [...graph.edges.values()].filter(
    ({ from, to, slot }) =>
      (to !== node.id || slot < inputs.length) && (from !== node.id || output !== undefined),
  );
  const nodes = new Map(graph.nodes).set(node.id, bound.value);
  return ok({ graph: makeGraph(nodes.values(), edges, graph.modules), layout });
}

/** Applies a change to the drawing's own graph and to every definition's. */
export function everywhere(graph: Graph, change: (graph: Graph) => Graph): Graph {
  const modules = new Map<string, Module>();
  let changed = false;
  for (const [name, definition] of graph.modules) {
    const inner = change(definition.graph);
    changed ||= inner !== definition.graph;
    modules.set(name, inner === definition.graph ? definition : { ...definition, graph: inner });
  }
  const own = change(graph);
  return changed ? { ...own, modules } : own;
}

/** Changes every instance of a module, in the drawing and in the definitions. */
export function eachInstance(graph: Graph, name: string, change: (node: GraphNode) => GraphNode): Graph {
  return everywhere(graph, (each) =>
    eachNode(each, (node) => (node.kind === 'module' && node.params.module === name ? change(node) : node)),
  );
}

export function eachNode(graph: Graph, change: (node: GraphNode) => GraphNode): Graph {
  let changed = false;
  const nodes = new Map<NodeId, GraphNode>();
  for (const [id, node] of graph.nodes) {
    const now = change(node);
    changed ||= now !== node;
    nodes.set(id, now);
  }
  return changed ? { ...graph, nodes } : graph;
}

/**
 * Wires brought in step with ports that a definition has lost: those of a lost slot go, those behind it move up; without
 * an output, the wires that left its instances go.
 */
export function withoutPorts(
  graph: Graph,
  name: string,
  lost: ReadonlySet<number>,
  outputLost: boolean,
): Graph {
  const isInstance = (id: GraphEdge['to']): boolean => {
    const node = graph.nodes.get(id);
    return node?.kind === 'module' && node.params.module === name;
  };
  let changed = false;
  const edges: GraphEdge[] = [];
  for (const edge of graph.edges.values()) {
    const into = isInstance(edge.to);
    if ((into && lost.has(edge.slot)) || (outputLost && isInstance(edge.from))) {
      changed = true;
      continue;
    }
    const shift = into ? [...lost].filter((slot) => slot < edge.slot).length : 0;
    if (shift > 0) changed = true;
    edges.push(shift > 0 ? edgeOf({ ...edge, slot: edge.slot - shift }) : edge);
  }
  return changed ? makeGraph(graph.nodes.values(), edges, graph.modules) : graph;
}

/** Refuses what would expand beyond the limit, in the drawing or in a definition. */
export function checkSize(graph: Graph): Result<Graph, Problem> {
  if (graph.modules.size === 0) return ok(graph);
  const most = largestSize(graph, graph.modules);
  if (most <= mostExpanded) return ok(graph);
  return refuse(
    'module-too-large',
    atDocument,
    `The modules would expand to ${formatCount(most)} nodes, and a drawing takes at most ${formatCount(mostExpanded)}: place fewer of them.`,
  );
}

function largestSize(graph: Graph, modules: Modules): number {
  let most = [...graph.nodes.values()].some(({ kind }) => kind === 'module') ? expandedNodes(graph) : 0;
  for (const name of modules.keys()) most = Math.max(most, expandedSize(modules, name));
  return most;
}
