// The curve of a wire, and where its label stands: shortly before the target, because there each wire is by itself,
// while at the source and half-way they run together. Where nodes stand too close for that, it stands above the wire,
// so that it never covers a handle.

import { type Direction, type Point, turnPoint } from '../../lib/turned';

export interface Ends {
  readonly sourceX: number;
  readonly sourceY: number;
  readonly targetX: number;
  readonly targetY: number;
}

/** What the label's place depends on, in canvas units. */
export interface Label {
  readonly width: number;
  /** The target has several slots, one above another, and the label must keep clear of them all. */
  readonly crowded: boolean;
}

/** From the label's middle to the target along the wire, at least. */
const beforeTarget = 50;
const labelHeight = 18;
/** From a handle's middle to the nearest edge of a label: its radius, and some air. */
const clear = 9;
/** From a handle's middle to the nearest edge of a label beside it, which leaves all that can be hit of it free. */
const lift = 13;
/** From a card's edge to a label beside it. */
const offCards = 3;
const samples = 32;

/** How far a label reaches along the drawing and across it. */
interface Extent {
  readonly along: number;
  readonly across: number;
  readonly crowded: boolean;
}

/**
 * An SVG path from an output to an input, and the middle of the label. `bends`: where it goes round cards; without
 * them, it is a curve, or leads back half-way between its ends.
 */
export function wirePath(
  { sourceX, sourceY, targetX, targetY }: Ends,
  { width, crowded }: Label,
  direction: Direction = 'right',
  bends?: readonly Point[],
): { readonly path: string; readonly label: Point; readonly middle: Point } {
  const turn = (point: Point) => turnPoint(direction, point);
  const [from, to] = [turn({ x: sourceX, y: sourceY }), turn({ x: targetX, y: targetY })];
  const extent =
    direction === 'right'
      ? { along: width, across: labelHeight, crowded }
      : { along: labelHeight, across: width, crowded };
  const way = bends?.map(turn) ?? (to.x < from.x ? wayBack(from, to) : undefined);
  const { points, label, middle } = way ? bentPath(from, to, way, extent) : curvedPath(from, to, extent);
  const at = (point: Point) => {
    const { x, y } = turn(point);
    return `${x},${y}`;
  };
  const path = way
    ? rounded(points, at)
    : `M${points
        .map(at)
        .map((point, i) => (i === 1 ? `C${point}` : point))
        .join(' ')}`;
  return { path, label: turn(label), middle: turn(besideLabel(middle, label, extent)) };
}

function curvedPath(from: Point, to: Point, extent: Extent) {
  const reach = (to.x - from.x) / 2;
  const points = [from, { x: from.x + reach, y: from.y }, { x: to.x - reach, y: to.y }, to] as const;
  const along = Array.from({ length: samples + 1 }, (_, i) => cubic(points, i / samples));
  return { points, label: labelPlace(from, to, extent, along), middle: midpoint(from, to) };
}

/** The ends are React Flow's, which differ from those that the way was found for by a handle's rim. */
function bentPath(from: Point, to: Point, way: readonly Point[], { along }: Extent) {
  const inner = way.map((point, i) => {
    if (i === 0) return { ...point, y: from.y };
    return i === way.length - 1 ? { ...point, y: to.y } : point;
  });
  const points = [from, ...inner, to];
  // On the longest part that leads along the drawing, near to its end, where each wire is by itself.
  let lane: readonly [Point, Point] = [from, to];
  let longest = 0;
  for (const [i, end] of points.entries()) {
    const start = points[i - 1];
    if (!start || start.y !== end.y || Math.abs(end.x - start.x) <= longest) continue;
    longest = Math.abs(end.x - start.x);
    lane = [start, end];
  }
  const [start, end] = lane;
  const back = Math.sign(end.x - start.x) * Math.min(longest / 2, corner + along / 2 + 8);
  return { points, label: { x: end.x - back, y: end.y }, middle: midpoint(start, end) };
}

const midpoint = (a: Point, b: Point): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });

/** Half the size of the button in a wire's middle, and some air. */
const buttonReach = 12;

