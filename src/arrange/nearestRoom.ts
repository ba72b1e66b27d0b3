// The nearest place at which a rectangle covers none of those that stand there.

import { extent, overlap } from '../lib/boxes';
import type { Box } from '../lib/turned';
import { snap } from './besideKept';
import { grid } from './request';

/** Between what is moved aside and what it avoids. */
const air = 20;

/** On the grid, at some side of what is in the way; there is always one, below or above all. */
export function nearestRoom(box: Box, taken: readonly Box[]): Box {
  if (!taken.some((other) => overlap(box, other))) return box;
  const distance = (place: Box) => Math.hypot(place.x - box.x, place.y - box.y);
  const near = taken
    .flatMap((other) => sidesOf(other, box))
    .toSorted((a, b) => distance(a) - distance(b))
    .find((place) => !taken.some((other) => overlap(place, other)));
  const all = extent(taken);
  return near ?? { ...box, y: upTo(all.y + all.height + air) };
}

/** Straight up, down, left and right of another rectangle, and at its corners. */
function sidesOf(other: Box, box: Box): readonly Box[] {
  const [left, right] = [downTo(other.x - air - box.width), upTo(other.x + other.width + air)];
  const [above, below] = [downTo(other.y - air - box.height), upTo(other.y + other.height + air)];
  const [x, y] = [snap(box.x), snap(box.y)];
  return [
    [x, above],
    [x, below],
    [left, y],
    [right, y],
    [left, above],
    [right, above],
    [left, below],
    [right, below],
  ].map(([atX = x, atY = y]) => ({ ...box, x: atX, y: atY }));
}

const downTo = (value: number): number => Math.floor(value / grid) * grid + 0;
const upTo = (value: number): number => Math.ceil(value / grid) * grid + 0;
