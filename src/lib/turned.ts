// Geometry that is written once for drawings that read from left to right serves those that read from top to bottom
// too: everything is turned about the diagonal, worked out, and turned back.

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

/** Where a drawing leads: its inputs stand at the left, or at the top. */
export type Direction = 'right' | 'down';

/** The same point with its axes exchanged where the drawing leads down; turning twice gives the point back. */
export const turnPoint = (direction: Direction, { x, y }: Point): Point =>
  direction === 'down' ? { x: y, y: x } : { x, y };

export const turnBox = (direction: Direction, { x, y, width, height }: Box): Box =>
  direction === 'down' ? { x: y, y: x, width: height, height: width } : { x, y, width, height };
