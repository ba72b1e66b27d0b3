// What runs through the layers of several designs as an SVG text: a heat map for each on one scale, as on the page. Cells
// of one colour are one path, so that the file stays small, sharp at any size, and needs no page to be made.

import { escapeMarkup } from '../../lib/escapeMarkup';
import { formatShort } from '../../lib/format';
import { fitText, textWidth } from '../../lib/textWidth';
import {
  type FlowDesign,
  type FlowGrid,
  flowGrid,
  flowSpan,
  labelledRows,
  type Quantity,
} from '../flow/flow';
import {
  codesOf,
  type FlowScale,
  flowScale,
  levels,
  noneCode,
  scaleTicks,
  zeroCode,
} from '../flow/flowScale';
import { describeFlow, quantityWords } from '../flow/flowWords';
import { endOfLooks } from '../flow/paintFlow';
import { cssColour, noneMark, rampColour, zeroMark } from '../flow/ramp';
import { roundTicks } from '../overlay/axes';
import { indexAt } from '../overlay/overlay';
import { ink, px, svgFont } from './svgText';

export interface FlowSvgOptions {
  readonly quantity: Quantity;
  /** The quantity's name where left out. */
  readonly title?: string;
  readonly width?: number;
}

interface Panel {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

const top = 64;
const between = 46;
const most = { columns: 240, nameWidth: 150 } as const;

/** Designs → a whole SVG document, one above the other. Designs that were not looked into say so. */
export function flowSvg(designs: readonly FlowDesign[], options: FlowSvgOptions): string {
  const { quantity, width = 640 } = options;
  const words = quantityWords[quantity];
  const title = options.title ?? `${words.charAt(0).toUpperCase()}${words.slice(1)} by layer and batch`;
  const grids = designs.map((design) => flowGrid(design, quantity));
  const scale = flowScale(grids, quantity);
  const span = flowSpan(grids);
  const names = grids.flatMap(({ layers }) => layers.map(({ id }) => textWidth(id, 10)));
  const left = 16 + Math.min(most.nameWidth, Math.max(40, ...names));
  let y = top;
  const panels = grids.map((grid) => {
    const height = Math.min(320, Math.max(48, grid.layers.length * 9));
    const panel: Panel = { left, top: y + 16, width: width - left - 16, height };
    y += 16 + height + between;
    return panelSvg(grid, scale, span, panel);
  });
  const height = y - 8;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${px(width)}" height="${px(height)}" viewBox="0 0 ${px(width)} ${px(height)}" font-family="${svgFont}" font-size="10" role="img">`,
    `<title>${escapeMarkup(title)}</title>`,
    `<desc>${escapeMarkup(describeFlow(grids, quantity))}</desc>`,
    `<rect width="100%" height="100%" fill="${ink.surface}"/>`,
    `<text x="16" y="20" font-size="13" font-weight="600" fill="${ink.text}">${escapeMarkup(fitText(title, { size: 13, weight: 600, room: width - 32 }))}</text>`,
    scaleSvg(scale, left, width - left - 16),
    ...panels,
    '</svg>',
  ].join('\n');
}

function scaleSvg(scale: FlowScale, left: number, room: number): string {
  const width = Math.min(260, room);
  const cells = 64;
  const colours = Array.from({ length: cells }, (_, i) => {
    const fill = cssColour(rampColour(i / (cells - 1), scale.kind === 'signed'));
    return `<rect x="${px(left + (i * width) / cells)}" y="32" width="${px(width / cells + 0.4)}" height="9" fill="${fill}"/>`;
  });
  const ticks = scaleTicks(scale, 6).map(
    ({ at, text }) =>
      `<text x="${px(left + at * width)}" y="52" text-anchor="middle" fill="${ink.dim}">${escapeMarkup(text)}</text>`,
  );
  return [...colours, ...ticks, ...markKeys(left + width + 24, left + room)].join('\n');
}

const markNames = [
  [zeroCode, 'zero'],
  [noneCode, 'not finite'],
] as const;

const markFill = (code: number): string => cssColour(code === zeroCode ? zeroMark[0] : noneMark[0]);

function markKeys(x: number, end: number): readonly string[] {
  return markNames.flatMap(([code, name], i) => {
    const at = x + i * 58;
    return at + 56 > end
      ? []
      : [
          `<rect x="${px(at)}" y="32" width="9" height="9" fill="${markFill(code)}"/>`,
          `<text x="${px(at + 13)}" y="40.5" fill="${ink.dim}">${name}</text>`,
        ];
  });
}

