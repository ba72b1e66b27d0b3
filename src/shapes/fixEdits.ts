// The words that remedies are made of: nodes put on a wire, strides that take one size to another, and the layer that
// decides how many channels arrive.
import type { Edit } from '../graph/edits';
import { edgesInto, type Graph, type GraphEdge, type GraphNode } from '../graph/graph';
import { freeName } from '../graph/slots';
import { isImage, type Misfit, type Shape } from '../layers/contract';
import type { FieldValue, Size } from '../layers/fields';
import { defaultParams, layerOf, stemOf } from '../layers/index';
import { edgeIdOf, type NodeId } from '../lib/ids';
import type { Shapes } from './nodeShape';

export interface Trouble {
  readonly graph: Graph;
  readonly shapes: Shapes;
  readonly node: GraphNode;
  readonly misfit: Misfit;
  /** Wires into the node whose tensors have shapes, in slot order. */
  readonly arriving: readonly Arriving[];
  /** The wire at fault, where it is one wire. */
  readonly edge: GraphEdge | undefined;
}
interface Arriving {
  readonly edge: GraphEdge;
  readonly shape: Shape;
}

/** Puts new nodes on a wire, one after the other in the direction of flow. */
export function insertChain(
  graph: Graph,
  edge: GraphEdge,
  chain: readonly (readonly [string, Record<string, FieldValue>])[],
): readonly Edit[] {
  const edits: Edit[] = [];
  const taken = new Set<string>();
  let at = edge.id;
  for (const [kind, params] of chain) {
    const id = freshName(graph, kind, taken);
    edits.push({
      type: 'insert',
      edge: at,
      node: { id, kind, params: { ...defaultParams(kind), ...params } },
    });
    at = edgeIdOf(id, edge.to, edge.slot);
  }
  return edits;
}

function freshName(graph: Graph, kind: string, taken: Set<string>): NodeId {
  const free = freeName(graph, stemOf(kind));
  // Two inserts of one fix never share a kind, so the first free name suffices; the set states that.
  if (taken.has(free)) throw new Error(`A fix inserts two nodes of kind ${kind}.`);
  taken.add(free);
  return free;
}

export const set = (node: NodeId, params: Record<string, FieldValue>): Edit => ({
  type: 'set',
  node,
  params,
});

/** The stride with which a `same` 1×1 convolution or pool takes length `from` to `to`; undefined if none does. */
function strideBetween(from: number, to: number): number | undefined {
  if (from === to) return 1;
  for (let s = 2; s <= 64 && Math.ceil(from / s) >= to; s += 1) if (Math.ceil(from / s) === to) return s;
  return undefined;
}

export function strideFor(from: Shape, to: Shape): Size | undefined {
  if (!isImage(from) || !isImage(to)) return undefined;
  const y = strideBetween(from[0], to[0]);
  const x = strideBetween(from[1], to[1]);
  if (y === undefined || x === undefined) return undefined;
  return y === x ? y : [y, x];
}

export const strideText = (stride: Size): string =>
  stride === 1 ? '' : `, stride ${typeof stride === 'number' ? stride : stride.join('×')}`;

/** The nearest node upstream that decides how many channels arrive, if the way to it is unbranched. */
export function channelSource(graph: Graph, from: NodeId): GraphNode | undefined {
  for (let at: NodeId | undefined = from; at !== undefined; ) {
    const node = graph.nodes.get(at);
    if (!node) return undefined;
    if ('units' in node.params || 'filters' in node.params) return node;
    const into = edgesInto(graph, at);
    if (into.length !== 1 || node.kind === 'flatten' || layerOf(node.kind).inputs.type !== 'one')
      return undefined;
    at = into[0]?.from;
  }
  return undefined;
}
