// Which node to bring into sight for a problem's place: of a problem within an instance, the node at fault there.
import type { Graph } from '../../graph/graph';
import type { Place } from '../../graph/problem';
import { type NodeId, namesOf, pathOf } from '../../lib/ids';
import type { Shapes } from '../../shapes/nodeShape';

export interface Spot {
  /** The instances on the way, from outside in. */
  readonly path: readonly NodeId[];
  readonly node: NodeId;
}

/** A place of the whole drawing. */
export function goTo(at: Place, graph: Graph): NodeId | undefined {
  if (at.type === 'node') return graph.nodes.has(at.node) ? at.node : undefined;
  return at.type === 'edge' ? graph.edges.get(at.edge)?.to : undefined;
}

/** The way into an instance to the node at fault in it; undefined of a node whose fault is its own. */
export function wayIn(shapes: Shapes, id: NodeId, path: readonly NodeId[] = []): Spot | undefined {
  const state = shapes.get(id);
  if (state?.state !== 'misfit' || !state.misfit.inside) return undefined;
  const names = namesOf(pathOf(id, state.misfit.inside.path));
  const node = names.at(-1);
  return node === undefined ? undefined : { path: [...path, ...names.slice(0, -1)], node };
}
