// Layers that slide a window: the taps of the kernel, spread by its dilation, and below and beside them a dot for every
// place at which the window stops, so that a stride of 2 is seen as wider steps.
import { pair, type Size } from '../../../layers/fields';
import { dot, type Glyph, line, type Mark, rect, upTo } from './glyph';

/** The part of the box that the window takes; the rest is for the dots of its steps. */
const field = 21;
const largestCell = 7;
/** Rows and columns drawn at most: of wider windows the outline alone can be told at this size. */
const mostCells = 11;
/** Where the dots stand. */
const track = 25.5;

interface Window {
  readonly kernel: readonly [number, number];
  readonly stride: readonly [number, number];
  readonly dilation: readonly [number, number];
}

export const windowOf = (kernel: Size, stride: Size = 1, dilation: Size = 1): Window => ({
  kernel: pair(kernel),
  stride: pair(stride),
  dilation: pair(dilation),
});

/** Pixels from a window's first row to its last, its dilation included. */
const reachOf = ({ kernel, dilation }: Window, axis: 0 | 1): number =>
  (kernel[axis] - 1) * dilation[axis] + 1;

/** The side of one pixel of the image, in units of the box. */
function cellOf(window: Window): number {
  const reach = Math.max(reachOf(window, 0), reachOf(window, 1));
  return Math.min(largestCell, field / Math.min(mostCells, Math.max(3, reach)));
}

/** The taps of the kernel as squares; `paint` chooses the tone of each. */
function taps(
  window: Window,
  cell: number,
  paint: (row: number, column: number) => 'solid' | 'soft' | 'line',
): readonly Mark[] {
  const [rows, columns] = ([0, 1] as const).map((axis) => {
    const most = Math.floor((mostCells - 1) / window.dilation[axis]) + 1;
    return Math.min(window.kernel[axis], Math.max(1, most));
  }) as [number, number];
  const gap = Math.min(1, cell * 0.22);
  // A small kernel stands in the middle of the field.
  const left = (field - ((columns - 1) * Math.min(window.dilation[1], mostCells) + 1) * cell) / 2;
  const top = (field - ((rows - 1) * Math.min(window.dilation[0], mostCells) + 1) * cell) / 2;
  return upTo(rows).flatMap((row) =>
    upTo(columns).map((column) =>
      rect(
        left + column * window.dilation[1] * cell + gap / 2,
        top + row * window.dilation[0] * cell + gap / 2,
        cell - gap,
        cell - gap,
        paint(row, column),
      ),
    ),
  );
}

/** Where the window stops next: along the bottom for the width, along the right for the height. */
function steps(window: Window, cell: number): readonly Mark[] {
  const along = (axis: 0 | 1): readonly number[] => {
    // A square's width apart at stride 1; at the widest strides the second dot still shows.
    const pitch = Math.max(2.6, Math.min(cell * window.stride[axis], field - 2));
    return upTo(Math.floor((field - 2) / pitch) + 1).map((i) => 1.2 + i * pitch);
  };
  return [...along(1).map((x) => dot(x, track, 0.95)), ...along(0).map((y) => dot(track, y, 0.95))];
}

const middle = ({ kernel }: Window, row: number, column: number): boolean =>
  row === Math.floor((kernel[0] - 1) / 2) && column === Math.floor((kernel[1] - 1) / 2);

/** Pixels of the image round a kernel that is smaller than 3×3 or dilated. */
function pixels(window: Window, cell: number): readonly Mark[] {
  const reach = Math.max(reachOf(window, 0), reachOf(window, 1));
  if (cell < 3 || (reach >= 3 && Math.max(...window.dilation) === 1)) return [];
  const count = Math.max(3, Math.min(reach, mostCells));
  const side = count * cell;
  const from = (field - side) / 2;
  return upTo(count + 1).flatMap((i) => [
    line(
      [
        [from + i * cell, from],
        [from + i * cell, from + side],
      ],
      'faint',
    ),
    line(
      [
        [from, from + i * cell],
        [from + side, from + i * cell],
      ],
      'faint',
    ),
  ]);
}

