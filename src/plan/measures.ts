// What every node costs, and all together: weights, MACs, memory and depth for any graph with branches. It takes what
// the layers say of themselves and adds what only the graph knows: which tensors the backward pass needs, and depth.
import { topologicalOrder } from '../graph/cycles';
import { edgesInto, type Graph } from '../graph/graph';
import { inputsOf } from '../graph/slots';
import { type Cost, sizeOf } from '../layers/contract';
import { layerOf } from '../layers/index';
import type { NodeId } from '../lib/ids';
import type { Shapes } from '../shapes/nodeShape';
import { type ReceptiveField, receptiveField } from './receptiveField';

/** Bytes of a value: tf.js computes in float32. */
export const bytesPerValue = 4;

export interface Measure extends Cost {
  /** Of the node's output, for the batch. */
  readonly activationBytes: number;
  /** Of those, what must stay until the backward pass: all of it, or nothing. */
  readonly keptBytes: number;
  /** The nodes for whose gradient the output must stay: the node itself, or readers of its output. */
  readonly keptFor: readonly NodeId[];
  /** Layers with multiplications on the longest path up to and with this node, as papers count depth. */
  readonly depth: number;
  readonly field: ReceptiveField;
}

/** Sums over all nodes that have a shape; of depth the largest. MACs are for one image, bytes for the batch. */
export interface MeasuredTotals extends Cost {
  readonly activationBytes: number;
  readonly keptBytes: number;
  readonly depth: number;
}

export interface Measures {
  /** Of every node that has a shape. */
  readonly nodes: ReadonlyMap<NodeId, Measure>;
  readonly totals: MeasuredTotals;
}

/**
 * Measures a flat graph (modules expanded) at a batch size. A tensor is kept for the backward pass where its own layer
 * needs its output or any reader its input, and counts once, however many do.
 */
export function measure(graph: Graph, shapes: Shapes, batch = 1): Measures {
  const keptFor = keptTensors(graph, shapes);
  const fields = receptiveField(graph, shapes);
  const nodes = new Map<NodeId, Measure>();
  for (const id of topologicalOrder(graph)) {
    const state = shapes.get(id);
    if (state?.state !== 'ok') continue;
    const activationBytes = sizeOf(state.shape) * bytesPerValue * batch;
    const readers = keptFor.get(id) ?? [];
    const before = edgesInto(graph, id).map(({ from }) => nodes.get(from)?.depth ?? 0);
    nodes.set(id, {
      ...state.cost,
      activationBytes,
      keptBytes: readers.length > 0 ? activationBytes : 0,
      keptFor: readers,
      depth: Math.max(0, ...before) + (state.cost.macs > 0 ? 1 : 0),
      field: fields.get(id) ?? new Map(),
    });
  }
  return { nodes, totals: sumOf(nodes.values()) };
}

/** Sums, and the largest depth. */
export function sumOf(measures: Iterable<Omit<Measure, 'field' | 'keptFor'>>): MeasuredTotals {
  const sum = { trainable: 0, frozen: 0, macs: 0, activationBytes: 0, keptBytes: 0, depth: 0 };
  for (const measured of measures) {
    sum.trainable += measured.trainable;
    sum.frozen += measured.frozen;
    sum.macs += measured.macs;
    sum.activationBytes += measured.activationBytes;
    sum.keptBytes += measured.keptBytes;
    sum.depth = Math.max(sum.depth, measured.depth);
  }
  return sum;
}

/** Layers whose output is their input's memory under another shape: what readers keep is the tensor before them. */
const views: ReadonlySet<string> = new Set(['flatten', 'reshape']);

/** For every tensor that must stay for the backward pass, named by the node that makes it, the nodes that need it. */
function keptTensors(graph: Graph, shapes: Shapes): ReadonlyMap<NodeId, readonly NodeId[]> {
  const kept = new Map<NodeId, NodeId[]>();
  const keep = (tensor: NodeId, by: NodeId) => {
    const maker = makerOf(graph, tensor);
    const known = kept.get(maker);
    if (!known) kept.set(maker, [by]);
    else if (!known.includes(by)) known.push(by);
  };
  for (const [id, state] of shapes) {
    if (state.state !== 'ok') continue;
    const needs = layerOf(state.node.kind).keeps?.(state.node.params);
    if (needs?.output) keep(id, id);
    if (!needs?.input) continue;
    const takes = inputsOf(graph, state.node);
    for (const { from, slot } of edgesInto(graph, id)) {
      const entering = takes.type === 'named' && takes.slots[slot]?.reads === 'input';
      const tensor = entering ? edgesInto(graph, from)[0]?.from : from;
      if (tensor !== undefined) keep(tensor, id);
    }
  }
  return kept;
}

function makerOf(graph: Graph, tensor: NodeId): NodeId {
  let maker = tensor;
  while (views.has(graph.nodes.get(maker)?.kind ?? '')) {
    const before = edgesInto(graph, maker)[0]?.from;
    if (before === undefined) break;
    maker = before;
  }
  return maker;
}
