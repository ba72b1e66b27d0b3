// From a run's points to the aligned arrays that a plot draws: pure, so that what the curves show can be tested
// without a canvas.
import type { BatchPoint, HeldOutPoint } from '../training/protocol';
import type { RunCurves } from '../training/run';

/** How values are written and which axis they have: a share as percent, a loss on an axis that may be logarithmic. */
export type Unit = 'loss' | 'share' | 'error';

/** One thing that a chart follows, in training and on held-out images. */
export interface Track {
  /** Unique in its chart. */
  readonly name: string;
  readonly unit: Unit;
  readonly read: (point: BatchPoint | HeldOutPoint) => number | undefined;
  /** Drawn in grey among coloured ones: a sum of the others. */
  readonly neutral?: boolean;
}

export type Gap = number | null;

/** Columns over one ascending x axis; `null` where a column has no value at that batch. */
export interface ChartSeries {
  /** Batches done. */
  readonly steps: readonly number[];
  /** In the order of the tracks. */
  readonly tracks: readonly TrackSeries[];
}

export interface TrackSeries {
  readonly unit: Unit;
  /** The training values as measured, drawn faintly behind `line`; all `null` without smoothing. */
  readonly raw: readonly Gap[];
  /** The training line: smoothed, or as measured. */
  readonly line: readonly Gap[];
  readonly heldOut: readonly Gap[];
}

const drawable = (value: number | undefined): Gap =>
  value !== undefined && Number.isFinite(value) ? value : null;

/**
 * Exponential moving average with the bias correction of Adam (Kingma & Ba 2015, section 3), so that the first
 * values are not drawn towards zero. `factor` 0 leaves the values alone, towards 1 smooths more. Gaps stay gaps.
 */
export function smooth(values: readonly Gap[], factor: number): readonly Gap[] {
  if (!(factor > 0)) return values;
  let average = 0;
  let weight = 1;
  return values.map((value) => {
    if (value === null) return null;
    average = factor * average + (1 - factor) * value;
    weight *= factor;
    return average / (1 - weight);
  });
}

/**
 * Merges training and held-out points over one ascending axis of batches. Values that are not finite become gaps.
 * Both point lists must ascend in `step`; a step in both becomes one row.
 */
export function chartSeries(curves: RunCurves, tracks: readonly Track[], smoothing = 0): ChartSeries {
  const { batches, heldOut } = curves;
  const steps: number[] = [];
  const training: (BatchPoint | undefined)[] = [];
  const held: (HeldOutPoint | undefined)[] = [];
  let b = 0;
  let h = 0;
  while (b < batches.length || h < heldOut.length) {
    const step = Math.min(
      batches[b]?.step ?? Number.POSITIVE_INFINITY,
      heldOut[h]?.step ?? Number.POSITIVE_INFINITY,
    );
    training.push(batches[b]?.step === step ? batches[b++] : undefined);
    held.push(heldOut[h]?.step === step ? heldOut[h++] : undefined);
    steps.push(step);
  }
  const smoothed = smoothing > 0;
  const seriesOf = ({ unit, read }: Track): TrackSeries => {
    const measured = training.map((point) => drawable(point && read(point)));
    return {
      unit,
      raw: smoothed ? measured : measured.map(() => null),
      line: smoothed ? smooth(measured, smoothing) : measured,
      heldOut: held.map((point) => drawable(point && read(point))),
    };
  };
  return { steps, tracks: tracks.map(seriesOf) };
}

/** The value of a column at a row or, where there is a gap, the nearest one before it. */
export function valueAt(column: readonly Gap[], row: number): number | undefined {
  for (let i = Math.min(row, column.length - 1); i >= 0; i -= 1) {
    const value = column[i];
    if (value !== null && value !== undefined) return value;
  }
  return undefined;
}

/** The x axis ends where the epoch in hand will end, so that it moves once an epoch and not at every batch. */
export function xEnd(lastStep: number, stepsPerEpoch: number): number {
  if (!(stepsPerEpoch > 0)) return Math.max(1, lastStep);
  return Math.max(1, Math.ceil(lastStep / stepsPerEpoch)) * stepsPerEpoch;
}

/** Batches at which epochs end, up to `end`; every second, fifth, tenth … where all would be more than `most`. */
export function epochMarks(end: number, stepsPerEpoch: number, most = 40): readonly number[] {
  if (!(stepsPerEpoch > 0)) return [];
  const epochs = Math.floor(end / stepsPerEpoch);
  let stride = 1;
  for (let decade = 1; epochs / stride > most; decade *= 10) {
    stride = [2, 5, 10].map((m) => m * decade).find((s) => epochs / s <= most) ?? 10 * decade;
  }
  return Array.from({ length: Math.floor(epochs / stride) }, (_, i) => (i + 1) * stride * stepsPerEpoch);
}

/**
 * The least and greatest value drawn in a unit, or undefined when nothing is. `positive` leaves out what a log axis
 * cannot show.
 */
export function extentOf(
  { tracks }: ChartSeries,
  unit: Unit,
  positive = false,
): readonly [number, number] | undefined {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const track of tracks) {
    if (track.unit !== unit) continue;
    for (const column of [track.raw, track.line, track.heldOut]) {
      for (const value of column) {
        if (value === null || (positive && value <= 0)) continue;
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    }
  }
  return low <= high ? [low, high] : undefined;
}

/**
 * The y axis of a unit: shares from the tenth below the lowest up to 1; losses and errors from 0, or between powers of
 * ten on a log axis.
 */
export function yRange(series: ChartSeries, unit: Unit, log: boolean): readonly [number, number] {
  const extent = extentOf(series, unit, log);
  if (unit === 'share') {
    return [extent ? Math.max(0, Math.floor((extent[0] - 0.02) * 10) / 10) : 0, 1];
  }
  if (!extent) return log ? [0.01, 10] : [0, 1];
  if (!log) return [0, extent[1] > 0 ? extent[1] * 1.05 : 1];
  // Half-decades: a whole decade of empty space below the curve would waste a chart this low.
  const low = 10 ** (Math.floor(Math.log10(extent[0]) * 2) / 2);
  const high = 10 ** (Math.ceil(Math.log10(extent[1]) * 2) / 2);
  return [low, Math.max(high, low * 10)];
}
