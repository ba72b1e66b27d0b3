// Where a new note stands: by what it is about, over no card and no other note, and over no wire where that is near.
import { overlap } from '../../lib/boxes';
import { type Box, type Direction, type Point, turnBox, turnPoint } from '../../lib/turned';

interface Size {
  readonly width: number;
  readonly height: number;
}

const gap = 20;

/** So much further off a note goes for the sake of a wire: beyond, one no longer sees what it is about. */
const detour = 220;

/**
 * The free place nearest to a box: below or above it, at its left or its right edge; of two as near, the one below.
 * Where the drawing leads down, what is below here is at the right of it. `wires`: what it keeps off too, unless it
 * would have to go far.
 */
export function placeBeside(
  about: Box,
  size: Size,
  taken: readonly Box[],
  { wires = [], direction = 'right' }: { wires?: readonly Box[]; direction?: Direction } = {},
): Point {
  const turn = (box: Box) => turnBox(direction, box);
  const { width, height } = turn({ x: 0, y: 0, ...size });
  const [cards, ways] = [taken.map(turn), wires.map(turn)];
  return turnPoint(direction, placeBelow(turn(about), { width, height }, cards, ways));
}

/** The same for a drawing that leads to the right. */
function placeBelow(about: Box, size: Size, taken: readonly Box[], wires: readonly Box[]): Point {
  const free = nearest(about, size, taken);
  const clear = nearest(about, size, [...taken, ...wires]);
  return awayFrom(about, size, clear) - awayFrom(about, size, free) <= detour ? clear : free;
}

/** How far above or below the box the note stands. */
const awayFrom = (about: Box, { height }: Size, { y }: Point): number =>
  y < about.y ? about.y - height - y : y - about.y - about.height;

function nearest(about: Box, size: Size, taken: readonly Box[]): Point {
  const [left, right] = [about.x, about.x + about.width - size.width];
  const below = about.y + about.height;
  const above = about.y - size.height;
  const found = [
    freeFrom({ x: left, y: below }, size, taken, 1),
    freeFrom({ x: right, y: below }, size, taken, 1),
    freeFrom({ x: left, y: above }, size, taken, -1),
    freeFrom({ x: right, y: above }, size, taken, -1),
  ];
  const away = (at: Point) => awayFrom(about, size, at);
  return found.reduce((best, at) => (away(at) < away(best) ? at : best));
}

/** The point, or where that is near the next below it, at which a box of the size also meets no wire. */
export function placeFrom(from: Point, size: Size, taken: readonly Box[], wires: readonly Box[]): Point {
  const free = freeFrom(from, size, taken);
  const clear = freeFrom(from, size, [...taken, ...wires]);
  return clear.y - free.y <= detour ? clear : free;
}

/** The point, or the next one up (-1) or down (1) from it, at which a box of the size meets none. */
function freeFrom(from: Point, size: Size, taken: readonly Box[], step: 1 | -1 = 1): Point {
  let at = from;
  for (let tries = 0; tries <= taken.length; tries += 1) {
    const hit = taken.find((box) => overlap({ ...at, ...size }, box));
    if (!hit) return at;
    at = { x: at.x, y: step > 0 ? hit.y + hit.height + gap : hit.y - size.height - gap };
  }
  return at;
}
