// How uPlot draws a run: axes, lines, epoch marks, colours from the page's CSS. Apart from the component so that the
// component deals with life time and layout alone.
import uPlot from 'uplot';
import { formatShort } from '../lib/format';
import { type ChartSeries, epochMarks, type Track, type Unit, xEnd, yRange } from './series';

/** What the plot draws now; the callbacks below read it at every draw, so that new data needs no new plot. */
export interface PlotState {
  series: ChartSeries;
  stepsPerEpoch: number;
  colours: PlotColours;
}

export interface PlotColours {
  /** Of one track alone, whose training and held-out lines have a colour each. */
  readonly training: string;
  readonly raw: string;
  readonly heldOut: string;
  /** Of several tracks, one colour each; they begin anew after the last. */
  readonly tracks: readonly string[];
  readonly neutral: string;
  readonly axis: string;
  readonly grid: string;
  readonly mark: string;
  readonly surface: string;
}

/** Colours for tracks in LineChart.module.css. */
const trackColours = 6;

const colourName = (index: number): string => `--chart-track-${(index % trackColours) + 1}`;

/** The custom property with the colour of a track, where there are several. */
export const trackColour = ({ neutral }: Pick<Track, 'neutral'>, index: number): string =>
  neutral ? '--chart-neutral' : colourName(index);

/** A canvas knows no CSS variables: their values are read from the chart's element, anew when the theme changes. */
export function readColours(element: Element): PlotColours {
  const style = getComputedStyle(element);
  const read = (name: string) => style.getPropertyValue(name).trim() || '#888888';
  return {
    training: read('--chart-training'),
    raw: read('--chart-training-raw'),
    heldOut: read('--chart-held-out'),
    tracks: Array.from({ length: trackColours }, (_, i) => read(colourName(i))),
    neutral: read('--chart-neutral'),
    axis: read('--chart-axis'),
    grid: read('--chart-grid'),
    mark: read('--chart-mark'),
    surface: read('--chart-surface'),
  };
}

export const toPlotData = ({ steps, tracks }: ChartSeries): uPlot.AlignedData => [
  [...steps],
  ...tracks.flatMap(({ raw, line, heldOut }) => [[...raw], [...line], [...heldOut]]),
];

// Ticks of the batch axis: a half batch is none.
const wholeSteps = [1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7].flatMap((decade) => [
  decade,
  2 * decade,
  5 * decade,
]);

const font = '11px "Inter Variable", system-ui, sans-serif';

function drawEpochMarks(plot: uPlot, state: PlotState): void {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.strokeStyle = state.colours.mark;
  ctx.lineWidth = uPlot.pxRatio;
  ctx.setLineDash([3 * uPlot.pxRatio, 3 * uPlot.pxRatio]);
  ctx.beginPath();
  const end = plot.scales.x?.max ?? 0;
  for (const step of epochMarks(end, state.stepsPerEpoch)) {
    if (step >= end) continue; // the frame's own edge
    const x = Math.round(plot.valToPos(step, 'x', true)) + 0.5;
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
  }
  ctx.stroke();
  ctx.restore();
}

/** Points are drawn until they would touch. */
const roomForPoints = (plot: uPlot, { tracks }: ChartSeries): boolean =>
  (tracks[0]?.heldOut ?? []).filter((value) => value !== null).length * 9 * uPlot.pxRatio <= plot.bbox.width;

export interface PlotRequest {
  /** At most two different units; the second has an axis on the right. */
  readonly tracks: readonly Pick<Track, 'unit' | 'neutral'>[];
  readonly log: boolean;
  readonly width: number;
  readonly height: number;
  readonly state: PlotState;
  /** The row under the cursor; undefined when it has left. */
  readonly onCursor: (row: number | undefined) => void;
}

const unitsOf = (tracks: PlotRequest['tracks']): readonly Unit[] => [
  ...new Set(tracks.map(({ unit }) => unit)),
];

