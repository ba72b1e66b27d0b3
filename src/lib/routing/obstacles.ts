// When a wire meets a card. Cards keep some air about them.
import type { Box, Point } from '../turned';

/** Between a card and a wire that passes it. */
export const air = { x: 12, y: 14 } as const;
/** How far a wire runs straight out of its handle. */
export const stub = 24;
/** A curve that comes nearer than this seems to touch. */
const touch = 4;
const samples = 24;

/** Whether a level or upright line goes through the inside of a box; along its edge it does not. */
export const crossesBox = (a: Point, b: Point, { x, y, width, height }: Box): boolean =>
  Math.min(a.x, b.x) < x + width &&
  x < Math.max(a.x, b.x) &&
  Math.min(a.y, b.y) < y + height &&
  y < Math.max(a.y, b.y);

/** Whether the curve that a wire has by itself comes upon a box. */
export function meetsCurve(start: Point, end: Point, { x, y, width, height }: Box): boolean {
  if (x - touch > end.x || x + width + touch < start.x) return false;
  if (y - touch > Math.max(start.y, end.y) || y + height + touch < Math.min(start.y, end.y)) return false;
  const reach = (end.x - start.x) / 2;
  for (let i = 1; i < samples; i += 1) {
    const t = i / samples;
    const s = 1 - t;
    const [a, b, c, d] = [s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t];
    const px = a * start.x + b * (start.x + reach) + c * (end.x - reach) + d * end.x;
    const py = (a + b) * start.y + (c + d) * end.y;
    if (x - touch < px && px < x + width + touch && y - touch < py && py < y + height + touch) return true;
  }
  return false;
}
