// Pure edits: a graph and a layout in, new ones out, or the problem that forbids it. Unchanged parts keep their
// identity. Shapes are not judged here (`shapes/checkEdge` does); what would break the graph itself is refused.

import type { Params } from '../layers/fields';
import { layerOf } from '../layers/index';
import { assertNever } from '../lib/assertNever';
import { type EdgeId, type NodeId, nodeId, nodeIdPattern } from '../lib/ids';
import { err, ok, type Result } from '../lib/result';
import { cyclePath } from './cycles';
import type { Layout, Point } from './document';
import type { Drawing, Edit } from './edits';
import {
  edgeAtSlot,
  edgeOf,
  edgesInto,
  type Graph,
  type GraphEdge,
  type GraphNode,
  makeGraph,
} from './graph';
import { atDocument, atEdge, atNode, type Place, type Problem, type ProblemCode } from './problem';

const refuse = (code: ProblemCode, at: Place, message: string) => err<Problem>({ code, at, message });

/** Applies one edit; the drawing that came in is untouched. */
export function applyEdit(drawing: Drawing, edit: Edit): Result<Drawing, Problem> {
  switch (edit.type) {
    case 'add':
      return add(drawing, edit.node, edit.at);
    case 'remove':
      return ok(remove(drawing, edit.nodes, edit.edges));
    case 'connect':
      return connect(drawing, edit);
    case 'set':
      return set(drawing, edit.node, edit.params);
    case 'rename':
      return rename(drawing, edit.node, edit.id);
    case 'insert':
      return insert(drawing, edit.edge, edit.node, edit.at);
    case 'move':
      return ok({ graph: drawing.graph, layout: new Map([...drawing.layout, ...edit.positions]) });
    default:
      return assertNever(edit);
  }
}

/** Applies edits in order, all or none. */
export function applyEdits(drawing: Drawing, edits: readonly Edit[]): Result<Drawing, Problem> {
  let current = drawing;
  for (const edit of edits) {
    const next = applyEdit(current, edit);
    if (!next.ok) return next;
    current = next.value;
  }
  return ok(current);
}

function add({ graph, layout }: Drawing, node: GraphNode, at: Point): Result<Drawing, Problem> {
  const name = checkName(graph, node.id);
  if (!name.ok) return name;
  return ok({
    graph: { ...graph, nodes: new Map(graph.nodes).set(node.id, node) },
    layout: new Map(layout).set(node.id, at),
  });
}

function checkName(graph: Graph, id: string): Result<NodeId, Problem> {
  if (!nodeIdPattern.test(id)) {
    return refuse(
      'bad-id',
      atDocument,
      `“${id}” cannot be a node's name: use 1 to 64 letters, digits, “_”, “-” or “.”, beginning with a letter or digit.`,
    );
  }
  if (graph.nodes.has(nodeId(id))) {
    return refuse(
      'duplicate-node',
      atNode(nodeId(id)),
      `There is already a node named “${id}”: choose another name.`,
    );
  }
  return ok(nodeId(id));
}

function remove({ graph, layout }: Drawing, nodes: readonly NodeId[], edges: readonly EdgeId[]): Drawing {
  const goneNodes = new Set(nodes);
  const goneEdges = new Set(edges);
  const rest = [...graph.edges.values()].filter(
    (e) => !goneEdges.has(e.id) && !goneNodes.has(e.from) && !goneNodes.has(e.to),
  );
  return {
    graph: makeGraph(
      [...graph.nodes.values()].filter((n) => !goneNodes.has(n.id)),
      rest,
    ),
    layout: new Map([...layout].filter(([id]) => !goneNodes.has(id))),
  };
}

