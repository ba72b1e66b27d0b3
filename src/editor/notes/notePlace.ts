// Where a new note stands: by what it is about, over no card and no other note.
import { overlap } from '../../lib/boxes';
import type { Box, Point } from '../../lib/turned';

interface Size {
  readonly width: number;
  readonly height: number;
}

const gap = 20;

/** The free place nearest to a box: below or above it, at its left or its right edge. Of two as near, the one below. */
export function placeBeside(about: Box, size: Size, taken: readonly Box[]): Point {
  const [left, right] = [about.x, about.x + about.width - size.width];
  const below = about.y + about.height;
  const above = about.y - size.height;
  const found = [
    freeFrom({ x: left, y: below }, size, taken, 1),
    freeFrom({ x: right, y: below }, size, taken, 1),
    freeFrom({ x: left, y: above }, size, taken, -1),
    freeFrom({ x: right, y: above }, size, taken, -1),
  ];
  const away = ({ y }: Point) => (y < about.y ? about.y - size.height - y : y - below);
  return found.reduce((best, at) => (away(at) < away(best) ? at : best));
}

/** The point, or the next one up (-1) or down (1) from it, at which a box of the size meets none. */
export function freeFrom(from: Point, size: Size, taken: readonly Box[], step: 1 | -1 = 1): Point {
  let at = from;
  for (let tries = 0; tries <= taken.length; tries += 1) {
    const hit = taken.find((box) => overlap({ ...at, ...size }, box));
    if (!hit) return at;
    at = { x: at.x, y: step > 0 ? hit.y + hit.height + gap : hit.y - size.height - gap };
  }
  return at;
}
