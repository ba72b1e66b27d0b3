// Where nodes stand once they are aligned or spaced evenly: pure geometry on the rectangles of their cards.
import type { Point } from '../../lib/turned';

export interface CardBox extends Point {
  readonly width: number;
  readonly height: number;
}

export type Alignment = 'left' | 'centre' | 'right' | 'top' | 'middle' | 'bottom' | 'gapsAcross' | 'gapsDown';

/**
 * The new places of all boxes, in whole pixels. Edges and middles are those of the box round them all; for equal gaps
 * the outermost two stay, and the others keep their order.
 */
export function aligned<Id>(boxes: ReadonlyMap<Id, CardBox>, alignment: Alignment): ReadonlyMap<Id, Point> {
  const across =
    alignment === 'left' || alignment === 'centre' || alignment === 'right' || alignment === 'gapsAcross';
  const spans = [...boxes].map(([id, box]) => ({
    id,
    box,
    from: across ? box.x : box.y,
    size: across ? box.width : box.height,
  }));
  const places =
    alignment === 'gapsAcross' || alignment === 'gapsDown' ? evenly(spans) : along(spans, alignment);
  return new Map(
    spans.map(({ id, box, from }) => {
      const at = Math.round(places.get(id) ?? from);
      return [id, across ? { x: at, y: box.y } : { x: box.x, y: at }];
    }),
  );
}

interface Span<Id> {
  readonly id: Id;
  readonly from: number;
  readonly size: number;
}

function along<Id>(spans: readonly Span<Id>[], alignment: Alignment): ReadonlyMap<Id, number> {
  const least = Math.min(...spans.map(({ from }) => from));
  const most = Math.max(...spans.map(({ from, size }) => from + size));
  return new Map(
    spans.map(({ id, size }) => {
      if (alignment === 'left' || alignment === 'top') return [id, least];
      return [id, alignment === 'right' || alignment === 'bottom' ? most - size : (least + most - size) / 2];
    }),
  );
}

function evenly<Id>(spans: readonly Span<Id>[]): ReadonlyMap<Id, number> {
  const order = spans.toSorted((a, b) => a.from - b.from);
  const [first, last] = [order[0], order.at(-1)];
  if (!first || !last) return new Map();
  const room = last.from + last.size - first.from;
  const gap = (room - order.reduce((sum, { size }) => sum + size, 0)) / Math.max(1, order.length - 1);
  let at = first.from;
  const places = new Map<Id, number>();
  for (const { id, size } of order) {
    places.set(id, at);
    at += size + gap;
  }
  return places;
}