export function convolution(window: Window): Glyph {
  const cell = cellOf(window);
  return [
    ...pixels(window, cell),
    ...taps(window, cell, (row, column) => (middle(window, row, column) ? 'solid' : 'soft')),
    ...steps(window, cell),
  ];
}

/** Every channel by itself: one kernel before another. */
export function depthwise(window: Window): Glyph {
  const behind = [1, 2].map((i) => rect(1.5 + i * 2, 1 - i * 0.5, field - 5, field - 3 - i * 0.5, 'faint'));
  return [...behind, ...convolution(window)];
}

/** A depthwise kernel, and the 1×1 one after it that mixes the channels. */
export const separable = (window: Window): Glyph => [
  ...convolution(window),
  rect(track - 3, track - 3, 5, 5, 'solid'),
];

/** Weights of their own at every place: no two taps alike. */
export function local(window: Window): Glyph {
  const cell = cellOf(window);
  const tones = ['solid', 'soft', 'line'] as const;
  return [
    ...taps(window, cell, (row, column) => tones[(row * 2 + column) % 3] ?? 'soft'),
    ...steps(window, cell),
  ];
}

/** The reverse: each pixel, a dot, stamps the kernel, its outline, a stride further on. */
export function transposed(window: Window): Glyph {
  const reach = Math.max(reachOf(window, 0), reachOf(window, 1));
  const stride = Math.max(...window.stride);
  const cell = 26 / Math.min(12, reach + stride);
  const side = Math.min(cell * reach, 20);
  const shift = Math.min(cell * stride, 26 - side);
  return [0, 1].flatMap((i) => [
    rect(1 + i * shift, 1 + i * shift, side, side, i === 0 ? 'soft' : 'line'),
    dot(1 + i * shift + side / 2, 1 + i * shift + side / 2, 2),
  ]);
}

/** A pool's window: which of its values it keeps. */
export function pool(window: Window, keeps: 'max' | 'mean' | 'min'): Glyph {
  const cell = cellOf(window);
  const tone = (row: number, column: number) => {
    if (keeps === 'mean') return 'soft';
    // Any of them can be the one; the last but one to the right reads as “one of many”.
    const kept = row === 0 && column === window.kernel[1] - 1;
    if (keeps === 'max') return kept ? 'solid' : 'soft';
    return kept ? 'line' : 'soft';
  };
  const mean = keeps === 'mean' ? [dot(field / 2, field / 2, 2.6)] : [];
  return [...taps(window, cell, tone), ...mean, ...steps(window, cell)];
}

/** One value for a whole map: the frame of the map, and what becomes of it. */
export function globalPool(keeps: 'max' | 'mean'): Glyph {
  const frame = rect(2, 2, 24, 24, keeps === 'mean' ? 'soft' : 'line');
  const cells = keeps === 'mean' ? [] : [rect(5, 5, 18, 18, 'faint')];
  return [frame, ...cells, keeps === 'mean' ? dot(14, 14, 3.4) : rect(15.5, 7, 5.5, 5.5, 'solid')];
}

/** Values return to their places, with zeros round them. */
export const unpool = (): Glyph =>
  upTo(4).flatMap((row) =>
    upTo(4).map((column) =>
      rect(
        2 + column * 6,
        2 + row * 6,
        5.2,
        5.2,
        (row === 0 && column === 1) ||
          (row === 1 && column === 2) ||
          (row === 2 && column === 0) ||
          (row === 3 && column === 3)
          ? 'solid'
          : 'faint',
      ),
    ),
  );

/** One pixel becomes `factor` × `factor`; `smooth` where lines are drawn between pixels. */
export function enlarge(factor: Size, smooth: boolean): Glyph {
  const [rows, columns] = pair(factor).map((n) => Math.min(n, 4)) as [number, number];
  const cell = 18 / Math.max(rows, columns);
  const grown = upTo(rows).flatMap((row) =>
    upTo(columns).map((column) =>
      rect(
        9 + column * cell,
        9 + row * cell,
        cell - 0.8,
        cell - 0.8,
        smooth && (row + column) % 2 === 1 ? 'line' : 'soft',
      ),
    ),
  );
  return [rect(1, 1, 6, 6, 'solid'), ...grown];
}
