// The edits of one drawing, be it the whole or a module's: nodes and wires added, changed and removed. Unchanged parts
// keep their identity.
import type { Params } from '../layers/fields';
import { type EdgeId, type NodeId, nodeId, nodeIdPattern } from '../lib/ids';
import { ok, type Result } from '../lib/result';
import type { Point } from '../lib/turned';
import { boundNode, withoutBindings } from './bindings';
import { checkParams } from './checkParams';
import type { Drawing } from './edits';
import { inPlane } from './fileLimits';
import {
  edgeAtSlot,
  edgeOf,
  edgesFrom,
  edgesInto,
  type Graph,
  type GraphNode,
  type Module,
  makeGraph,
  rewired,
} from './graph';
import { checkInstance, otherModule } from './instances';
import type { Layout } from './layout';
import { misplacement } from './misplacement';
import { atDocument, atNode, type Problem } from './problem';
import { checkWire, refuse } from './wires';

/** The definition that is edited; undefined in the drawing itself. */
export type Within = Module | undefined;

export function add(
  { graph, layout }: Drawing,
  node: GraphNode,
  at: Point,
  within: Within,
): Result<Drawing, Problem> {
  const name = checkName(graph, node.id);
  if (!name.ok) return name;
  const misplaced = misplacement(node, graph.nodes, { within });
  if (misplaced) return refuse(misplaced.code, atNode(node.id), misplaced.message);
  const instance = node.kind === 'module' ? checkInstance(graph, node, within) : checkParams(node);
  if (!instance.ok) return instance;
  const bound = boundNode(graph, instance.value, within);
  if (!bound.ok) return bound;
  return ok({
    graph: { ...graph, nodes: new Map(graph.nodes).set(node.id, bound.value) },
    layout: new Map(layout).set(node.id, inPlane(at)),
  });
}

export function checkName(graph: Graph, id: string): Result<NodeId, Problem> {
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

export function remove(
  { graph, layout }: Drawing,
  nodes: readonly NodeId[],
  edges: readonly EdgeId[],
): Drawing {
  const goneEdges = new Set(
    edges
      .flatMap((id) => graph.edges.get(id) ?? [])
      .concat(nodes.flatMap((id) => [...edgesInto(graph, id), ...edgesFrom(graph, id)])),
  );
  const unwired = rewired(graph, [...goneEdges], []);
  const goneNodes = nodes.filter((id) => graph.nodes.has(id));
  if (goneNodes.length === 0) return { graph: unwired, layout };
  return {
    graph: { ...unwired, nodes: mapWithout(graph.nodes, goneNodes) },
    layout: mapWithout(layout, goneNodes),
  };
}

function mapWithout<Item>(
  map: ReadonlyMap<NodeId, Item>,
  gone: readonly NodeId[],
): ReadonlyMap<NodeId, Item> {
  const rest = new Map(map);
  for (const id of gone) rest.delete(id);
  return rest;
}

export function connect(
  { graph, layout }: Drawing,
  wire: { from: NodeId; to: NodeId; slot: number },
): Result<Drawing, Problem> {
  const checked = checkWire(graph, wire.from, wire.to, wire.slot);
  if (!checked.ok) return checked;
  const replaced = edgeAtSlot(graph, wire.to, wire.slot);
  return ok({ graph: rewired(graph, replaced ? [replaced] : [], [checked.value]), layout });
}

export function set(
  { graph, layout }: Drawing,
  id: NodeId,
  params: Params,
  within: Within,
): Result<Drawing, Problem> {
  const node = graph.nodes.get(id);
  if (!node) return refuse('no-such-node', atDocument, `There is no node “${id}”.`);
  const changed = withoutBindings({ ...node, params: { ...node.params, ...params } }, Object.keys(params));
  const asOther =
    node.kind === 'module' && params.module !== undefined && params.module !== node.params.module;
  if (asOther) return otherModule({ graph, layout }, changed, within);
  const instance =
    node.kind === 'module' ? checkInstance(graph, changed, within) : checkParams(changed, params);
  if (!instance.ok) return instance;
  return ok({ graph: { ...graph, nodes: new Map(graph.nodes).set(id, instance.value) }, layout });
}

export function rename({ graph, layout }: Drawing, from: NodeId, to: string): Result<Drawing, Problem> {
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
      graph.modules,
    ),
    layout: new Map([...layout].map(([key, at]) => [id(key), at])),
  });
}

export function insert(
  drawing: Drawing,
  edgeId: EdgeId,
  node: GraphNode,
  at: Point | undefined,
  within: Within,
): Result<Drawing, Problem> {
  const edge = drawing.graph.edges.get(edgeId);
  if (!edge) return refuse('no-such-node', atDocument, `There is no wire “${edgeId}”.`);
  const added = add(remove(drawing, [], [edgeId]), node, at ?? midpoint(drawing.layout, edge), within);
  if (!added.ok) return added;
  const first = connect(added.value, { from: edge.from, to: node.id, slot: 0 });
  return first.ok ? connect(first.value, { from: node.id, to: edge.to, slot: edge.slot }) : first;
}

function midpoint(layout: Layout, edge: { from: NodeId; to: NodeId }): Point {
  const a = layout.get(edge.from) ?? { x: 0, y: 0 };
  const b = layout.get(edge.to) ?? a;
  return { x: Math.round((a.x + b.x) / 2), y: Math.round((a.y + b.y) / 2) };
}
