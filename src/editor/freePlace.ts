// Where a new node goes so that it covers none: beside the nodes it follows, or about the middle of what is in view.

import type { Graph, GraphNode } from '../graph/graph';
import type { Layout } from '../graph/layout';
import { slotCount } from '../graph/slots';
import { overlap } from '../lib/boxes';
import type { NodeId } from '../lib/ids';
import type { Box, Direction, Point } from '../lib/turned';

/** A card's width and the room it is given in height, in canvas units. */
export const card = { width: 190, height: 100 } as const;
const gap = { x: 80, y: 30 } as const;

/** A card's height in canvas units, which its slots alone change: what a card says never moves a wire. */
export const cardHeight = (slots: number): number => Math.max(92, slots * 26 + 12);

/** How large a node's card is drawn. */
export const cardSize = (graph: Graph, node: GraphNode) => ({
  width: card.width,
  height: cardHeight(slotCount(graph, node)),
});

/** Between the middles of two handles, and from the outer ones to a card's corners at least. */
const handleGap = { between: 26, ends: 20 } as const;

/** How far a slot's handle stands from the middle of the edge that the slots are on. */
export function slotOffset(slot: number, slots: number, direction: Direction): number {
  // A card grows in height with its slots, not in width.
  const room = direction === 'down' ? (card.width - 2 * handleGap.ends) / Math.max(1, slots - 1) : Infinity;
  return (slot - (slots - 1) / 2) * Math.min(handleGap.between, room);
}

/** Where wires leave a card. */
export const outputPlaceOn = ({ x, y, width, height }: Box, direction: Direction): Point =>
  direction === 'down' ? { x: x + width / 2, y: y + height } : { x: x + width, y: y + height / 2 };

/** Where the wire into a slot meets a card. */
export function slotPlaceOn(
  { x, y, width, height }: Box,
  slot: number,
  slots: number,
  direction: Direction,
): Point {
  const offset = slotOffset(slot, slots, direction);
  return direction === 'down' ? { x: x + width / 2 + offset, y } : { x, y: y + height / 2 + offset };
}

/** A point, on the grid, at which a card overlaps no other. */
export function freePlace(
  layout: Layout,
  beside: readonly NodeId[],
  middle: Point,
  direction: Direction = 'right',
): Point {
  const mean = (axis: 'x' | 'y') => sources.reduce((sum, p) => sum + p[axis], 0) / sources.length;
  const sources = beside.flatMap((id) => layout.get(id) ?? []);
  const start =
    sources.length > 0
      ? direction === 'down'
        ? { x: mean('x'), y: Math.max(...sources.map((p) => p.y)) + card.height + gap.x }
        : { x: Math.max(...sources.map((p) => p.x)) + card.width + gap.x, y: mean('y') }
      : { x: middle.x - card.width / 2, y: middle.y - card.height / 2 };
  const taken = [...layout.values()];
  const onGrid = { x: Math.round(start.x / 10) * 10, y: Math.round(start.y / 10) * 10 };
  // To one side, then the other, a row further each time: the nearest free row in the column.
  for (let row = 0; row <= taken.length; row += 1) {
    for (const sign of row === 0 ? [1] : [1, -1]) {
      const away = sign * row;
      const at =
        direction === 'down'
          ? { x: onGrid.x + away * (card.width + gap.y), y: onGrid.y }
          : { x: onGrid.x, y: onGrid.y + away * (card.height + gap.y) };
      if (!taken.some((p) => crowd(p, at))) return at;
    }
  }
  return onGrid;
}

const crowd = (a: Point, b: Point): boolean => overlap({ ...a, ...card }, { ...b, ...card }, gap.y / 2);