/** Refuses what no shape could excuse: unknown ends, slots that do not exist, a second identical wire, a cycle. */
export function checkWire(graph: Graph, from: NodeId, to: NodeId, slot: number): Result<GraphEdge, Problem> {
  const source = graph.nodes.get(from);
  const target = graph.nodes.get(to);
  if (!source || !target) {
    const missing = source ? to : from;
    return refuse('no-such-node', atDocument, `There is no node “${missing}” to wire.`);
  }
  if (layerOf(source.kind).group === 'Output') {
    return refuse(
      'output-has-no-out',
      atNode(from),
      `“${from}” is an output of the network: nothing follows it.`,
    );
  }
  const { inputs, label } = layerOf(target.kind);
  const slots = inputs.type === 'none' ? 0 : inputs.type === 'one' ? 1 : Number.POSITIVE_INFINITY;
  if (!Number.isInteger(slot) || slot < 0 || slot >= Math.min(slots, 256)) {
    return refuse(
      'no-such-slot',
      atNode(to),
      `“${to}” (${label}) has ${slots === 0 ? 'no input' : `no input ${slot + 1}`}.`,
    );
  }
  const path = cyclePath(graph, from, to);
  if (path) {
    return refuse(
      'cycle',
      atNode(to),
      `This wire would close a cycle: ${path.join(' → ')}. A network must run one way.`,
    );
  }
  const twin = edgesInto(graph, to).find((edge) => edge.from === from && edge.slot !== slot);
  if (twin) {
    return refuse(
      'already-wired',
      atEdge(twin.id),
      `“${from}” is already wired to “${to}”, input ${twin.slot + 1}.`,
    );
  }
  return ok(edgeOf({ from, to, slot }));
}

function connect(
  { graph, layout }: Drawing,
  wire: { from: NodeId; to: NodeId; slot: number },
): Result<Drawing, Problem> {
  const checked = checkWire(graph, wire.from, wire.to, wire.slot);
  if (!checked.ok) return checked;
  const replaced = edgeAtSlot(graph, wire.to, wire.slot);
  const rest = [...graph.edges.values()].filter((e) => e.id !== replaced?.id);
  return ok({ graph: makeGraph(graph.nodes.values(), [...rest, checked.value]), layout });
}

function set({ graph, layout }: Drawing, id: NodeId, params: Params): Result<Drawing, Problem> {
  const node = graph.nodes.get(id);
  if (!node) return refuse('no-such-node', atDocument, `There is no node “${id}”.`);
  const changed: GraphNode = { ...node, params: { ...node.params, ...params } };
  return ok({ graph: { ...graph, nodes: new Map(graph.nodes).set(id, changed) }, layout });
}

function rename({ graph, layout }: Drawing, from: NodeId, to: string): Result<Drawing, Problem> {
  if (from === to) return ok({ graph, layout });
  if (!graph.nodes.has(from)) return refuse('no-such-node', atDocument, `There is no node “${from}”.`);
  const name = checkName(graph, to);
  if (!name.ok) return name;
  const id = (old: NodeId): NodeId => (old === from ? name.value : old);
  const edges = [...graph.edges.values()].map((e) =>
    e.from === from || e.to === from ? edgeOf({ from: id(e.from), to: id(e.to), slot: e.slot }) : e,
  );
  return ok({
    graph: makeGraph(
      [...graph.nodes.values()].map((n) => (n.id === from ? { ...n, id: name.value } : n)),
      edges,
    ),
    layout: new Map([...layout].map(([key, at]) => [id(key), at])),
  });
}

function insert(drawing: Drawing, edgeId: EdgeId, node: GraphNode, at?: Point): Result<Drawing, Problem> {
  const edge = drawing.graph.edges.get(edgeId);
  if (!edge) return refuse('no-such-node', atDocument, `There is no wire “${edgeId}”.`);
  const between = at ?? midpoint(drawing.layout, edge);
  return applyEdits(drawing, [
    { type: 'remove', nodes: [], edges: [edgeId] },
    { type: 'add', node, at: between },
    { type: 'connect', from: edge.from, to: node.id, slot: 0 },
    { type: 'connect', from: node.id, to: edge.to, slot: edge.slot },
  ]);
}

function midpoint(layout: Layout, edge: { from: NodeId; to: NodeId }): Point {
  const a = layout.get(edge.from) ?? { x: 0, y: 0 };
  const b = layout.get(edge.to) ?? a;
  return { x: Math.round((a.x + b.x) / 2), y: Math.round((a.y + b.y) / 2) };
}
