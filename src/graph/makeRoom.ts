// Room for cards that come into the middle of a drawing: what follows them moves on along the drawing, and what would
// then be covered with it. Other rows and branches, which have no part in it, stay where they are.
import { overlap } from '../lib/boxes';
import type { NodeId } from '../lib/ids';
import { type Box, type Direction, type Point, turnBox, turnPoint } from '../lib/turned';
import { edgesFrom, type Graph } from './graph';
import type { Layout } from './layout';

export interface Room {
  readonly direction: Direction;
  /** What moves first, and with it all that it leads on to. */
  readonly movers: readonly NodeId[];
  /** How far, in canvas units along the drawing. */
  readonly by: number;
  /** Where the new cards stand. */
  readonly taken: readonly Box[];
  /** These do not move, whatever comes upon them. */
  readonly stay: ReadonlySet<NodeId>;
}

/** A card as it is drawn with one slot. */
export const cardSize = { width: 190, height: 92 } as const;
/** What keeps two apart. */
const air = 20;

/** Places of all that moves; a wire that leads back, to the next row, takes nothing along. */
export function makeRoom(graph: Graph, layout: Layout, { direction, movers, by, taken, stay }: Room): Layout {
  const { width, height } = turnBox(direction, { x: 0, y: 0, ...cardSize });
  const boxes = new Map(
    [...layout].map(([id, at]) => [id, { ...turnPoint(direction, at), width, height }] as const),
  );
  const moved = new Map<NodeId, Box>();
  const move = (id: NodeId): void => {
    const box = boxes.get(id);
    if (box && !moved.has(id) && !stay.has(id)) moved.set(id, { ...box, x: box.x + by });
  };
  const pushed = (by: Box): void => {
    for (const [id, box] of boxes) if (!moved.has(id) && overlap(by, box, air)) move(id);
  };
  for (const id of movers) move(id);
  for (const box of taken) pushed(turnBox(direction, box));
  // A map that grows is walked to its new end.
  for (const [id, box] of moved) {
    const was = boxes.get(id)?.x ?? 0;
    for (const { to } of edgesFrom(graph, id)) if ((boxes.get(to)?.x ?? -Infinity) > was) move(to);
    pushed(box);
  }
  return new Map(
    [...moved].map(([id, box]): [NodeId, Point] => [id, turnPoint(direction, { x: box.x, y: box.y })]),
  );
}
