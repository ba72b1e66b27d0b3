// The curve of a wire, and where its label stands: shortly before the target, because there each wire is by itself,
// while at the source and half-way they run together. Where nodes stand too close for that, it stands above the wire,
// so that it never covers a handle.

export interface Ends {
  readonly sourceX: number;
  readonly sourceY: number;
  readonly targetX: number;
  readonly targetY: number;
}
interface Point {
  readonly x: number;
  readonly y: number;
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
/** From a handle's middle up to the middle of a label above it, which leaves all that can be hit of the handle free. */
const lift = labelHeight / 2 + 13;
const samples = 32;

/** An SVG path from an output on the right to an input on the left, and the middle of the label. */
export function wirePath(ends: Ends, label: Label): { readonly path: string; readonly label: Point } {
  if (ends.targetX - ends.sourceX < 0) return backwardPath(ends);
  const reach = (ends.targetX - ends.sourceX) / 2;
  const p0 = { x: ends.sourceX, y: ends.sourceY };
  const p1 = { x: ends.sourceX + reach, y: ends.sourceY };
  const p2 = { x: ends.targetX - reach, y: ends.targetY };
  const p3 = { x: ends.targetX, y: ends.targetY };
  const points = Array.from({ length: samples + 1 }, (_, i) => cubic([p0, p1, p2, p3], i / samples));
  const path = `M${p0.x},${p0.y} C${p1.x},${p1.y} ${p2.x},${p2.y} ${p3.x},${p3.y}`;
  return { path, label: labelPlace(ends, label, points) };
}

function labelPlace(ends: Ends, { width, crowded }: Label, points: readonly Point[]): Point {
  const onWire = pointBeforeEnd(points, Math.max(beforeTarget, width / 2 + clear));
  const left = { x: ends.sourceX, y: ends.sourceY };
  const right = { x: ends.targetX, y: crowded ? onWire.y : ends.targetY };
  const covers = (at: Point, handle: Point): boolean =>
    Math.abs(at.x - handle.x) < width / 2 + clear && Math.abs(at.y - handle.y) < labelHeight / 2 + clear;
  const beside = { x: Math.min(onWire.x, ends.targetX - clear - width / 2), y: onWire.y };
  const steep = Math.abs(onWire.y - ends.sourceY) > labelHeight;
  for (const at of steep ? [onWire, beside] : [onWire])
    if (!covers(at, left) && !covers(at, right)) return at;
  const x = crowded ? ends.targetX - clear - width / 2 : (ends.sourceX + ends.targetX) / 2;
  return { x, y: Math.min(ends.sourceY, ends.targetY) - lift };
}

/** How far a backward wire runs out of its handles, and the radius of its corners. */
const stub = 26;
const corner = 12;

/** A wire to a node further left, as where a drawing goes on in a row below: out, half-way down, back, and in. */
function backwardPath({ sourceX, sourceY, targetX, targetY }: Ends) {
  const near = Math.abs(targetY - sourceY) < 140;
  const back = near ? Math.max(sourceY, targetY) + 80 : (sourceY + targetY) / 2;
  const points = [
    { x: sourceX, y: sourceY },
    { x: sourceX + stub, y: sourceY },
    { x: sourceX + stub, y: back },
    { x: targetX - stub, y: back },
    { x: targetX - stub, y: targetY },
    { x: targetX, y: targetY },
  ];
  return { path: rounded(points), label: { x: targetX - stub + beforeTarget, y: back } };
}

function rounded(points: readonly Point[]): string {
  return points
    .map((point, i) => {
      const [before, after] = [points[i - 1], points[i + 1]];
      if (!before) return `M${point.x},${point.y}`;
      if (!after) return `L${point.x},${point.y}`;
      const [from, to] = [towards(point, before), towards(point, after)];
      return `L${from.x},${from.y} Q${point.x},${point.y} ${to.x},${to.y}`;
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
