// Layers where wires meet: slabs stacked for concat, the operation's sign in a circle for those value by value; and
// modules, which hold layers of their own.
import { dot, type Glyph, line, type Mark, polygon, rect } from './glyph';

/** A slab of channels, seen from the front: a face with its thickness to the right. */
const slab = (x: number, width: number, tone: 'solid' | 'soft'): Mark =>
  polygon(
    [
      [x, 8],
      [x + 4, 3],
      [x + 4 + width, 3],
      [x + 4 + width, 19],
      [x + width, 25],
      [x, 25],
    ],
    tone,
  );

export const concat = (): Glyph => [slab(15.5, 7, 'soft'), slab(9, 5, 'solid'), slab(1.5, 6, 'soft')];

const circle = dot(14, 14, 11, 'line');
const bars = (...lines: readonly (readonly (readonly [number, number])[])[]): readonly Mark[] =>
  lines.map((points) => line(points));

export const add = (): Glyph => [
  circle,
  ...bars(
    [
      [14, 8],
      [14, 20],
    ],
    [
      [8, 14],
      [20, 14],
    ],
  ),
];
export const subtract = (): Glyph => [
  circle,
  ...bars([
    [8, 14],
    [20, 14],
  ]),
];
export const multiply = (): Glyph => [
  circle,
  ...bars(
    [
      [9.8, 9.8],
      [18.2, 18.2],
    ],
    [
      [18.2, 9.8],
      [9.8, 18.2],
    ],
  ),
];
/** x̄: the mean as it is written. */
export const average = (): Glyph => [
  circle,
  ...bars(
    [
      [10.5, 12],
      [17.5, 20],
    ],
    [
      [17.5, 12],
      [10.5, 20],
    ],
    [
      [9.8, 8.8],
      [18.2, 8.8],
    ],
  ),
];
/** ∨, the sign for the larger of two. */
export const maximum = (): Glyph => [
  circle,
  ...bars([
    [9, 9.5],
    [14, 19.5],
    [19, 9.5],
  ]),
];

export const module = (): Glyph => [
  rect(2, 2, 24, 24, 'line'),
  ...bars(
    [
      [8, 14],
      [14, 8.5],
      [20, 14],
    ],
    [
      [8, 14],
      [14, 19.5],
      [20, 14],
    ],
  ),
  dot(8, 14, 2),
  dot(14, 8.5, 2),
  dot(14, 19.5, 2),
  dot(20, 14, 2),
];
export const portIn = (): Glyph => [
  ...bars(
    [
      [3, 14],
      [16, 14],
    ],
    [
      [11.5, 9.5],
      [16, 14],
      [11.5, 18.5],
    ],
  ),
  line([
    [16, 4],
    [24, 4],
    [24, 24],
    [16, 24],
  ]),
];
export const portOut = (): Glyph => [
  ...bars(
    [
      [11, 14],
      [25, 14],
    ],
    [
      [20.5, 9.5],
      [25, 14],
      [20.5, 18.5],
    ],
  ),
  line([
    [13, 4],
    [4, 4],
    [4, 24],
    [13, 24],
  ]),
];
export const unknown = (): Glyph => [
  ...bars([
    [9.5, 10],
    [9.8, 7.8],
    [11.2, 6],
    [14, 5.2],
    [16.8, 6],
    [18.4, 8.6],
    [17.6, 11.4],
    [14.6, 14],
    [14, 18],
  ]),
  dot(14, 22.4, 1.6),
];
