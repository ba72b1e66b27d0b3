// Where nodes stand that a file gives no position: columns by depth, left to right, so that a file written by hand
// or by a program opens as a readable drawing.
import type { NodeId } from '../lib/ids';
import type { Point } from '../lib/turned';
import { topologicalOrder } from './cycles';
import { edgesInto, type Graph } from './graph';
import type { Layout } from './layout';

/** Pixels from one column or row to the next; a node is about 190 × 76. */
export const grid = { column: 260, row: 120 } as const;
/** From one node to the next in a drawing that leads down. */
export const rowBelow = 180;

const foundByDepth = new WeakSet<Layout>();

/** Nobody has chosen these places: the file gave none at all. */
export const isFoundByDepth = (layout: Layout): boolean => foundByDepth.has(layout);

/** Every node in drawing order at its position; nodes without one stand below the others, by depth. */
export function layoutOf(graph: Graph, positions: Layout): Layout {
  if (positions.size === graph.nodes.size) return positions;
  const found = placeNodes(graph);
  const lowest = [...positions.values()].reduce((most, { y }) => Math.max(most, y), -200);
  const top = [...found.values()].reduce((least, { y }) => Math.min(least, y), 0);
  const below = positions.size === 0 ? 0 : lowest + 200 - top;
  const layout = new Map(
    [...graph.nodes.keys()].map((id) => {
      const at = found.get(id) ?? { x: 0, y: 0 };
      return [id, positions.get(id) ?? { x: at.x, y: at.y + below }];
    }),
  );
  if (positions.size === 0) foundByDepth.add(layout);
  return layout;
}

/** Every node at its depth's column, the column centred on y = 0, in the order of drawing. */
export function placeNodes(graph: Graph): Layout {
  const depths = new Map<NodeId, number>();
  for (const id of topologicalOrder(graph)) {
    const before = edgesInto(graph, id).map((edge) => depths.get(edge.from) ?? 0);
    depths.set(id, Math.max(-1, ...before) + 1);
  }
  const columns = new Map<number, NodeId[]>();
  for (const id of graph.nodes.keys()) {
    const depth = depths.get(id) ?? 0;
    const column = columns.get(depth);
    if (column) column.push(id);
    else columns.set(depth, [id]);
  }
  const places = new Map<NodeId, Point>();
  for (const [depth, ids] of columns) {
    for (const [row, id] of ids.entries()) {
      places.set(id, { x: depth * grid.column, y: Math.round((row - (ids.length - 1) / 2) * grid.row) });
    }
  }
  return places;
}
