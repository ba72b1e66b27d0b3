// Several runs on shared axes, as numbers: what is read from each run's points, by which x, and what it says at any x.
// Every run keeps its own ascending x values; columns over a merged axis would hold ten times more gaps than values.
import type { BatchPoint, HeldOutPoint } from '../../training/protocol';
import type { RunCurves } from '../../training/run';
import { type Gap, smooth } from '../series';

export const xAxes = ['step', 'epoch', 'images', 'time'] as const;
/** Batches, epochs, images seen, or seconds of training. */
export type XAxis = (typeof xAxes)[number];

export interface OverlayRun {
  readonly id: string;
  /** Unique among the runs shown together. */
  readonly label: string;
  /** Index of its colour, 0…; pane A is 0. */
  readonly colour: number;
  readonly curves: Pick<RunCurves, 'batches' | 'heldOut'>;
  readonly stepsPerEpoch: number;
  readonly batchSize: number;
  /** Runs with the same band are seeds of one design; it is also the design's name in the legend. */
  readonly band?: string;
  /** How it ended before its end. */
  readonly ended?: {
    readonly state: 'failed' | 'interrupted' | 'stopped';
    readonly step: number;
    readonly reason?: string;
  };
  /** Index of the output shown, where this run's differs from the chart's: designs need not have the same outputs. */
  readonly head?: number;
}

export type Figure = 'loss' | 'metric';

/** What is read from the points of every run. */
export interface Reading {
  readonly figure: Figure;
  /** Index of the output. Left out, it is the whole loss, or the first output's metric. */
  readonly head?: number;
  readonly axis: XAxis;
  /** As `smooth` takes it; 0 leaves the values as measured. */
  readonly smoothing: number;
}

/** Values over ascending x, both of one length; NaN is a gap. */
export interface Line {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** One run's three lines. `measured` and `training` are one object where nothing is smoothed. */
export interface RunLines {
  readonly run: OverlayRun;
  readonly reading: Reading;
  readonly measured: Line;
  readonly training: Line;
  readonly heldOut: Line;
}

type Point = BatchPoint | HeldOutPoint;
type PlaceOnAxis = (step: number, elapsed: number) => number;

/** Where a batch lies on an axis. Without a known length of the epochs nothing has a place on the axis of epochs. */
export function placeOnAxis(axis: XAxis, run: Pick<OverlayRun, 'stepsPerEpoch' | 'batchSize'>): PlaceOnAxis {
  switch (axis) {
    case 'step':
      return (step) => step;
    case 'epoch':
      return (step) => (run.stepsPerEpoch > 0 ? step / run.stepsPerEpoch : Number.NaN);
    case 'images':
      return (step) => step * run.batchSize;
    case 'time':
      return (_, elapsed) => elapsed / 1000;
  }
}

const figureOf = (point: Point, { figure, head }: Reading): number | undefined =>
  figure === 'loss'
    ? head === undefined
      ? point.loss
      : point.heads[head]?.loss
    : point.heads[head ?? 0]?.metric;

function lineOf(points: readonly Point[], reading: Reading, place: PlaceOnAxis): Line {
  const x = new Float64Array(points.length);
  const y = new Float64Array(points.length);
  let count = 0;
  for (const point of points) {
    const at = place(point.step, point.elapsed);
    if (!Number.isFinite(at)) continue;
    const value = figureOf(point, reading);
    x[count] = at;
    y[count] = value !== undefined && Number.isFinite(value) ? value : Number.NaN;
    count += 1;
  }
  return { x: x.subarray(0, count), y: y.subarray(0, count) };
}

function smoothLine(line: Line, factor: number): Line {
  if (!(factor > 0)) return line;
  const gaps = Array.from(line.y, (value): Gap => (Number.isNaN(value) ? null : value));
  return { x: line.x, y: Float64Array.from(smooth(gaps, factor), (value) => value ?? Number.NaN) };
}

function readRun(run: OverlayRun, reading: Reading): RunLines {
  const place = placeOnAxis(reading.axis, run);
  const own: Reading = run.head === undefined ? reading : { ...reading, head: run.head };
  const measured = lineOf(run.curves.batches, own, place);
  return {
    run,
    reading,
    measured,
    training: smoothLine(measured, reading.smoothing),
    heldOut: lineOf(run.curves.heldOut, own, place),
  };
}

const sameReading = (a: Reading, b: Reading): boolean =>
  a.figure === b.figure && a.head === b.head && a.axis === b.axis && a.smoothing === b.smoothing;

const samePoints = (a: OverlayRun, b: OverlayRun): boolean =>
  a.curves.batches === b.curves.batches &&
  a.curves.heldOut === b.curves.heldOut &&
  a.stepsPerEpoch === b.stepsPerEpoch &&
  a.batchSize === b.batchSize &&
  a.head === b.head;

/**
 * The lines of all runs. Those of `previous` are taken over where a run's points are the same arrays, so that ten runs
 * cost what the ones in training cost.
 */
export function readRuns(
  runs: readonly OverlayRun[],
  reading: Reading,
  previous: readonly RunLines[] = [],
): readonly RunLines[] {
  const known = new Map(previous.map((lines) => [lines.run.id, lines]));
  return runs.map((run) => {
    const old = known.get(run.id);
    if (!old || !sameReading(old.reading, reading) || !samePoints(old.run, run)) return readRun(run, reading);
    return old.run === run ? old : { ...old, run };
  });
}

/** Index of the last x at or before `at`, −1 where none is. */
export function indexAt(x: Float64Array, at: number): number {
  let low = 0;
  let high = x.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((x[middle] ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The nearest value at or before `at`; undefined where there is none, or only gaps. */
export function readAt({ x, y }: Line, at: number): number | undefined {
  for (let i = indexAt(x, at); i >= 0; i -= 1) {
    const value = y[i];
    if (value !== undefined && !Number.isNaN(value)) return value;
  }
  return undefined;
}

/** Every x at which some run has a point, ascending, each once: where a reading can differ from the one before. */
export function mergeAxes(lines: readonly Line[]): Float64Array {
  const all = new Float64Array(lines.reduce((sum, { x }) => sum + x.length, 0));
  let count = 0;
  for (const { x } of lines) {
    all.set(x, count);
    count += x.length;
  }
  all.sort();
  let kept = 0;
  for (const value of all) {
    if (kept > 0 && all[kept - 1] === value) continue;
    all[kept] = value;
    kept += 1;
  }
  return all.subarray(0, kept);
}

/** Where a run's mark of its early end stands on the x axis; undefined where it ended as planned or had no point. */
export function endOf({ run, reading, measured }: RunLines): number | undefined {
  const last = measured.x.at(-1);
  if (!run.ended || last === undefined) return undefined;
  // Time is known of points alone.
  if (reading.axis === 'time') return last;
  const at = placeOnAxis(reading.axis, run)(run.ended.step, 0);
  return Number.isFinite(at) ? Math.max(at, last) : last;
}
