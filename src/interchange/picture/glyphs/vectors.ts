// Layers on vectors, and those that lay the same values out anew: bars, grids, and frames within frames.
import { dot, type Glyph, line, rect, upTo } from './glyph';

/** Every output from every input: two bars of values and the lines between them. */
export function dense(): Glyph {
  const inputs = [4, 10.7, 17.3, 24];
  const outputs = [7, 14, 21];
  return [
    ...inputs.flatMap((y) =>
      outputs.map((to) =>
        line(
          [
            [5, y],
            [23, to],
          ],
          'faint',
        ),
      ),
    ),
    ...inputs.map((y) => rect(2, y - 2.4, 4.4, 4.8, 'soft')),
    ...outputs.map((y) => rect(21.6, y - 2.6, 4.4, 5.2, 'solid')),
  ];
}

const arrow = (from: number, to: number, y: number): Glyph => [
  line([
    [from, y],
    [to, y],
  ]),
  line([
    [to - 2.4, y - 2.4],
    [to, y],
    [to - 2.4, y + 2.4],
  ]),
];

const grid = (x: number, y: number, cell: number): Glyph =>
  upTo(2).flatMap((row) =>
    upTo(2).map((column) =>
      rect(x + column * cell, y + row * cell, cell - 0.8, cell - 0.8, row + column === 0 ? 'solid' : 'soft'),
    ),
  );

const bar = (x: number): Glyph =>
  upTo(4).map((i) => rect(x, 3 + i * 5.6, 4.6, 4.8, i === 0 ? 'solid' : 'soft'));

export const flatten = (): Glyph => [...grid(1, 8, 5.8), ...arrow(14.2, 19.6, 13.8), ...bar(22)];
export const reshape = (): Glyph => [...bar(1.4), ...arrow(8, 13.4, 13.8), ...grid(16, 8, 5.8)];

/** Height and width exchanged: a wide frame and a tall one. */
export const permute = (): Glyph => [rect(2, 9, 24, 10, 'soft'), rect(9, 2, 10, 24, 'line')];

export const zeroPad = (): Glyph => [rect(2, 2, 24, 24, 'faint'), rect(7, 7, 14, 14, 'soft')];
export const crop = (): Glyph => [
  rect(3.5, 3.5, 21, 21, 'faint'),
  rect(8, 8, 12, 12, 'soft'),
  line([
    [8, 1.5],
    [8, 20],
    [26.5, 20],
  ]),
  line([
    [1.5, 8],
    [20, 8],
    [20, 26.5],
  ]),
];

export const imageInput = (): Glyph => [
  rect(2.5, 4.5, 23, 19, 'line'),
  dot(19.5, 10, 2, 'solid'),
  line([
    [3.5, 21],
    [10, 12.5],
    [14.5, 18],
    [18, 14.5],
    [24.5, 21],
  ]),
];
export const vectorInput = (): Glyph => upTo(4).map((i) => rect(11, 2.6 + i * 6, 6, 5.2, 'soft'));
