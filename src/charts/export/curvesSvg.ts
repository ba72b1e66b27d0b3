// The curves of several runs as an SVG text: the picture of the page in light colours, with axes, legend and text as
// text. For files and reports; needs no page.

import { escapeMarkup } from '../../lib/escapeMarkup';
import { fitText } from '../../lib/textWidth';
import type { Box, Range } from '../overlay/axes';
import { axisName, fullX } from '../overlay/axes';
import { bandsOf } from '../overlay/bands';
import { type Figure, type OverlayRun, readRuns, type XAxis } from '../overlay/overlay';
import { markerPath, runColour, runDash, runMarker } from '../overlay/palette';
import { describeOverlay } from '../overlay/readings';
import { overlayScene, type Scene } from '../overlay/scene';
import { type Dot, opacityOf, type Stroke, strokeLooks } from '../overlay/strokes';
import type { Unit } from '../series';
import { legendRows, legendSvg } from './curvesLegend';
import { ink, px, svgFont, wrapText } from './svgText';

export interface CurvesSvgOptions {
  readonly title: string;
  readonly figure: Figure;
  /** As in `Reading`. */
  readonly head?: number;
  /** How values are written; a metric is a share unless told otherwise. */
  readonly unit?: Unit;
  readonly axis?: XAxis;
  readonly smoothing?: number;
  readonly log?: boolean;
  readonly hidden?: ReadonlySet<string>;
  readonly zoom?: Range;
  /** In CSS pixels; the height grows with the legend. */
  readonly width?: number;
  readonly plotHeight?: number;
}

const margin = { left: 52, right: 16, top: 36, bottom: 38 } as const;
const rowHeight = 18;

/** Runs → a whole SVG document. Runs without points stand in the legend alone. */
export function curvesSvg(runs: readonly OverlayRun[], options: CurvesSvgOptions): string {
  const { title, figure, head, axis = 'step', smoothing = 0, log = false, width = 640 } = options;
  const unit = options.unit ?? (figure === 'loss' ? 'loss' : 'share');
  const hidden = options.hidden ?? new Set<string>();
  const reading = { figure, axis, smoothing, ...(head === undefined ? {} : { head }) };
  const lines = readRuns(runs, reading);
  const bands = bandsOf(lines, hidden);
  const box: Box = {
    left: margin.left,
    top: margin.top,
    right: width - margin.right,
    bottom: margin.top + (options.plotHeight ?? 260),
  };
  const scene = overlayScene(lines, bands, { axis, unit, log, hidden, box, zoom: options.zoom });
  const legend = legendRows(
    lines.filter(({ run }) => !hidden.has(run.id)),
    bands.map(({ name, colour, members }) => ({
      name,
      colour,
      members: new Set(members.map(({ run }) => run.id)),
    })),
    width - margin.left - margin.right,
  );
  const keys = wrapText(keyWords(smoothing, bands.length > 0), 10, width - margin.left - margin.right);
  const height = box.bottom + margin.bottom + legend.length * rowHeight + keys.length * 14 + 8;
  const description = describeOverlay(title, lines, bands, hidden, unit);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${px(width)}" height="${px(height)}" viewBox="0 0 ${px(width)} ${px(height)}" font-family="${svgFont}" font-size="11" role="img">`,
    `<title>${escapeMarkup(title)}</title>`,
    `<desc>${escapeMarkup(description)}</desc>`,
    `<rect width="100%" height="100%" fill="${ink.surface}"/>`,
    `<text x="${px(box.left)}" y="20" font-size="13" font-weight="600" fill="${ink.text}">${escapeMarkup(fitText(title, { size: 13, weight: 600, room: width - margin.left - margin.right }))}</text>`,
    axesSvg(scene, axisName(axis), fullX(lines, axis)[1] > 0),
    plotSvg(scene),
    ...legend.map((row, i) => legendSvg(row, box.left, box.bottom + margin.bottom + 14 + i * rowHeight)),
    ...keys.map((line, i) => {
      const y = height - 8 - (keys.length - 1 - i) * 14;
      return `<text x="${px(box.left)}" y="${px(y)}" font-size="10" fill="${ink.dim}">${escapeMarkup(line)}</text>`;
    }),
    '</svg>',
  ].join('\n');
}

