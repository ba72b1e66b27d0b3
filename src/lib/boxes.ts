// Boxes in one plane: which are the same, which overlap, and what spans several. Apart, for places, ways and pictures
// all ask it.
import type { Box } from './turned';

export const sameBox = (a: Box, b: Box): boolean =>
  a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;

/** They share more than an edge, or come nearer to each other than `air`. */
export const overlap = (a: Box, b: Box, air = 0): boolean =>
  a.x < b.x + b.width + air &&
  b.x < a.x + a.width + air &&
  a.y < b.y + b.height + air &&
  b.y < a.y + a.height + air;

/** The smallest box that holds all; of none, one without end. */
export function extent(boxes: readonly Box[]): Box {
  const left = Math.min(...boxes.map(({ x }) => x));
  const top = Math.min(...boxes.map(({ y }) => y));
  const right = Math.max(...boxes.map(({ x, width }) => x + width));
  const bottom = Math.max(...boxes.map(({ y, height }) => y + height));
  return { x: left, y: top, width: right - left, height: bottom - top };
}
