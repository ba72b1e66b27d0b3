// A shape, a misfit or what is waited for, for every node of a graph: the ground truth that edges, nodes, inspector
// and plan all read. An error is reported once, where it stands; what lies beyond it waits.
import { topologicalOrder } from '../graph/cycles';
import {
  edgesFrom,
  edgesInto,
  type Graph,
  type GraphEdge,
  type GraphNode,
  type Modules,
  noModules,
} from '../graph/graph';
import { inputsOf } from '../graph/slots';
import { boundOutOfRange } from '../graph/values';
import {
  type Cost,
  type Inputs,
  type Misfit,
  misfit,
  neededInputs,
  noCost,
  type Shape,
  type Source,
  sizeOf,
} from '../layers/contract';
import { layerOf } from '../layers/index';
import { sameShape } from '../layers/merging';
import { formatCount, formatShape } from '../lib/format';
import type { NodeId } from '../lib/ids';
import { ok, type Result } from '../lib/result';
import { changedNodes } from './changes';
import { type Entering, type EnteringPorts, judgeInstance } from './instance';
import type { NodeShape, Shapes } from './nodeShape';

/**
 * Infers every node's state in one pass in topological order.
 * `previous` is the result for an earlier version of the graph: a node that is the same object and whose input
 * shapes are the same keeps its very entry, so that its readers need not look again.
 * `entering` is for the graph within a module: what comes in through its ports. A port that it does not name keeps its
 * entry of `previous`, for its shape comes from outside; else it is incomplete.
 */
export function inferShapes(graph: Graph, previous?: Shapes, entering?: EnteringPorts): Shapes {
  const earlier = previous && graphs.get(previous);
  const changed = earlier && changedNodes(earlier, graph);
  const shapes =
    previous && changed
      ? inferChanged(graph, previous, changed, entering)
      : inferAll(graph, previous, entering);
  graphs.set(shapes, graph);
  return shapes;
}

/** The graph that shapes were inferred for. */
const graphs = new WeakMap<Shapes, Graph>();

function inferAll(graph: Graph, previous: Shapes | undefined, entering: EnteringPorts | undefined): Shapes {
  const shapes = new Map<NodeId, NodeShape>();
  for (const id of topologicalOrder(graph)) {
    const node = graph.nodes.get(id);
    if (node) shapes.set(id, inferOne(graph, node, shapes, previous?.get(id), entering));
  }
  return shapes;
}

/**
 * The same where only some nodes have changed: those behind them are looked at as far as another shape arrives there.
 * `changed` is used up.
 */
function inferChanged(
  graph: Graph,
  previous: Shapes,
  changed: Set<NodeId>,
  entering: EnteringPorts | undefined,
): Shapes {
  const order = topologicalOrder(graph);
  for (const id of order) {
    // Ports come first, and what enters them is not the graph's.
    const node = graph.nodes.get(id);
    if (node?.kind === 'moduleInput') changed.add(id);
    else if (edgesInto(graph, id).length > 0) break;
  }
  // The order of the map is that of computing, so that equal graphs list their nodes alike however they came about.
  const sameOrder = orderOf(previous) === order;
  const shapes = new Map<NodeId, NodeShape>(sameOrder ? previous : []);
  for (const id of order) {
    const before = previous.get(id);
    if (before && !changed.has(id)) {
      if (!sameOrder) shapes.set(id, before);
      continue;
    }
    const node = graph.nodes.get(id);
    if (!node) continue;
    const state = inferOne(graph, node, shapes, before, entering);
    shapes.set(id, state);
    if (state !== before) for (const { to } of edgesFrom(graph, id)) changed.add(to);
  }
  return shapes;
}

const orderOf = (shapes: Shapes): readonly NodeId[] | undefined => {
  const graph = graphs.get(shapes);
  return graph && topologicalOrder(graph);
};

const inferOne = (
  graph: Graph,
  node: GraphNode,
  shapes: Shapes,
  before: NodeShape | undefined,
  entering: EnteringPorts | undefined,
): NodeShape =>
  node.kind === 'moduleInput'
    ? inferPort(node, entering?.get(node.id), before)
    : inferNode(graph, node, shapes, before);

function inferPort(
  node: GraphNode,
  entering: Entering | undefined,
  before: NodeShape | undefined,
): NodeShape {
  const kept = before?.state === 'ok' && before.node === node ? before : undefined;
  if (!entering) return kept ?? { state: 'incomplete', node, inputs: [], missing: 1 };
  const { shape, source } = entering;
  if (kept && sameShape(kept.shape, shape) && sameSource(kept.stands, source)) return kept;
  return { state: 'ok', node, inputs: [shape], sources: [source], shape, cost: noCost, stands: source };
}