function panelSvg(grid: FlowGrid, scale: FlowScale, span: readonly [number, number], panel: Panel): string {
  const { left, width, height } = panel;
  const rows = grid.layers.length;
  const bottom = panel.top + height;
  const names = labelledRows(rows, Math.floor(height / 11)).map((row) => {
    const y = panel.top + ((row + 0.5) / rows) * height + 3.5;
    return `<text x="${px(left - 5)}" y="${px(y)}">${escapeMarkup(fitText(grid.layers[row]?.id ?? '', { size: 10, room: left - 16, cut: 'middle' }))}</text>`;
  });
  const ticks = roundTicks(span, Math.max(2, Math.floor(width / 80)), true).map((at) => {
    const x = left + ((at - span[0]) / (span[1] - span[0])) * width;
    return `<text x="${px(x)}" y="${px(bottom + 13)}">${formatShort(at)}</text>`;
  });
  const none = grid.steps.length === 0 || rows === 0;
  return [
    `<text x="${px(left)}" y="${px(panel.top - 6)}" font-size="11" font-weight="600" fill="${ink.text}">${escapeMarkup(fitText(grid.design.label, { size: 11, weight: 600, room: width }))}</text>`,
    none
      ? `<text x="${px(left + 8)}" y="${px(panel.top + height / 2)}" fill="${ink.dim}">Nothing was recorded.</text>`
      : cellsSvg(grid, scale, span, panel),
    `<rect x="${px(left)}" y="${px(panel.top)}" width="${px(width)}" height="${px(height)}" fill="none" stroke="${ink.frame}"/>`,
    `<g text-anchor="end" fill="${ink.dim}">${names.join('')}</g>`,
    `<g text-anchor="middle" fill="${ink.dim}">${ticks.join('')}<text x="${px(left + width / 2)}" y="${px(bottom + 26)}">batches</text></g>`,
  ].join('\n');
}

/** Neighbouring levels are one colour here: 64 are more than the eye tells apart in so small a cell. */
const coarse = 4;

function cellsSvg(
  grid: FlowGrid,
  scale: FlowScale,
  span: readonly [number, number],
  { left, top: from, width, height }: Panel,
): string {
  const codes = codesOf(grid.values, scale);
  const looks = grid.steps.length;
  const columns = Math.min(most.columns, Math.max(1, looks * 2));
  const end = endOfLooks(grid.steps);
  const lookOf = (column: number): number => {
    const step = span[0] + ((column + 0.5) / columns) * (span[1] - span[0]);
    return step >= end ? -1 : indexAt(grid.steps, step);
  };
  const cell = { width: width / columns, height: height / grid.layers.length };
  const paths = new Map<number, string>();
  const colourAt = (row: number, column: number): number | undefined => {
    const look = column < columns ? lookOf(column) : -1;
    const code = look < 0 ? undefined : codes[row * looks + look];
    return code === undefined || code >= levels ? code : Math.floor(code / coarse);
  };
  grid.layers.forEach((_, row) => {
    let start = 0;
    for (let column = 1; column <= columns; column += 1) {
      const colour = colourAt(row, start);
      if (column < columns && colourAt(row, column) === colour) continue;
      if (colour !== undefined) {
        // Rounded edges, not rounded widths: else slivers of paper would show between the cells.
        const edge = (at: number) => Math.round((left + at * cell.width) * 10) / 10;
        const [x, y] = [edge(start), Math.round((from + row * cell.height) * 10) / 10];
        const below = Math.round((from + (row + 1) * cell.height) * 10) / 10;
        const d = `M${px(x)} ${px(y)}H${px(edge(column))}V${px(below)}H${px(x)}z`;
        paths.set(colour, (paths.get(colour) ?? '') + d);
      }
      start = column;
    }
  });
  const fill = (colour: number) =>
    colour >= levels
      ? markFill(colour)
      : cssColour(rampColour((colour * coarse) / (levels - coarse), scale.kind === 'signed'));
  const marked = [...paths].sort(([a], [b]) => a - b);
  return `<g shape-rendering="crispEdges">${marked.map(([colour, d]) => `<path fill="${fill(colour)}" d="${d}"/>`).join('')}</g>`;
}
