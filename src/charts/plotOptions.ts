// How uPlot draws a run: axes, lines, epoch marks, colours from the page's CSS. Apart from the component so that the
// component deals with life time and layout alone.
import uPlot from 'uplot';
import { formatShort } from '../lib/format';
import { type ChartSeries, epochMarks, type Metric, xEnd, yRange } from './series';

/** What the plot draws now; the callbacks below read it at every draw, so that new data needs no new plot. */
export interface PlotState {
  series: ChartSeries;
  stepsPerEpoch: number;
  colours: PlotColours;
}

export interface PlotColours {
  readonly training: string;
  readonly raw: string;
  readonly heldOut: string;
  readonly axis: string;
  readonly grid: string;
  readonly mark: string;
  readonly surface: string;
}

/** A canvas knows no CSS variables: their values are read from the chart's element, anew when the theme changes. */
export function readColours(element: Element): PlotColours {
  const style = getComputedStyle(element);
  const read = (name: string) => style.getPropertyValue(name).trim() || '#888';
  return {
    training: read('--chart-training'),
    raw: read('--chart-training-raw'),
    heldOut: read('--chart-held-out'),
    axis: read('--chart-axis'),
    grid: read('--chart-grid'),
    mark: read('--chart-mark'),
    surface: read('--chart-surface'),
  };
}

export const toPlotData = ({ steps, raw, line, heldOut }: ChartSeries): uPlot.AlignedData => [
  [...steps],
  [...raw],
  [...line],
  [...heldOut],
];

// Ticks of the batch axis: a half batch is none.
const wholeSteps = [1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7].flatMap((decade) => [
  decade,
  2 * decade,
  5 * decade,
]);

const font = '10.5px "Inter Variable", system-ui, sans-serif';

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
const roomForPoints = (plot: uPlot, { heldOut }: ChartSeries): boolean =>
  heldOut.filter((value) => value !== null).length * 9 * uPlot.pxRatio <= plot.bbox.width;

export interface PlotRequest {
  readonly metric: Metric;
  readonly log: boolean;
  readonly width: number;
  readonly height: number;
  readonly state: PlotState;
  /** The row under the cursor; undefined when it has left. */
  readonly onCursor: (row: number | undefined) => void;
}

function axes({ metric, log, state }: PlotRequest): uPlot.Axis[] {
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
    {
      ...common,
      size: 44,
      gap: 6,
      space: log ? 18 : 26,
      values: write(metric === 'accuracy' ? (share) => `${short(share * 100)} %` : short),
    },
  ];
}

/** Options for one chart of one metric. Everything that may change without a new plot is read from `state`. */
export function plotOptions(request: PlotRequest): uPlot.Options {
  const { metric, log, width, height, state, onCursor } = request;
  return {
    width,
    height,
    padding: [8, 10, 0, 0],
    legend: { show: false },
    cursor: {
      y: false,
      drag: { x: false, y: false },
      sync: { key: 'run' },
      points: { size: 6, width: 1.5, fill: () => state.colours.surface },
    },
    scales: {
      x: { time: false, range: () => [0, xEnd(state.series.steps.at(-1) ?? 0, state.stepsPerEpoch)] },
      y: { distr: log ? 3 : 1, range: () => [...yRange(state.series, metric, log)] as [number, number] },
    },
    axes: axes(request),
    series: [
      {},
      {
        label: 'Training, as measured',
        stroke: () => state.colours.raw,
        width: 1,
        spanGaps: true,
        points: { show: false },
      },
      {
        label: 'Training',
        stroke: () => state.colours.training,
        width: 1.25,
        spanGaps: true,
        points: { show: false },
      },
      {
        label: 'Held-out',
        stroke: () => state.colours.heldOut,
        width: 2,
        spanGaps: true,
        points: {
          show: (plot) => roomForPoints(plot, state.series),
          size: 6,
          width: 1.5,
          fill: () => state.colours.surface,
        },
      },
    ],
    hooks: {
      drawAxes: [(plot) => drawEpochMarks(plot, state)],
      setCursor: [(plot) => onCursor(plot.cursor.idx ?? undefined)],
    },
  };
}
