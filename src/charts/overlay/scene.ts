// What the picture of several runs consists of, in pixels: the page paints it on a canvas, the exports write it as SVG.
// Pure, so that both show the same and it can be tested without either.
import type { Unit } from '../series';
import {
  type Box,
  fullX,
  fullY,
  type Range,
  sharedEpochs,
  shownLines,
  type Tick,
  xTicks,
  yTicks,
} from './axes';
import type { BandLines } from './bands';
import type { ToPixel } from './decimate';
import type { RunLines, XAxis } from './overlay';
import {
  type Area,
  bandAreas,
  type Dot,
  dotsOf,
  type EndMark,
  endMark,
  meanStrokes,
  measuredStrokes,
  type Pen,
  runStrokes,
  type Stroke,
  seedStrokes,
} from './strokes';

export interface Scene {
  readonly box: Box;
  /** What is seen of the x axis, and all of it. */
  readonly x: Range;
  readonly full: Range;
  readonly y: Range;
  readonly toX: ToPixel;
  readonly toY: ToPixel;
  readonly xTicks: readonly (Tick & { readonly px: number })[];
  readonly yTicks: readonly (Tick & { readonly px: number })[];
  readonly epochs: readonly number[];
  readonly areas: readonly Area[];
  /** From back to front. */
  readonly strokes: readonly Stroke[];
  readonly dots: readonly Dot[];
  readonly ends: readonly EndMark[];
}

export interface SceneRequest {
  readonly axis: XAxis;
  readonly unit: Unit;
  readonly log: boolean;
  /** What is seen of the x axis; all of it where left out. */
  readonly zoom?: Range | undefined;
  readonly hidden: ReadonlySet<string>;
  readonly box: Box;
}

/** A part of the x axis that lies in it and is not all of it, else undefined. */
export function validZoom(zoom: Range | undefined, full: Range): Range | undefined {
  if (!zoom) return undefined;
  const from = Math.max(full[0], zoom[0]);
  const to = Math.min(full[1], zoom[1]);
  return to > from && (from > full[0] || to < full[1]) ? [from, to] : undefined;
}

function scales(
  box: Box,
  x: Range,
  y: Range,
  log: boolean,
): { readonly toX: ToPixel; readonly toY: ToPixel } {
  const perX = (box.right - box.left) / (x[1] - x[0]);
  const value = log ? Math.log10 : (v: number) => v;
  const low = value(y[0]);
  const perY = (box.bottom - box.top) / (value(y[1]) - low);
  return {
    toX: (at) => box.left + (at - x[0]) * perX,
    toY: (v) => (log && !(v > 0) ? Number.NaN : box.bottom - (value(v) - low) * perY),
  };
}

/** Everything to draw, with the lines thinned to the columns of pixels. */
export function overlayScene(
  all: readonly RunLines[],
  bands: readonly BandLines[],
  request: SceneRequest,
): Scene {
  const { axis, unit, box, hidden } = request;
  const log = request.log && unit !== 'share';
  const lines = shownLines(all, hidden);
  const full = fullX(lines, axis);
  const zoom = validZoom(request.zoom, full);
  const x = zoom ?? full;
  const y = fullY(lines, { unit, log, x, zoomed: zoom !== undefined });
  const { toX, toY } = scales(box, x, y, log);
  const pen: Pen = { x, toX, toY };
  const banded = new Set(bands.flatMap(({ members }) => members.map(({ run }) => run.id)));
  const alone = lines.filter(({ run }) => !banded.has(run.id));
  const empty = lines.every(({ measured, heldOut }) => measured.x.length + heldOut.x.length === 0);
  const ticks = {
    x: empty ? [] : xTicks(axis, x, Math.max(2, Math.floor((box.right - box.left) / 72))),
    y: empty ? [] : yTicks(unit, log, y, Math.max(2, Math.floor((box.bottom - box.top) / (log ? 20 : 28)))),
  };
  return {
    box,
    x,
    full,
    y,
    toX,
    toY,
    xTicks: ticks.x.map((tick) => ({ ...tick, px: toX(tick.at) })),
    yTicks: ticks.y.map((tick) => ({ ...tick, px: toY(tick.at) })),
    epochs: empty
      ? []
      : sharedEpochs(lines, axis, x[1])
          .filter((at) => at > x[0] && at < x[1])
          .map(toX),
    areas: bands.flatMap((band) => bandAreas(band, pen)),
    strokes: [
      ...bands.flatMap((band) => seedStrokes(band, pen)),
      ...alone.flatMap((one) => measuredStrokes(one, pen)),
      ...alone.flatMap((one) => runStrokes(one, pen)),
      ...bands.flatMap((band) => meanStrokes(band, pen)),
    ].filter(({ points }) => points.length > 0),
    dots: [
      ...alone.flatMap((one) => dotsOf(one.heldOut.x, one.heldOut.y, one.run.colour, pen, box)),
      ...bands.flatMap((band) => dotsOf(band.heldOut.x, band.heldOut.mean, band.colour, pen, box)),
    ],
    ends: lines.flatMap((one) => endMark(one, pen, box)),
  };
}
