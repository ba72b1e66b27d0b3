// The only place where our graph meets React Flow's nodes and edges. What did not change keeps its identity, so that
// an edit renders again only the cards and wires that it touched.
import type { Edge, Node } from '@xyflow/react';
import { edgesFrom, edgesInto, type Graph, type GraphEdge } from '../graph/graph';
import type { Layout } from '../graph/layout';
import { skipWires } from '../graph/skipWires';
import { hasOutput, slotCount } from '../graph/slots';
import { sameShape } from '../layers/merging';
import type { EdgeId, NodeId } from '../lib/ids';
import type { Direction, Point } from '../lib/turned';
import type { EdgeState } from '../shapes/edgeStates';
import type { NodeShape, Shapes } from '../shapes/nodeShape';
import { cardGeometry, outputHandle, slotHandle } from './cardGeometry';
import { describeEdge, describeNode } from './describe';

export interface Slot {
  readonly index: number;
  /** The node wired to it, if any. */
  readonly source: NodeId | undefined;
}

export type LayerFlowNode = Node<
  {
    readonly shape: NodeShape;
    readonly slots: readonly Slot[];
    readonly hasOutput: boolean;
    readonly note: string | undefined;
  },
  'layer'
>;
export type ShapeFlowEdge = Edge<
  {
    readonly edge: GraphEdge;
    readonly state: EdgeState;
    /** It ends at a node with several slots. */
    readonly crowded: boolean;
    /** Its shape says what no card or wire before it says. */
    readonly news: boolean;
    /** It passes over layers. */
    readonly skip: boolean;
    /** A node at one of its ends is selected. */
    readonly touched: boolean;
    /** Where it bends to go round cards; undefined where its curve is clear of them. */
    readonly bends: readonly Point[] | undefined;
  },
  'shape'
>;

/** What React Flow itself holds while a drag lasts; keyed by node. */
export interface Locals {
  /** Where nodes are shown while they are dragged; the document learns of it at the end. */
  readonly dragged: Layout;
}
export const noLocals: Locals = { dragged: new Map() };

export interface Drawn {
  readonly graph: Graph;
  readonly layout: Layout;
  /** The way in which the drawing leads. */
  readonly direction: Direction;
  readonly shapes: Shapes;
  readonly edgeStates: ReadonlyMap<EdgeId, EdgeState>;
  readonly selectedNodes: ReadonlySet<NodeId>;
  readonly selectedEdges: ReadonlySet<EdgeId>;
  readonly notes: ReadonlyMap<NodeId, string>;
}

const origin: Point = { x: 0, y: 0 };

/** Maps a drawing to React Flow's nodes. Keep one mapper a canvas: it remembers what it made. */
export function makeNodeMapper(): (drawn: Drawn, locals: Locals) => LayerFlowNode[] {
  let before = new Map<NodeId, LayerFlowNode>();
  let last: { drawn: Drawn; locals: Locals; listed: LayerFlowNode[] } | undefined;
  const list = makeList<LayerFlowNode>();
  return (drawn, locals) => {
    // While a drag lasts, only what is dragged stands elsewhere.
    if (last?.drawn === drawn && last.locals !== locals) {
      const ids = new Set([...last.locals.dragged.keys(), ...locals.dragged.keys()]);
      const listed = ids.size > 0 ? [...last.listed] : last.listed;
      for (const id of ids) {
        const shape = drawn.shapes.get(id);
        const old = before.get(id);
        if (!shape || !old) continue;
        const made = flowNode(drawn, locals, id, shape, old, drawn.graph);
        listed[listed.indexOf(old)] = made;
        before.set(id, made);
      }
      last = { drawn, locals, listed: list(listed) };
      return last.listed;
    }
    const now = new Map<NodeId, LayerFlowNode>();
    for (const [id, shape] of drawn.shapes) {
      const made = flowNode(drawn, locals, id, shape, before.get(id), last?.drawn.graph);
      now.set(id, made);
    }
    before = now;
    last = { drawn, locals, listed: list(now.values()) };
    return last.listed;
  };
}

/** Lists items; the same list while they are the same, for React Flow looks all of a new one through. */
function makeList<Item>(): (items: Iterable<Item>) => Item[] {
  let before: Item[] = [];
  return (items) => {
    const now = [...items];
    if (now.length !== before.length || now.some((item, i) => item !== before[i])) before = now;
    return before;
  };
}

function flowNode(
  drawn: Drawn,
  locals: Locals,
  id: NodeId,
  shape: NodeShape,
  old: LayerFlowNode | undefined,
  graphBefore: Graph | undefined,
): LayerFlowNode {
  const position = locals.dragged.get(id) ?? drawn.layout.get(id) ?? origin;
  const selected = drawn.selectedNodes.has(id);
  const data = nodeData(drawn, id, shape, old?.data, graphBefore);
  const geometry = cardGeometry(data.slots.length, data.hasOutput, drawn.direction);
  if (
    old &&
    old.data === data &&
    old.handles === geometry.handles &&
    old.selected === selected &&
    old.position.x === position.x &&
    old.position.y === position.y
  ) {
    return old;
  }
  return {
    id,
    type: 'layer',
    position,
    data,
    selected,
    ...geometry,
    ariaLabel: describeNode(shape),
  };
}

