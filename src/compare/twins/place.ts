// Where the nodes of a twin stand that the design did not have: near what they belong to, over no other card. All
// others stay where they are.

import { edgesInto, type Graph } from '../../graph/graph';
import type { Layout } from '../../graph/layout';
import type { NodeId } from '../../lib/ids';
import type { Point } from '../../lib/turned';

/** Pixels, as the canvas has its cards: wide, at least so high, and more for every slot. */
const card = { width: 190, height: 90, slot: 26, ends: 12 } as const;
/** Between two cards, so that a wire can be seen to enter. */
const gap = 20;
const step = 30;

/** From one card to the next in a row. */
export const column = 250;
/** From a row to one under it that belongs to it. */
export const row = 150;

function heightOf(graph: Graph, id: NodeId): number {
  const wired = edgesInto(graph, id).length;
  // A layer of any number of inputs has one free slot more.
  return Math.max(card.height, (wired > 1 ? wired + 1 : wired) * card.slot + card.ends);
}

/**
 * The layout with the given nodes of `graph` near where they are wanted: all of them up or down by the least distance
 * at which none covers a card, so that they keep their places towards each other.
 */
export function placed(graph: Graph, layout: Layout, wanted: Layout): Layout {
  const others = [...layout].map(([id, at]) => ({ ...at, height: heightOf(graph, id) }));
  const own = [...wanted].map(([id, at]) => ({ id, ...rounded(at), height: heightOf(graph, id) }));
  const fits = (dy: number) =>
    own.every((a) =>
      others.every(
        (b) =>
          Math.abs(a.x - b.x) >= card.width + gap ||
          a.y + dy >= b.y + b.height + gap ||
          b.y >= a.y + dy + a.height + gap,
      ),
    );
  // Beyond all cards there is room, so that the search ends.
  let dy = 0;
  for (let n = 0; !fits(dy); n += 1) dy = (n % 2 === 0 ? 1 : -1) * step * (Math.floor(n / 2) + 1);
  return new Map([...layout, ...own.map(({ id, x, y }): [NodeId, Point] => [id, { x, y: y + dy }])]);
}

const rounded = ({ x, y }: Point): Point => ({ x: Math.round(x / 10) * 10, y: Math.round(y / 10) * 10 });

export const placeOf = (layout: Layout, id: NodeId): Point => layout.get(id) ?? { x: 0, y: 0 };
