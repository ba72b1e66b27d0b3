// Where a card goes that is put on a wire, and what moves aside for it: cards, and the notes and frames with them.
import { alongWith } from '../../arrange/alongWith';
import { editsAlong } from '../../arrange/editsAlong';
import { noAnnotations } from '../../graph/annotations';
import type { Drawing, Edit } from '../../graph/edits';
import type { GraphEdge } from '../../graph/graph';
import type { Layout } from '../../graph/layout';
import { makeRoom } from '../../graph/makeRoom';
import { type Direction, type Point, turnBox, turnPoint } from '../../lib/turned';
import { snapped } from '../flow';
import { card, cardSize, freePlace } from '../freePlace';

/** Between two cards along the drawing: room for a label on the wire; where columns stand closer, they may. */
const gap = { usual: 70, least: 40 } as const;

/** The place, and the edits that make room there: what follows the wire moves on. */
export function placeOnWire(
  drawing: Drawing,
  { from, to }: GraphEdge,
  direction: Direction,
): { at: Point; room: readonly Edit[] } {
  const { graph, layout } = drawing;
  const [a, b] = [from, to].map((id) => turnPoint(direction, layout.get(id) ?? { x: 0, y: 0 }));
  if (!a || !b) return { at: { x: 0, y: 0 }, room: [] };
  const size = turnBox(direction, { x: 0, y: 0, ...card });
  // To the beginning of the next row a wire leads back: the card ends the row.
  if (b.x <= a.x) return { at: snapped(freePlace(layout, [from], { x: 0, y: 0 }, direction)), room: [] };
  const pitch = size.width + Math.min(gap.usual, Math.max(gap.least, b.x - a.x - size.width));
  const missing = Math.max(0, a.x + 2 * pitch - b.x);
  const half = { x: (a.x + b.x + missing) / 2, y: (a.y + b.y) / 2 };
  const corner = turnPoint(direction, half);
  const middle = { x: corner.x + card.width / 2, y: corner.y + card.height / 2 };
  if (missing === 0) return { at: snapped(freePlace(layout, [], middle, direction)), room: [] };
  const positions = makeRoom(graph, layout, {
    direction,
    movers: [to],
    by: missing,
    taken: [],
    stay: new Set([from]),
  });
  const at = snapped(freePlace(new Map([...layout, ...positions]), [], middle, direction));
  return { at, room: movedWithNotes(drawing, positions) };
}

/** The edits that move cards, and with them the notes and frames that stand by them. */
export function movedWithNotes(drawing: Drawing, positions: Layout): readonly Edit[] {
  if (positions.size === 0) return [];
  const { graph, layout, annotations = noAnnotations } = drawing;
  const cards = [...graph.nodes.values()].map((node) => ({ id: node.id, ...cardSize(graph, node) }));
  const after = new Map([...layout, ...positions]);
  const along = alongWith({ cards, before: layout, after, annotations });
  return [{ type: 'move', positions }, ...editsAlong(annotations, along)];
}
