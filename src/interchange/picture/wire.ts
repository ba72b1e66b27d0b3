// The curve of a wire from one card's right edge to another's left, and points along it for what is placed beside it.
import { type Direction, turnPoint } from '../../lib/turned';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Curve {
  /** SVG path data. */
  readonly path: string;
  /** Along it, from source to target. */
  readonly points: readonly Point[];
}

/** How far a wire that goes back runs out of its ends, and the radius of its corners. */
const stub = 24;
const corner = 12;
const samples = 40;

const at = (value: number): string => String(Math.round(value * 10) / 10);

/**
 * `bends`: where the wire goes round cards; without them it is a curve, or leads back half-way between its ends. All
 * points are of a drawing that leads to the right; path and points come back turned as it is.
 */
export function wireCurve(
  from: Point,
  to: Point,
  bends: readonly Point[] | undefined,
  direction: Direction,
): Curve {
  const write: Write = (point) => {
    const { x, y } = turnPoint(direction, point);
    return `${at(x)} ${at(y)}`;
  };
  const { path, points } =
    bends || to.x < from.x
      ? bent([from, ...(bends ?? wayBack(from, to)), to], write)
      : forward(from, to, write);
  return { path, points: points.map((point) => turnPoint(direction, point)) };
}

type Write = (point: Point) => string;

/** A cubic whose ends are level; where it is long it keeps level for most of the way, as a wire would. */
function forward(from: Point, to: Point, write: Write): Curve {
  const reach = (to.x - from.x) / 2;
  const controls = [from, { x: from.x + reach, y: from.y }, { x: to.x - reach, y: to.y }, to];
  const path =
    from.y === to.y
      ? `M${write(from)}L${write(to)}`
      : `M${write(from)}C${controls.slice(1).map(write).join(' ')}`;
  const points = Array.from({ length: samples + 1 }, (_, i) => cubicAt(controls, i / samples));
  return { path, points };
}

function cubicAt(controls: readonly Point[], t: number): Point {
  const s = 1 - t;
  const weights = [s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t];
  const sum = (axis: 'x' | 'y') =>
    controls.reduce((total, point, i) => total + (weights[i] ?? 0) * point[axis], 0);
  return { x: sum('x'), y: sum('y') };
}

function wayBack(from: Point, to: Point): readonly Point[] {
  const back = (from.y + to.y) / 2;
  return [
    { x: from.x + stub, y: from.y },
    { x: from.x + stub, y: back },
    { x: to.x - stub, y: back },
    { x: to.x - stub, y: to.y },
  ];
}

/** Straight from bend to bend, with round corners. */
function bent(bends: readonly Point[], write: Write): Curve {
  const path = bends.map((point, i) => bend(point, bends[i - 1], bends[i + 1], write)).join('');
  const points = bends.slice(1).flatMap((end, i) => {
    const start = bends[i] ?? end;
    return Array.from({ length: 9 }, (_, k) => ({
      x: start.x + ((end.x - start.x) * k) / 8,
      y: start.y + ((end.y - start.y) * k) / 8,
    }));
  });
  return { path, points };
}

function bend(point: Point, before: Point | undefined, after: Point | undefined, write: Write): string {
  if (!before) return `M${write(point)}`;
  if (!after) return `L${write(point)}`;
  return `L${write(towards(point, before))}Q${write(point)} ${write(towards(point, after))}`;
}

function towards(from: Point, to: Point): Point {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const step = Math.min(corner, length / 2) / length;
  return { x: from.x + (to.x - from.x) * step, y: from.y + (to.y - from.y) * step };
}
