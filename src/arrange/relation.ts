// How one rectangle stands to another, and the same standing to that rectangle at another place and of another size.
import type { Box } from '../lib/turned';

/** Along one axis: before it or after it with a gap, else beside it from its beginning on. */
type Standing = { readonly side: 'before' | 'after' | 'beside'; readonly by: number };

export interface Relation {
  readonly x: Standing;
  readonly y: Standing;
}

export const relationOf = (box: Box, anchor: Box): Relation => ({
  x: standing(box.x, box.width, anchor.x, anchor.width),
  y: standing(box.y, box.height, anchor.y, anchor.height),
});

function standing(at: number, size: number, anchorAt: number, anchorSize: number): Standing {
  if (at >= anchorAt + anchorSize) return { side: 'after', by: at - anchorAt - anchorSize };
  if (at + size <= anchorAt) return { side: 'before', by: anchorAt - at - size };
  return { side: 'beside', by: at - anchorAt };
}

/** The box where it has the relation to `anchor`; `turned`: with the axes exchanged. */
export function besideIt({ x, y }: Relation, box: Box, anchor: Box, turned: boolean): Box {
  const [along, across] = turned ? [y, x] : [x, y];
  return {
    ...box,
    x: placeOf(along, box.width, anchor.x, anchor.width),
    y: placeOf(across, box.height, anchor.y, anchor.height),
  };
}

function placeOf({ side, by }: Standing, size: number, anchorAt: number, anchorSize: number): number {
  if (side === 'after') return anchorAt + anchorSize + by;
  return side === 'before' ? anchorAt - by - size : anchorAt + by;
}

/** Between their nearest points; 0 where they touch or overlap. */
export function gapBetween(a: Box, b: Box): number {
  const dx = Math.max(0, a.x - b.x - b.width, b.x - a.x - a.width);
  const dy = Math.max(0, a.y - b.y - b.height, b.y - a.y - a.height);
  return Math.hypot(dx, dy);
}