function inferNode(graph: Graph, node: GraphNode, shapes: Shapes, before: NodeShape | undefined): NodeShape {
  const edges = edgesInto(graph, node.id);
  const takes = inputsOf(graph, node);
  const inputs: Shape[] = [];
  const sources: Source[] = [];
  let on: NodeId | undefined;
  for (const edge of edges) {
    const source = shapes.get(edge.from);
    if (source?.state === 'ok') {
      inputs.push(arriving(takes, edge.slot, source));
      sources.push(sourceOf(source));
    } else on ??= source?.state === 'waiting' ? source.on : edge.from;
  }
  const missing = neededInputs(takes) - edges.length;
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
  if (node.kind === 'module') return inferInstance(graph, node, { edges, inputs, sources }, before);
  if (
    before?.state === 'ok' &&
    before.node === node &&
    sameShapes(before.inputs, inputs) &&
    sameSources(takes, before.sources, sources)
  )
    return before;
  const judged = judge(node, inputs, sources);
  return judged.ok
    ? { state: 'ok', node, inputs, sources, ...judged.value }
    : { state: 'misfit', node, inputs, misfit: atSlots(judged.error, edges) };
}

interface Met {
  readonly edges: readonly GraphEdge[];
  readonly inputs: readonly Shape[];
  readonly sources: readonly Source[];
}

function inferInstance(
  { modules }: Graph,
  node: GraphNode,
  { edges, inputs, sources }: Met,
  before: NodeShape | undefined,
): NodeShape {
  const judgedBefore = before?.state === 'ok' || before?.state === 'misfit' ? before : undefined;
  const { inner, judged } = judgeInstance(modules, node, inputs, sources, inferShapes, judgedBefore?.inner);
  // The same inside from the same node: its definition has not changed, nor have its values or inputs.
  const same =
    inner &&
    judgedBefore?.inner === inner &&
    before?.node === node &&
    sameShapes(judgedBefore.inputs, inputs);
  if (same && (before?.state !== 'ok' || before.sources.every((source, i) => sameSource(source, sources[i]))))
    return judgedBefore;
  const within = inner ? { inner } : {};
  return judged.ok
    ? { state: 'ok', node, inputs, sources, ...judged.value, ...within }
    : { state: 'misfit', node, inputs, misfit: atSlots(judged.error, edges), ...within };
}

/** No browser holds a tensor of more values than an ArrayBuffer can (8 GiB of float32). */
export const largestTensor = 2 ** 31 - 1;

type Known = Extract<NodeShape, { state: 'ok' }>;

/** The shape that a wire brings to a slot: of what leaves its source, or, to a slot that reads so, of what enters it. */
export function arriving(takes: Inputs, slot: number, source: Known): Shape {
  const reads = takes.type === 'named' ? takes.slots[slot]?.reads : 'output';
  return reads === 'input' ? (sourceOf(source).inputs[0] ?? source.shape) : source.shape;
}

/** The node that a wire comes from; past a port and out of a module, the node that the tensor is really from. */
export const sourceOf = ({ node, inputs, stands }: Known): Source =>
  stands ?? { kind: node.kind, params: node.params, inputs };

/** Sources count only where a slot looks past the tensor; elsewhere another source of equal shape is the same. */
const sameSources = (takes: Inputs, a: readonly Source[], b: readonly Source[]): boolean =>
  takes.type !== 'named' || a.every((source, i) => sameSource(source, b[i]));

const sameSource = (a: Source | undefined, b: Source | undefined): boolean =>
  a?.kind === b?.kind && a?.params === b?.params && sameShapes(a?.inputs ?? [], b?.inputs ?? []);

/**
 * One node alone: its output shape and cost for input shapes in slot order and the nodes they come from, or the misfit
 * (slots as given). `modules` are those of its graph; only an instance needs them.
 */
export function judge(
  node: GraphNode,
  inputs: readonly Shape[],
  sources: readonly Source[] = [],
  modules: Modules = noModules,
): Result<{ shape: Shape; cost: Cost }, Misfit> {
  if (node.kind === 'module') return judgeInstance(modules, node, inputs, sources, inferShapes).judged;
  const unfit = boundOutOfRange(node);
  if (unfit !== undefined) return misfit('bad-value', unfit, []);
  const layer = layerOf(node.kind);
  const shape = layer.shape(inputs, node.params, sources);
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
