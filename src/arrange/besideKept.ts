// Cards that were arranged among cards that stay: brought to where they belong, and each moved aside where a card that
// stays is in its way.

import { extent, overlap } from '../lib/boxes';
import type { NodeId } from '../lib/ids';
import type { Box, Point } from '../lib/turned';
import { grid } from './request';

type Boxes = ReadonlyMap<NodeId, Box>;

/** Between cards that are moved aside and the ones they avoid. */
const air = 20;

/** All boxes as one block with its middle where the middle of `before` was, moved as a whole while that finds room. */
export function asBlock(boxes: Boxes, before: readonly Box[], kept: readonly Box[]): Boxes {
  const [now, was] = [extent([...boxes.values()]), extent(before)];
  const to = {
    x: snap(was.x + was.width / 2 - now.x - now.width / 2),
    y: snap(was.y + was.height / 2 - now.y - now.height / 2),
  };
  for (let away = 0; away <= 1200; away += grid * 2)
    for (const sign of away === 0 ? [1] : [1, -1]) {
      const moved = shifted(boxes, { x: to.x, y: to.y + sign * away });
      if (![...moved.values()].some((box) => meets(box, kept))) return moved;
    }
  return aside(shifted(boxes, to), kept);
}

/** Boxes moved so that those that stay come, on average, to where they are; these are not in the answer. */
export function aroundKept(boxes: Boxes, kept: Boxes): Boxes {
  let [dx, dy, count] = [0, 0, 0];
  for (const [id, at] of kept) {
    const box = boxes.get(id);
    if (!box) continue;
    dx += at.x - box.x;
    dy += at.y - box.y;
    count += 1;
  }
  const by = count === 0 ? { x: 0, y: 0 } : { x: snap(dx / count), y: snap(dy / count) };
  const others = new Map([...boxes].filter(([id]) => !kept.has(id)));
  return aside(shifted(others, by), [...kept.values()]);
}

/** Rounded to whole pixels first: cards that stand level but for a hair stay level. */
export const snap = (value: number): number => Math.round(Math.round(value) / grid) * grid + 0;

const shifted = (boxes: Boxes, { x, y }: Point): Boxes =>
  new Map([...boxes].map(([id, box]) => [id, { ...box, x: box.x + x, y: box.y + y }]));

/** Each box at the nearest place, up or down or beside, where it meets none that has its place. */
function aside(boxes: Boxes, kept: readonly Box[]): Boxes {
  const taken = [...kept];
  const placed = new Map<NodeId, Box>();
  // Those that are in nobody's way have their place first.
  const free = (box: Box) => !meets(box, kept);
  for (const [id, box] of boxes) {
    if (!free(box)) continue;
    placed.set(id, box);
    taken.push(box);
  }
  for (const [id, box] of boxes) {
    if (free(box)) continue;
    const found = nearestFree(box, taken);
    placed.set(id, found);
    taken.push(found);
  }
  return placed;
}

function nearestFree(box: Box, taken: readonly Box[]): Box {
  // Beyond all others there is room, so that a free place is always found.
  const far = taken.length + 1;
  for (let ring = 0; ring <= far; ring += 1)
    for (const [dx, dy] of ringPlaces(ring)) {
      const at = {
        ...box,
        x: box.x + dx * (box.width + air * 2),
        y: box.y + dy * snap(box.height / 2 + air),
      };
      const onGrid = { ...at, x: snap(at.x), y: snap(at.y) };
      if (!meets(onGrid, taken)) return onGrid;
    }
  const all = extent(taken);
  return { ...box, x: snap(all.x), y: snap(all.y + all.height + air + grid) };
}

/** Steps away by so many rings, those straight up and down first. */
function ringPlaces(ring: number): readonly (readonly [number, number])[] {
  if (ring === 0) return [[0, 0]];
  const places: [number, number][] = [];
  for (let dx = 0; dx <= ring; dx += 1)
    for (const sx of dx === 0 ? [1] : [1, -1]) for (const sy of [1, -1]) places.push([sx * dx, sy * ring]);
  return places;
}

const meets = (box: Box, others: readonly Box[]): boolean => others.some((other) => overlap(box, other, air));
