// Outputs: what the network's answer is compared with.
import { dot, type Glyph, line, rect, upTo } from './glyph';

/** One class of several. */
export const classifier = (): Glyph =>
  [5, 7, 21, 4, 9].map((width, i) => rect(2.5, 2.5 + i * 4.8, width, 3.8, i === 2 ? 'solid' : 'soft'));
/** Each label by itself: there, or not. */
export const labels = (): Glyph =>
  [true, false, true].flatMap((there, i) => [
    rect(3, 2.6 + i * 8, 6, 6, there ? 'solid' : 'line'),
    line([
      [13, 5.6 + i * 8],
      [25, 5.6 + i * 8],
    ]),
  ]);
/** A class for every pixel. */
export const pixels = (): Glyph =>
  upTo(16).map((i) => {
    const [row, column] = [Math.floor(i / 4), i % 4];
    return rect(
      2.4 + column * 5.9,
      2.4 + row * 5.9,
      5.2,
      5.2,
      row + column > 2 && row > 0 ? 'solid' : 'soft',
    );
  });
/** A number on a scale. */
export const value = (): Glyph => [
  line([
    [2.5, 18],
    [25.5, 18],
  ]),
  ...upTo(5).map((i) =>
    line([
      [3.5 + i * 5.25, 15.6],
      [3.5 + i * 5.25, 18],
    ]),
  ),
  dot(17, 10.5, 2.6),
];
/** An image against an image. */
export const image = (): Glyph => [
  rect(2, 2.5, 16, 16, 'line'),
  rect(10, 9.5, 16, 16, 'soft'),
  line([
    [13, 22],
    [17, 16],
    [20, 19.5],
    [23.5, 15],
  ]),
];
