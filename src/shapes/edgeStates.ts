// What each drawn edge shows: its tensor's shape, why it is wrong, or what it waits for.
import { edgesInto, type Graph, type GraphEdge } from '../graph/graph';
import { inputsOf } from '../graph/slots';
import type { Shape } from '../layers/contract';
import { formatShape } from '../lib/format';
import type { EdgeId, NodeId } from '../lib/ids';
import { arriving } from './inferShapes';
import type { NodeShape, Shapes } from './nodeShape';

export type EdgeState =
  | { readonly state: 'ok'; readonly shape: Shape }
  /** The target cannot take this tensor. `shape` is of the tensor that the slot reads. */
  | { readonly state: 'broken'; readonly shape: Shape; readonly message: string }
  /** The source has no shape yet; `on` is the node at fault. */
  | { readonly state: 'waiting'; readonly on: NodeId };

export function edgeStates(graph: Graph, shapes: Shapes): ReadonlyMap<EdgeId, EdgeState> {
  const states = new Map<EdgeId, EdgeState>();
  for (const edge of graph.edges.values()) states.set(edge.id, edgeState(graph, shapes, edge));
  return states;
}

function edgeState(graph: Graph, shapes: Shapes, edge: GraphEdge): EdgeState {
  const source = shapes.get(edge.from);
  if (source?.state !== 'ok')
    return { state: 'waiting', on: source?.state === 'waiting' ? source.on : edge.from };
  const target = shapes.get(edge.to);
  const node = graph.nodes.get(edge.to);
  const shape = node ? arriving(inputsOf(graph, node), edge.slot, source) : source.shape;
  if (target?.state === 'misfit' && target.misfit.slots.includes(edge.slot)) {
    return { state: 'broken', shape, message: misfitMessage(graph, target, edge) };
  }
  return { state: 'ok', shape };
}

/** Names both nodes, what arrives and why it does not fit. */
export function misfitMessage(
  graph: Graph,
  target: Extract<NodeShape, { state: 'misfit' }>,
  edge: { readonly from: NodeId; readonly to: NodeId },
): string {
  const at = edgesInto(graph, edge.to).findIndex((e) => e.from === edge.from);
  const shape = target.inputs[at];
  const arriving = shape ? ` (${formatShape(shape)})` : '';
  return `“${edge.from}”${arriving} does not fit “${edge.to}”: ${target.misfit.message}.`;
}