const scaleOf = (units: readonly Unit[], unit: Unit | undefined): string =>
  unit === units[0] ? 'y' : 'right';

function axes({ tracks, log, state }: PlotRequest): uPlot.Axis[] {
  const units = unitsOf(tracks);
  const common = {
    font,
    stroke: () => state.colours.axis,
    grid: { stroke: () => state.colours.grid, width: 1 },
    ticks: { show: false },
  };
  // Before the first point the scales mean nothing, and numbers beside them would mislead. uPlot gives `null` for
  // ticks of a log axis that are to stay unlabelled.
  const write = (format: (value: number) => string) => (_: uPlot, splits: readonly (number | null)[]) =>
    splits.map((value) => (value === null || state.series.steps.length === 0 ? '' : format(value)));
  // A loss that explodes must not push its axis out of the picture.
  const short = (value: number) =>
    Math.abs(value) >= 10_000 ? value.toExponential(0) : String(Number(value.toPrecision(3)));
  return [
    {
      ...common,
      size: 20,
      gap: 4,
      space: 56,
      incrs: wholeSteps,
      grid: { show: false },
      values: write(formatShort),
    },
    ...units.map(
      (unit, i): uPlot.Axis => ({
        ...common,
        ...(i > 0 ? { side: 1, scale: 'right', grid: { show: false } } : {}),
        size: 44,
        gap: 6,
        space: log ? 18 : 26,
        values: write(unit === 'share' ? (share) => `${short(share * 100)} %` : short),
      }),
    ),
  ];
}

/** A track's three lines: as measured (faint, behind the smoothed one), training, and held-out with points. */
function trackLines({ tracks, state }: PlotRequest, scale: string, index: number): uPlot.Series[] {
  const one = tracks.length === 1;
  const colour = () =>
    (tracks[index]?.neutral ? undefined : state.colours.tracks[index % state.colours.tracks.length]) ??
    state.colours.neutral;
  // Where several tracks share the chart, a track's colour is one, and held-out stands out by weight and points.
  const faint = (alpha: string) => () => `${colour()}${alpha}`;
  const line = { scale, spanGaps: true, points: { show: false } };
  return [
    { ...line, stroke: one ? () => state.colours.raw : faint('40'), width: 1 },
    { ...line, stroke: one ? () => state.colours.training : faint('a6'), width: one ? 1.25 : 1 },
    {
      ...line,
      stroke: one ? () => state.colours.heldOut : colour,
      width: 2,
      points: {
        show: (plot) => roomForPoints(plot, state.series),
        size: 6,
        width: 1.5,
        fill: () => state.colours.surface,
      },
    },
  ];
}

/** Options for one chart. Everything that may change without a new plot is read from `state`. */
export function plotOptions(request: PlotRequest): uPlot.Options {
  const { tracks, log, width, height, state, onCursor } = request;
  const units = unitsOf(tracks);
  const range = (unit: Unit) => () => [...yRange(state.series, unit, log)] as [number, number];
  return {
    width,
    height,
    padding: [8, units.length > 1 ? 0 : 10, 0, 0],
    legend: { show: false },
    cursor: {
      y: false,
      drag: { x: false, y: false },
      sync: { key: 'run' },
      points: { size: 6, width: 1.5, fill: () => state.colours.surface },
    },
    scales: {
      x: { time: false, range: () => [0, xEnd(state.series.steps.at(-1) ?? 0, state.stepsPerEpoch)] },
      ...Object.fromEntries(
        units.map((unit) => [
          scaleOf(units, unit),
          { distr: log ? (3 as const) : (1 as const), range: range(unit) },
        ]),
      ),
    },
    axes: axes(request),
    series: [{}, ...tracks.flatMap(({ unit }, i) => trackLines(request, scaleOf(units, unit), i))],
    hooks: {
      drawAxes: [(plot) => drawEpochMarks(plot, state)],
      setCursor: [(plot) => onCursor(plot.cursor.idx ?? undefined)],
    },
  };
}