const keyWords = (smoothing: number, banded: boolean): string =>
  `${[
    smoothing > 0 ? 'Thin: training, smoothed (faint: as measured)' : 'Thin: training',
    'thick with points: held-out',
    ...(banded ? ['filled: least to greatest of the seeds, line: their mean'] : []),
  ].join('; ')}.`;

function axesSvg({ box, xTicks, yTicks, epochs }: Scene, name: string, any: boolean): string {
  const grid = yTicks.map(({ px: y }) => `M${px(box.left)} ${px(y)}H${px(box.right)}`).join('');
  const marks = epochs.map((x) => `M${px(x)} ${px(box.top)}V${px(box.bottom)}`).join('');
  return [
    grid && `<path d="${grid}" stroke="${ink.grid}" fill="none"/>`,
    marks &&
      `<path d="${marks}" stroke="${ink.frame}" stroke-dasharray="3 3" stroke-width="0.75" fill="none"/>`,
    `<path d="M${px(box.left)} ${px(box.top)}V${px(box.bottom)}H${px(box.right)}" stroke="${ink.frame}" fill="none"/>`,
    `<g fill="${ink.dim}" text-anchor="middle">`,
    ...xTicks.map(
      ({ px: x, text }) => `<text x="${px(x)}" y="${px(box.bottom + 15)}">${escapeMarkup(text)}</text>`,
    ),
    any
      ? `<text x="${px((box.left + box.right) / 2)}" y="${px(box.bottom + 31)}">${escapeMarkup(name)}</text>`
      : '',
    '</g>',
    `<g fill="${ink.dim}" text-anchor="end">`,
    ...yTicks.map(
      ({ px: y, text }) => `<text x="${px(box.left - 7)}" y="${px(y + 3.8)}">${escapeMarkup(text)}</text>`,
    ),
    '</g>',
  ]
    .filter(Boolean)
    .join('\n');
}

const light = (colour: number): string => runColour(colour, 'light');

/** Pixel pairs as a path. */
function pathOf(points: Float64Array, close = false): string {
  let d = '';
  for (let i = 0; i + 1 < points.length; i += 2)
    d += `${i === 0 ? 'M' : 'L'}${px(points[i] ?? 0)} ${px(points[i + 1] ?? 0)}`;
  return close ? `${d}z` : d;
}

function plotSvg({ box, areas, strokes, dots, ends }: Scene): string {
  const [w, h] = [box.right - box.left, box.bottom - box.top];
  // A nested svg clips without an id, which two pictures in one page would share.
  const inner = `<svg x="${px(box.left)}" y="${px(box.top)}" width="${px(w)}" height="${px(h)}" viewBox="${px(box.left)} ${px(box.top)} ${px(w)} ${px(h)}" overflow="hidden">`;
  return [
    inner,
    ...areas.map(
      ({ colour, points }) =>
        `<path d="${pathOf(points, true)}" fill="${light(colour)}" fill-opacity="0.12"/>`,
    ),
    ...strokes.map(strokeSvg),
    '</svg>',
    ...dots.map(dotSvg),
    ...ends.map(
      ({ x, y, state, colour }) =>
        `<path d="${endPath(state)}" transform="translate(${px(x)} ${px(y)})" stroke="${light(colour)}" stroke-width="2" fill="none"/>`,
    ),
  ].join('\n');
}

function strokeSvg(stroke: Stroke): string {
  const { colour, part, dashed, filled, points } = stroke;
  const { width } = strokeLooks[part];
  const opacity = opacityOf(stroke);
  if (filled) return `<path d="${pathOf(points, true)}" fill="${light(colour)}" fill-opacity="${opacity}"/>`;
  const dash = dashed ? runDash(colour) : [];
  const dashes = dash.length > 0 ? ` stroke-dasharray="${dash.join(' ')}"` : '';
  return `<path d="${pathOf(points)}" fill="none" stroke="${light(colour)}" stroke-width="${width}" stroke-opacity="${opacity}" stroke-linejoin="round"${dashes}/>`;
}

const dotSvg = ({ x, y, colour }: Dot): string =>
  `<path d="${markerPath(runMarker(colour), 3)}" transform="translate(${px(x)} ${px(y)})" fill="${ink.surface}" stroke="${light(colour)}" stroke-width="1.5"/>`;

/** A cross where a run failed, a bar where it was ended by a hand or by chance. */
export const endPath = (state: 'failed' | 'interrupted' | 'stopped'): string =>
  state === 'failed' ? 'M-4 -4L4 4M-4 4L4 -4' : 'M0 -5V5';
