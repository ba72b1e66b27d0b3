// A shape, a misfit or what is waited for, for every node of a graph: the ground truth that edges, nodes, inspector
// and plan all read. An error is reported once, where it stands; what lies beyond it waits.
import { topologicalOrder } from '../graph/cycles';
import { edgesInto, type Graph, type GraphEdge, type GraphNode } from '../graph/graph';
import { type Cost, type Misfit, misfit, type Shape, sizeOf } from '../layers/contract';
import { layerOf } from '../layers/index';
import { sameShape } from '../layers/merging';
import { formatCount, formatShape } from '../lib/format';
import type { NodeId } from '../lib/ids';
import { ok, type Result } from '../lib/result';

export type NodeShape =
  | {
      readonly state: 'ok';
      readonly node: GraphNode;
      readonly inputs: readonly Shape[];
      readonly shape: Shape;
      readonly cost: Cost;
    }
  /** The node's inputs or parameters do not go together; `misfit.slots` are input slots of the node. */
  | {
      readonly state: 'misfit';
      readonly node: GraphNode;
      /** Shapes that arrive, in the order of their slots. */
      readonly inputs: readonly Shape[];
      readonly misfit: Misfit;
    }
  /** Fewer wires arrive than the layer needs. */
  | {
      readonly state: 'incomplete';
      readonly node: GraphNode;
      readonly inputs: readonly Shape[];
      readonly missing: number;
    }
  /** Something upstream has no shape; `on` is the node at fault there. */
  | { readonly state: 'waiting'; readonly node: GraphNode; readonly on: NodeId };

export type Shapes = ReadonlyMap<NodeId, NodeShape>;

/**
 * Infers every node's state in one pass in topological order.
 * `previous` is the result for an earlier version of the graph: a node that is the same object and whose input
 * shapes are the same keeps its very entry, so that its readers need not look again.
 */
export function inferShapes(graph: Graph, previous?: Shapes): Shapes {
  const shapes = new Map<NodeId, NodeShape>();
  for (const id of topologicalOrder(graph)) {
    const node = graph.nodes.get(id);
    if (node) shapes.set(id, inferNode(graph, node, shapes, previous?.get(id)));
  }
  return shapes;
}

function inferNode(graph: Graph, node: GraphNode, shapes: Shapes, before: NodeShape | undefined): NodeShape {
  const edges = edgesInto(graph, node.id);
  const inputs: Shape[] = [];
  let on: NodeId | undefined;
  for (const edge of edges) {
    const source = shapes.get(edge.from);
    if (source?.state === 'ok') inputs.push(source.shape);
    else on ??= source?.state === 'waiting' ? source.on : edge.from;
  }
  const layer = layerOf(node.kind);
  const needed = layer.inputs.type === 'none' ? 0 : layer.inputs.type === 'one' ? 1 : layer.inputs.min;
  const missing = needed - edges.length;
  if (missing > 0) {
    const same = before?.state === 'incomplete' && before.node === node && before.missing === missing;
    return same && sameShapes(before.inputs, inputs)
      ? before
      : { state: 'incomplete', node, inputs, missing };
  }
  if (on !== undefined) {
    return before?.state === 'waiting' && before.node === node && before.on === on
      ? before
      : { state: 'waiting', node, on };
  }
  if (before?.state === 'ok' && before.node === node && sameShapes(before.inputs, inputs)) return before;
  const judged = judge(node, inputs);
  return judged.ok
    ? { state: 'ok', node, inputs, ...judged.value }
    : { state: 'misfit', node, inputs, misfit: atSlots(judged.error, edges) };
}

/** No browser holds a tensor of more values than an ArrayBuffer can (8 GiB of float32). */
export const largestTensor = 2 ** 31 - 1;

/** One node alone: its output shape and cost for input shapes in slot order, or the misfit (slots as given). */
export function judge(
  node: GraphNode,
  inputs: readonly Shape[],
): Result<{ shape: Shape; cost: Cost }, Misfit> {
  const layer = layerOf(node.kind);
  const shape = layer.shape(inputs, node.params);
  if (!shape.ok) return shape;
  const values = sizeOf(shape.value);
  if (values > largestTensor) {
    return misfit(
      'too-large',
      `its output ${formatShape(shape.value)} would hold ${formatCount(values)} values, more than any browser can (${formatCount(largestTensor)}): make it smaller`,
      [],
    );
  }
  const cost = layer.cost(inputs, shape.value, node.params);
  if (cost.trainable > largestTensor) {
    return misfit(
      'too-large',
      `it would have ${formatCount(cost.trainable)} weights, more than any browser can hold (${formatCount(largestTensor)}): pool first or make it smaller`,
      [],
    );
  }
  return ok({ shape: shape.value, cost });
}

/** A layer counts its inputs from 0 without gaps; a drawing may leave a slot empty between. */
const atSlots = (m: Misfit, edges: readonly GraphEdge[]): Misfit => ({
  ...m,
  slots: m.slots.map((i) => edges[i]?.slot ?? i),
});

const sameShapes = (a: readonly Shape[], b: readonly Shape[]): boolean =>
  a.length === b.length && a.every((shape, i) => sameShape(shape, b[i] ?? []));
