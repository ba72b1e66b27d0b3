// Points, and the affine maps that turn a glyph's own unit square into pixels.
import { cosine, sine } from './angle';

/** x to the right, y down. */
export type Point = readonly [x: number, y: number];

/** (x, y) → (a·x + b·y + e, c·x + d·y + f). */
export interface Affine {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
  readonly e: number;
  readonly f: number;
}

export interface Placement {
  readonly scaleX: number;
  readonly scaleY: number;
  /** Sideways lean as a share of the height: positive leans the top to the right. */
  readonly slant: number;
  readonly turns: number;
  /** Where the glyph's origin comes to lie, in pixels. */
  readonly x: number;
  readonly y: number;
}

/** Scales first, then slants, then rotates, then moves. */
export const placed = ({ scaleX, scaleY, slant, turns, x, y }: Placement): Affine => {
  const cos = cosine(turns);
  const sin = sine(turns);
  const lean = -slant * scaleY;
  return {
    a: cos * scaleX,
    b: cos * lean - sin * scaleY,
    c: sin * scaleX,
    d: sin * lean + cos * scaleY,
    e: x,
    f: y,
  };
};

export const mapPoint = (m: Affine, [x, y]: Point): Point => [
  m.a * x + m.b * y + m.e,
  m.c * x + m.d * y + m.f,
];