/** The wire's middle, or below it where the label stands there. */
function besideLabel(middle: Point, label: Point, { along, across }: Extent): Point {
  const covered =
    Math.abs(middle.x - label.x) < along / 2 + buttonReach &&
    Math.abs(middle.y - label.y) < across / 2 + buttonReach;
  return covered ? { x: middle.x, y: label.y + across / 2 + buttonReach + 2 } : middle;
}

function labelPlace(
  from: Point,
  to: Point,
  { along, across, crowded }: Extent,
  points: readonly Point[],
): Point {
  const onWire = withinGap(
    from,
    to,
    along,
    pointBeforeEnd(points, Math.max(beforeTarget, along / 2 + clear)),
  );
  const right = { x: to.x, y: crowded ? onWire.y : to.y };
  const covers = (at: Point, handle: Point): boolean =>
    Math.abs(at.x - handle.x) < along / 2 + clear && Math.abs(at.y - handle.y) < across / 2 + clear;
  const beside = { x: Math.min(onWire.x, to.x - clear - along / 2), y: onWire.y };
  const steep = Math.abs(onWire.y - from.y) > across;
  for (const at of steep ? [onWire, beside] : [onWire])
    if (!covers(at, from) && !covers(at, right)) return at;
  const x = crowded ? to.x - clear - along / 2 : (from.x + to.x) / 2;
  // Beside the handle, with all that can be hit of it free.
  return { x, y: Math.min(from.y, to.y) - across / 2 - lift };
}

/** The place of a label, moved off the cards at the ends of its wire, or half-way where they are too near. */
function withinGap(from: Point, to: Point, along: number, at: Point): Point {
  const [low, high] = [from.x + along / 2 + offCards, to.x - along / 2 - offCards];
  const x = low > high ? (low + high) / 2 : Math.min(high, Math.max(low, at.x));
  return { x, y: at.y };
}

/** How far a backward wire runs out of its handles, and the radius of its corners. */
const stub = 26;
const corner = 12;

/** To a node further back, as where a drawing goes on in a row below: out, half-way down, back, and in. */
function wayBack(from: Point, to: Point): readonly Point[] {
  const near = Math.abs(to.y - from.y) < 140;
  const back = near ? Math.max(from.y, to.y) + 80 : (from.y + to.y) / 2;
  return [
    { x: from.x + stub, y: from.y },
    { x: from.x + stub, y: back },
    { x: to.x - stub, y: back },
    { x: to.x - stub, y: to.y },
  ];
}

function rounded(points: readonly Point[], at: (point: Point) => string): string {
  return points
    .map((point, i) => {
      const [before, after] = [points[i - 1], points[i + 1]];
      if (!before) return `M${at(point)}`;
      if (!after) return `L${at(point)}`;
      const [from, to] = [towards(point, before), towards(point, after)];
      return `L${at(from)} Q${at(point)} ${at(to)}`;
    })
    .join(' ');
}

function towards(from: Point, to: Point): Point {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const step = Math.min(corner, length / 2) / length;
  return { x: from.x + (to.x - from.x) * step, y: from.y + (to.y - from.y) * step };
}

function cubic(p: readonly [Point, Point, Point, Point], t: number): Point {
  const s = 1 - t;
  const weights = [s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t];
  const at = (axis: 'x' | 'y') => p.reduce((sum, point, i) => sum + point[axis] * (weights[i] ?? 0), 0);
  return { x: at('x'), y: at('y') };
}

function pointBeforeEnd(points: readonly Point[], distance: number): Point {
  const lengths = points.map((point, i) => {
    const before = points[i - 1];
    return before ? Math.hypot(point.x - before.x, point.y - before.y) : 0;
  });
  const total = lengths.reduce((sum, length) => sum + length, 0);
  let left = Math.min(distance, total / 2);
  for (let i = points.length - 1; i > 0; i -= 1) {
    const [to, from, length] = [points[i], points[i - 1], lengths[i] ?? 0];
    if (!to || !from) break;
    if (length >= left && length > 0) {
      const share = left / length;
      return { x: to.x + (from.x - to.x) * share, y: to.y + (from.y - to.y) * share };
    }
    left -= length;
  }
  return points[0] ?? { x: 0, y: 0 };
}
