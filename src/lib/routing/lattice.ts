// The lines that the edges of cards make, and which pieces of them a card lies across: what the search for a way walks
// on. Worked out once a search, card by card, so that a step of it is one look-up.
import type { Box, Point } from '../turned';
import { air } from './obstacles';

export interface Lattice {
  readonly xs: readonly number[];
  readonly ys: readonly number[];
  /** Of the piece to the right of a crossing (`x * ys.length + y`): 1 where a card lies across it. */
  readonly right: Uint8Array;
  /** The same of the piece below it. */
  readonly below: Uint8Array;
}

/** The lines beside all cards, and those through the two ends. */
export function latticeOf(first: Point, last: Point, cards: readonly Box[]): Lattice {
  const xs = lines([first.x, last.x], cards, 'x');
  const ys = lines([first.y, last.y], cards, 'y');
  const height = ys.length;
  const right = new Uint8Array(xs.length * height);
  const below = new Uint8Array(xs.length * height);
  for (const { x, y, width, height: tall } of cards) {
    const [left, top] = [pieceOver(xs, x), pieceOver(ys, y)];
    const [end, bottom] = [firstFrom(xs, x + width), firstFrom(ys, y + tall)];
    // Along its edge a card is not crossed.
    const [inLeft, inTop] = [firstBeyond(xs, x), firstBeyond(ys, y)];
    for (let ix = left; ix < end; ix += 1) right.fill(1, ix * height + inTop, ix * height + bottom);
    for (let ix = inLeft; ix < end; ix += 1) below.fill(1, ix * height + top, ix * height + bottom);
  }
  return { xs, ys, right, below };
}

function lines(own: readonly number[], cards: readonly Box[], axis: 'x' | 'y'): readonly number[] {
  const all = new Set(own);
  for (const box of cards) {
    const size = axis === 'x' ? box.width : box.height;
    // With air where there is room, and at the very edge where there is not.
    for (const off of [air[axis], 2]) {
      all.add(box[axis] - off);
      all.add(box[axis] + size + off);
    }
  }
  return [...all].sort((a, b) => a - b);
}

/** Of the first line that is not before a place. */
function firstFrom(sorted: readonly number[], place: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? Infinity) < place) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Of the first line beyond a place. */
function firstBeyond(sorted: readonly number[], place: number): number {
  const at = firstFrom(sorted, place);
  return sorted[at] === place ? at + 1 : at;
}

/** Of the first piece that reaches beyond a place. */
const pieceOver = (sorted: readonly number[], place: number): number =>
  Math.max(0, firstBeyond(sorted, place) - 1);
