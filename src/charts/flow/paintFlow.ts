// A design's heat map on a canvas: every pixel is one cell's, none is mixed from two, so that a thin column or a single
// layer keeps its colour. Also the names of the layers and the batches beside it.

import { formatShort } from '../../lib/format';
import type { Box } from '../overlay/axes';
import { roundTicks } from '../overlay/axes';
import { indexAt } from '../overlay/overlay';
import { axisFont, type Ink } from '../overlay/paintScene';
import { type FlowGrid, labelledRows } from './flow';
import { codesOf, type FlowScale, levels, noneCode, zeroCode } from './flowScale';
import { noneMark, type Rgb, rampColour, zeroMark } from './ramp';

const opaque = ([r, g, b]: Rgb): number => ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0;

/** Little-endian pixels of all codes; the ramp by its scale. */
const coloursOf = (signed: boolean): Uint32Array =>
  Uint32Array.from({ length: levels }, (_, i) => opaque(rampColour(i / (levels - 1), signed)));

const [zeroGround, zeroLine] = zeroMark.map(opaque) as [number, number];
const [noneGround, noneLine] = noneMark.map(opaque) as [number, number];

/** Hatched, for zero one way, for what is not finite both ways; `ratio` device pixels to one of CSS. */
function markOf(code: number, x: number, y: number, ratio: number): number {
  const period = Math.max(4, Math.round(5 * ratio));
  const rising = (x + y) % period < ratio;
  if (code === zeroCode) return rising ? zeroLine : zeroGround;
  const falling = (((x - y) % period) + period) % period < ratio;
  return rising || falling ? noneLine : noneGround;
}

/**
 * The cells as pixels, row by row. `span` is what the width shows of the batches; a column shows the look at or before
 * it, and nothing before the first look or after the last one's column.
 */
export function flowPixels(
  grid: FlowGrid,
  scale: FlowScale,
  span: readonly [number, number],
  { width, height, ratio }: { readonly width: number; readonly height: number; readonly ratio: number },
): Uint32Array {
  const pixels = new Uint32Array(width * height);
  const looks = grid.steps.length;
  const rows = grid.layers.length;
  if (looks === 0 || rows === 0) return pixels;
  const codes = codesOf(grid.values, scale);
  const colours = coloursOf(scale.kind === 'signed');
  const end = endOfLooks(grid.steps);
  const columns = Int32Array.from({ length: width }, (_, x) => {
    const step = span[0] + ((x + 0.5) / width) * (span[1] - span[0]);
    return step >= end ? -1 : indexAt(grid.steps, step);
  });
  for (let y = 0; y < height; y += 1) {
    const row = Math.min(rows - 1, Math.floor((y * rows) / height));
    for (let x = 0; x < width; x += 1) {
      const column = columns[x] ?? -1;
      if (column < 0) continue;
      const code = codes[row * looks + column] ?? noneCode;
      pixels[y * width + x] = code < levels ? (colours[code] ?? 0) : markOf(code, x, y, ratio);
    }
  }
  return pixels;
}

/** The last look is as wide as the one before it. */
export function endOfLooks(steps: Float64Array): number {
  const last = steps.at(-1) ?? 0;
  return last + Math.max(1, last - (steps.at(-2) ?? last - 1));
}

export interface FlowPaint {
  readonly grid: FlowGrid;
  readonly scale: FlowScale;
  readonly span: readonly [number, number];
  readonly box: Box;
  readonly ink: Ink;
  readonly width: number;
  readonly height: number;
  readonly ratio: number;
}

export function paintFlow(context: CanvasRenderingContext2D, paint: FlowPaint): void {
  const { grid, box, ink, ratio, width, height } = paint;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, context.canvas.width, context.canvas.height);
  const size = {
    width: Math.max(1, Math.round((box.right - box.left) * ratio)),
    height: Math.max(1, Math.round((box.bottom - box.top) * ratio)),
    ratio,
  };
  const pixels = flowPixels(grid, paint.scale, paint.span, size);
  const image = new ImageData(new Uint8ClampedArray(pixels.buffer as ArrayBuffer), size.width, size.height);
  context.putImageData(image, Math.round(box.left * ratio), Math.round(box.top * ratio));
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.strokeStyle = ink.frame;
  context.lineWidth = 1;
  context.strokeRect(box.left - 0.5, box.top - 0.5, box.right - box.left + 1, box.bottom - box.top + 1);
  context.font = axisFont;
  context.fillStyle = ink.axis;
  paintNames(context, paint);
  context.textBaseline = 'top';
  for (const at of roundTicks(paint.span, Math.max(2, Math.floor((width - box.left) / 72)), true)) {
    const x = box.left + ((at - paint.span[0]) / (paint.span[1] - paint.span[0])) * (box.right - box.left);
    const text = formatShort(at);
    const half = context.measureText(text).width / 2;
    context.textAlign = 'center';
    context.fillText(
      text,
      Math.min(Math.max(x, box.left + half), box.right - half),
      Math.min(box.bottom + 4, height - 11),
    );
  }
}

function paintNames(context: CanvasRenderingContext2D, { grid, box }: FlowPaint): void {
  const rows = grid.layers.length;
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  for (const row of labelledRows(rows, Math.floor((box.bottom - box.top) / 12.5))) {
    const y = box.top + ((row + 0.5) / rows) * (box.bottom - box.top);
    context.fillText(fitName(context, grid.layers[row]?.id ?? '', box.left - 10), box.left - 5, y);
  }
}

/** Paths of modules differ at their ends: the beginning is what is left out. */
function fitName(context: CanvasRenderingContext2D, text: string, width: number): string {
  if (context.measureText(text).width <= width) return text;
  let rest = text;
  while (rest.length > 1 && context.measureText(`…${rest}`).width > width) rest = rest.slice(1);
  return `…${rest}`;
}
