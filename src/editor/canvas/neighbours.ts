// Where the arrow keys lead from a node: along its wires to left and right, among its siblings up and down.

import { edgesFrom, edgesInto, type Graph } from '../../graph/graph';
import type { Layout } from '../../graph/layout';
import type { NodeId } from '../../lib/ids';
import { type Direction as Leads, turnPoint } from '../../lib/turned';

export type Direction = 'left' | 'right' | 'up' | 'down';

/** In a drawing that leads down, the keys' meanings are turned as the drawing is. */
const turned: Readonly<Record<Direction, Direction>> = {
  left: 'up',
  up: 'left',
  right: 'down',
  down: 'right',
};

/** The node to go to, or undefined where there is none. */
export function neighbour(
  graph: Graph,
  places: Layout,
  from: NodeId,
  key: Direction,
  leads: Leads = 'right',
): NodeId | undefined {
  const direction = leads === 'down' ? turned[key] : key;
  const layout =
    leads === 'down' ? new Map([...places].map(([id, at]) => [id, turnPoint(leads, at)])) : places;
  const before = edgesInto(graph, from).map((edge) => edge.from);
  const after = edgesFrom(graph, from).map((edge) => edge.to);
  if (direction === 'left') return nearestInHeight(layout, from, before);
  if (direction === 'right') return nearestInHeight(layout, from, after);
  const siblings = [
    ...before.flatMap((id) => edgesFrom(graph, id).map((edge) => edge.to)),
    ...after.flatMap((id) => edgesInto(graph, id).map((edge) => edge.from)),
  ];
  return (
    nextInHeight(layout, from, siblings, direction) ??
    nextInHeight(layout, from, [...graph.nodes.keys()], direction)
  );
}

const heightOf = (layout: Layout, id: NodeId): number => layout.get(id)?.y ?? 0;

function nearestInHeight(layout: Layout, from: NodeId, candidates: readonly NodeId[]): NodeId | undefined {
  const y = heightOf(layout, from);
  const distance = (id: NodeId) => Math.abs(heightOf(layout, id) - y);
  return candidates.reduce<NodeId | undefined>(
    (best, id) => (best === undefined || distance(id) < distance(best) ? id : best),
    undefined,
  );
}

/** The closest candidate strictly above or below, counting how far aside it lies as well. */
function nextInHeight(
  layout: Layout,
  from: NodeId,
  candidates: readonly NodeId[],
  direction: Direction,
): NodeId | undefined {
  const at = layout.get(from) ?? { x: 0, y: 0 };
  const sign = direction === 'up' ? -1 : 1;
  let best: { id: NodeId; distance: number } | undefined;
  for (const id of candidates) {
    const point = layout.get(id);
    if (!point || id === from || (point.y - at.y) * sign <= 0) continue;
    const distance = Math.abs(point.y - at.y) + Math.abs(point.x - at.x);
    if (!best || distance < best.distance) best = { id, distance };
  }
  return best?.id;
}
