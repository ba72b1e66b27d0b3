// Where a card goes that is put on a wire, and what moves aside for it.

import type { Edit } from '../../graph/edits';
import type { GraphEdge } from '../../graph/graph';
import type { Layout } from '../../graph/layout';
import { grid as columns } from '../../graph/placeNodes';
import type { NodeId } from '../../lib/ids';
import type { Point } from '../../lib/turned';
import { snapped } from '../flow';
import { card, freePlace } from '../freePlace';

/** The place, and the edits that make room there: what stands at the wire's end and beyond moves right. */
export function placeOnWire(layout: Layout, { from, to }: GraphEdge): { at: Point; room: readonly Edit[] } {
  const a = layout.get(from) ?? { x: 0, y: 0 };
  const b = layout.get(to) ?? a;
  const missing = b.x > a.x ? Math.max(0, a.x + 2 * columns.column - b.x) : 0;
  const positions = new Map<NodeId, Point>();
  if (missing > 0)
    for (const [id, at] of layout)
      if (id !== from && at.x >= b.x) positions.set(id, { x: at.x + missing, y: at.y });
  const moved = new Map([...layout, ...positions]);
  const middle = { x: (a.x + b.x + missing + card.width) / 2, y: (a.y + b.y + card.height) / 2 };
  const at = snapped(freePlace(moved, [], middle));
  return { at, room: positions.size > 0 ? [{ type: 'move', positions }] : [] };
}
