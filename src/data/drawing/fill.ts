// Filled outlines: the share of each pixel that lies inside closed contours, anti-aliased.
import type { Point } from './plane';
import type { Plane } from './strokes';

/** Closed polygons. An inner one that runs the other way round cuts a hole. */
export type Outline = readonly (readonly Point[])[];

/** Horizontal sampling lines to a pixel row; along a line the coverage is exact. */
const linesPerRow = 4;

/** Adds one edge: along each sampling line that it crosses, everything to its right gains or loses a share. */
const addEdge = (plane: Plane, [ax, ay]: Point, [bx, by]: Point): void => {
  if (ay === by) return;
  const { width, height, values } = plane;
  const share = (ay < by ? 1 : -1) / linesPerRow;
  const slope = (bx - ax) / (by - ay);
  // Line k lies at y = (k + 0.5) / linesPerRow.
  const first = Math.max(0, Math.ceil(Math.min(ay, by) * linesPerRow - 0.5));
  const end = Math.min(height * linesPerRow, Math.ceil(Math.max(ay, by) * linesPerRow - 0.5));
  for (let line = first; line < end; line++) {
    const x = Math.max(0, Math.min(width, ax + slope * ((line + 0.5) / linesPerRow - ay)));
    const column = Math.floor(x);
    if (column === width) continue;
    const at = Math.floor(line / linesPerRow) * width + column;
    const part = x - column;
    values[at] = (values[at] ?? 0) + share * (1 - part);
    if (column + 1 < width) values[at + 1] = (values[at + 1] ?? 0) + share * part;
  }
};

/** Writes the outline's coverage, 0..1, into `plane`. Pixel (0, 0) spans 0..1 on both axes. */
export const fillOutline = (plane: Plane, outline: Outline): void => {
  plane.values.fill(0);
  for (const contour of outline) {
    let from = contour.at(-1);
    for (const to of contour) {
      if (from) addEdge(plane, from, to);
      from = to;
    }
  }
  for (let row = 0; row < plane.height; row++) {
    let sum = 0;
    for (let at = row * plane.width; at < (row + 1) * plane.width; at++) {
      sum += plane.values[at] ?? 0;
      plane.values[at] = Math.min(1, Math.abs(sum));
    }
  }
};
