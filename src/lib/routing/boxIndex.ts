// Boxes by where they are, so that whoever asks what lies in a place need not look at all of them.
import type { Box, Point } from '../turned';

export interface BoxIndex {
  readonly all: readonly Box[];
  /** Those that may touch the rectangle between two corners: all that do, and perhaps some beside it. */
  readonly about: (a: Point, b: Point) => readonly Box[];
}

/** Pixels of a cell; a card is about as large. */
const cell = { width: 240, height: 120 } as const;

export function indexBoxes(boxes: Iterable<Box>): BoxIndex {
  const all = [...boxes];
  const cells = new Map<string, number[]>();
  const spans = all.map((box) => cellsOf(box, { x: box.x + box.width, y: box.y + box.height }));
  for (const [i, span] of spans.entries())
    for (const key of keysOf(span)) {
      const list = cells.get(key);
      if (list) list.push(i);
      else cells.set(key, [i]);
    }
  return {
    all,
    about: (a, b) => {
      const span = cellsOf(a, b);
      // More cells than boxes: then a look at every box is shorter.
      if ((span.right - span.left + 1) * (span.bottom - span.top + 1) > all.length) return all;
      const found = new Set<number>();
      for (const key of keysOf(span)) for (const i of cells.get(key) ?? []) found.add(i);
      return [...found].flatMap((i) => all[i] ?? []);
    },
  };
}

interface Span {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** A pixel more on every side, so that what only touches is among them. */
const cellsOf = (a: Point, b: Point): Span => ({
  left: Math.floor((Math.min(a.x, b.x) - 1) / cell.width),
  right: Math.floor((Math.max(a.x, b.x) + 1) / cell.width),
  top: Math.floor((Math.min(a.y, b.y) - 1) / cell.height),
  bottom: Math.floor((Math.max(a.y, b.y) + 1) / cell.height),
});

function* keysOf({ left, right, top, bottom }: Span): Generator<string> {
  for (let x = left; x <= right; x += 1) for (let y = top; y <= bottom; y += 1) yield `${x} ${y}`;
}