function nodeData(
  drawn: Drawn,
  id: NodeId,
  shape: NodeShape,
  old: LayerFlowNode['data'] | undefined,
  before: Graph | undefined,
) {
  const { graph } = drawn;
  const note = drawn.notes.get(id);
  // The same wires into the same node: its slots are what they were.
  const untouched = before?.modules === graph.modules && before.incoming.get(id) === graph.incoming.get(id);
  if (old && untouched && old.shape === shape && old.note === note) return old;
  const slots = slotsOf(graph, shape, old?.slots);
  const gives = hasOutput(drawn.graph, shape.node);
  if (old && old.shape === shape && old.note === note && old.hasOutput === gives && old.slots === slots)
    return old;
  return { shape, slots, note, hasOutput: gives };
}

/** A slot whose wire is the same stays the same object, and so does the list while all do. */
function slotsOf(graph: Graph, { node }: NodeShape, before: readonly Slot[] = []): readonly Slot[] {
  const wired = new Map(edgesInto(graph, node.id).map((edge) => [edge.slot, edge.from]));
  const slots = Array.from({ length: slotCount(graph, node) }, (_, index): Slot => {
    const [old, source] = [before[index], wired.get(index)];
    return old?.source === source && old ? old : { index, source };
  });
  return slots.length === before.length && slots.every((slot, i) => slot === before[i]) ? before : slots;
}

/** Where a wire bends to go round cards; the same object while it bends there. */
export type Bends = (edge: GraphEdge) => readonly Point[] | undefined;

/** Maps a drawing to React Flow's edges; keep one mapper a canvas. */
export function makeEdgeMapper(): (drawn: Drawn, bends: Bends) => ShapeFlowEdge[] {
  let before = new Map<EdgeId, ShapeFlowEdge>();
  const list = makeList<ShapeFlowEdge>();
  return (drawn, bends) => {
    const now = new Map<EdgeId, ShapeFlowEdge>();
    const skips = skipWires(drawn.graph);
    for (const edge of drawn.graph.edges.values()) {
      const state = drawn.edgeStates.get(edge.id);
      const target = drawn.graph.nodes.get(edge.to);
      if (!state || !target) continue;
      const data = {
        edge,
        state,
        crowded: slotCount(drawn.graph, target) > 1,
        news: isNews(drawn, edge, state),
        skip: skips.has(edge.id),
        touched: drawn.selectedNodes.has(edge.from) || drawn.selectedNodes.has(edge.to),
        bends: bends(edge),
      };
      now.set(edge.id, flowEdge(data, drawn.selectedEdges.has(edge.id), before.get(edge.id)));
    }
    before = now;
    return list(now.values());
  };
}

/**
 * Whether a wire's shape is worth a label: the layer before it made it, and of several wires from there it is the first,
 * for the same tensor runs along all. A wire that does not fit always is.
 */
function isNews(drawn: Drawn, edge: GraphEdge, state: EdgeState): boolean {
  if (state.state !== 'ok') return true;
  const source = drawn.shapes.get(edge.from);
  if (source?.state !== 'ok') return true;
  if (edgesFrom(drawn.graph, edge.from)[0]?.id !== edge.id) return false;
  return !source.inputs.some((shape) => sameShape(shape, state.shape));
}

const sameData = (a: NonNullable<ShapeFlowEdge['data']>, b: NonNullable<ShapeFlowEdge['data']>): boolean =>
  a.crowded === b.crowded &&
  a.news === b.news &&
  a.skip === b.skip &&
  a.touched === b.touched &&
  a.bends === b.bends &&
  (a.state === b.state || sameState(a.state, b.state));

function sameState(a: EdgeState, b: EdgeState): boolean {
  if (a.state === 'waiting' || b.state === 'waiting')
    return a.state === 'waiting' && b.state === 'waiting' && a.on === b.on;
  if (a.state === 'broken' || b.state === 'broken') {
    if (a.state !== 'broken' || b.state !== 'broken' || a.message !== b.message) return false;
  }
  return sameShape(a.shape, b.shape);
}

function flowEdge(
  data: NonNullable<ShapeFlowEdge['data']>,
  selected: boolean,
  old: ShapeFlowEdge | undefined,
): ShapeFlowEdge {
  const { edge, state } = data;
  if (old?.data && old.selected === selected && sameData(old.data, data)) return old;
  return {
    id: edge.id,
    type: 'shape',
    source: edge.from,
    target: edge.to,
    sourceHandle: outputHandle,
    targetHandle: slotHandle(edge.slot),
    selected,
    data,
    ariaLabel: describeEdge(edge, state),
    className: state.state,
  };
}

/** Positions as whole steps of the grid that nodes lightly snap to. */
export const snapped = ({ x, y }: Point): Point => ({
  x: Math.round(x / grid) * grid,
  y: Math.round(y / grid) * grid,
});
export const grid = 10;
