// Pen strokes: smooth curves through control points, inked with anti-aliasing into a plane of coverage 0..1.
import type { Point } from './plane';

/** One channel of pixels, [height, width], values 0..1. */
export interface Plane {
  readonly width: number;
  readonly height: number;
  readonly values: Float32Array;
}

export const makePlane = (width: number, height: number): Plane => ({
  width,
  height,
  values: new Float32Array(width * height),
});

/** Points of the uniform Catmull–Rom spline through the control points, `steps` to a span, ends included. */
export const smoothCurve = (points: readonly Point[], steps: number): Point[] => {
  const first = points[0];
  if (!first) return [];
  const curve: Point[] = [first];
  for (let i = 0; i + 1 < points.length; i++) {
    const p1 = points[i] ?? first;
    const p2 = points[i + 1] ?? p1;
    const p0 = points[i - 1] ?? p1;
    const p3 = points[i + 2] ?? p2;
    for (let step = 1; step <= steps; step++) {
      const t = step / steps;
      const weights = [
        ((2 - t) * t - 1) * t,
        (3 * t - 5) * t * t + 2,
        ((4 - 3 * t) * t + 1) * t,
        (t - 1) * t * t,
      ] as const;
      const [w0, w1, w2, w3] = weights;
      curve.push([
        (w0 * p0[0] + w1 * p1[0] + w2 * p2[0] + w3 * p3[0]) / 2,
        (w0 * p0[1] + w1 * p1[1] + w2 * p2[1] + w3 * p3[1]) / 2,
      ]);
    }
  }
  return curve;
};

/** A pen's half-width in pixels at a share 0..1 of the stroke's length in points. */
export type PenWidth = (share: number) => number;

/**
 * Inks one segment: each pixel takes the larger of its value and the segment's coverage, `ink` at most. The
 * segment is a capsule whose radius goes linearly from `radiusA` to `radiusB`; the edge is `softness` pixels wide.
 */
const inkSegment = (
  plane: Plane,
  [ax, ay]: Point,
  [bx, by]: Point,
  radiusA: number,
  radiusB: number,
  ink: number,
  softness: number,
): void => {
  const reach = Math.max(radiusA, radiusB) + softness;
  const left = Math.max(0, Math.ceil(Math.min(ax, bx) - reach));
  const right = Math.min(plane.width - 1, Math.floor(Math.max(ax, bx) + reach));
  const top = Math.max(0, Math.ceil(Math.min(ay, by) - reach));
  const bottom = Math.min(plane.height - 1, Math.floor(Math.max(ay, by) + reach));
  const dx = bx - ax;
  const dy = by - ay;
  const scale = 1 / Math.max(1e-9, dx * dx + dy * dy);
  for (let y = top; y <= bottom; y++) {
    for (let x = left; x <= right; x++) {
      const px = x - ax;
      const py = y - ay;
      const t = Math.max(0, Math.min(1, (px * dx + py * dy) * scale));
      const qx = px - t * dx;
      const qy = py - t * dy;
      const outside = Math.sqrt(qx * qx + qy * qy) - radiusA - (radiusB - radiusA) * t;
      const coverage = Math.min(1, 0.5 - outside / softness) * ink;
      const at = y * plane.width + x;
      if (coverage > (plane.values[at] ?? 0)) plane.values[at] = coverage;
    }
  }
};

/** Inks a curve given by its points in pixels; pixel (0, 0) has its centre at (0, 0). */
export const inkCurve = (
  plane: Plane,
  curve: readonly Point[],
  penWidth: PenWidth,
  ink: number,
  softness: number,
): void => {
  const last = Math.max(1, curve.length - 1);
  for (let i = 0; i + 1 < curve.length; i++) {
    const from = curve[i];
    const to = curve[i + 1];
    if (from && to) inkSegment(plane, from, to, penWidth(i / last), penWidth((i + 1) / last), ink, softness);
  }
};
