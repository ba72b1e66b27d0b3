// The axes of several runs: how far they reach, where their ticks stand and how those are written.
import { formatCount, formatShort } from '../../lib/format';
import { formatDuration } from '../figures';
import { epochMarks, type Unit, xEnd } from '../series';
import { endOf, indexAt, type Line, placeOnAxis, type RunLines, type XAxis } from './overlay';

export type Range = readonly [low: number, high: number];

/** The frame of the plot within a picture of `width` × `height`, in CSS pixels. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface Tick {
  readonly at: number;
  readonly text: string;
}

/** From 0 to where the last run's epoch in hand ends; the axis of time ends with the last point. */
export function fullX(lines: readonly RunLines[], axis: XAxis): Range {
  let end = 0;
  for (const one of lines) {
    const { batches, heldOut } = one.run.curves;
    const step = Math.max(batches.at(-1)?.step ?? 0, heldOut.at(-1)?.step ?? 0);
    const epochEnd = placeOnAxis(axis, one.run)(xEnd(step, one.run.stepsPerEpoch), 0);
    const last = Math.max(one.measured.x.at(-1) ?? 0, one.heldOut.x.at(-1) ?? 0, endOf(one) ?? 0);
    end = Math.max(end, last, step > 0 && axis !== 'time' && Number.isFinite(epochEnd) ? epochEnd : 0);
  }
  return [0, end > 0 ? end : 1];
}

/** Ends of epochs on the axis, where all runs have epochs of one length there; else none. */
export function sharedEpochs(lines: readonly RunLines[], axis: XAxis, end: number): readonly number[] {
  if (axis === 'time' || axis === 'epoch') return [];
  const lengths = new Set(lines.map(({ run }) => placeOnAxis(axis, run)(run.stepsPerEpoch, 0)));
  const [length] = lengths;
  return lengths.size === 1 && length !== undefined && length > 0 ? epochMarks(end, length) : [];
}

/** The least and greatest value between two x; `positive` leaves out what a log axis cannot show. */
function extent(lines: readonly Line[], [from, to]: Range, positive: boolean): Range | undefined {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const { x, y } of lines) {
    for (let i = Math.max(0, indexAt(x, from)); i < x.length && (x[i] ?? 0) <= to; i += 1) {
      const value = y[i] ?? Number.NaN;
      if (Number.isNaN(value) || (positive && value <= 0)) continue;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  return low <= high ? [low, high] : undefined;
}

export interface YRequest {
  readonly unit: Unit;
  readonly log: boolean;
  /** What is seen of the x axis. */
  readonly x: Range;
  /** Then the axis takes the height that the values there need. */
  readonly zoomed: boolean;
}

const linesOf = ({ measured, heldOut }: RunLines): readonly Line[] => [measured, heldOut];

/**
 * The y axis: shares up to 1, losses from 0, or between half decades on a log axis. A run that diverged must not press
 * the others flat: it counts up to twice what they need, and leaves the picture there.
 */
export function fullY(lines: readonly RunLines[], { unit, log, x, zoomed }: YRequest): Range {
  const failed = lines.filter(({ run }) => run.ended?.state === 'failed');
  const well = lines.filter((one) => !failed.includes(one));
  const calm = extent(well.flatMap(linesOf), x, log);
  const wild = extent(failed.flatMap(linesOf), x, log);
  const reach = !calm || log ? Number.POSITIVE_INFINITY : 2 * Math.max(calm[1], 0);
  const low = Math.min(calm?.[0] ?? Number.POSITIVE_INFINITY, wild?.[0] ?? Number.POSITIVE_INFINITY);
  const high = Math.max(
    calm?.[1] ?? Number.NEGATIVE_INFINITY,
    Math.min(wild?.[1] ?? Number.NEGATIVE_INFINITY, reach),
  );
  if (!(low <= high)) return unit === 'share' ? [0, 1] : log ? [0.01, 10] : [0, 1];
  if (log && unit !== 'share') {
    const bottom = 10 ** (Math.floor(Math.log10(low) * 2) / 2);
    const top = 10 ** (Math.ceil(Math.log10(high) * 2) / 2);
    return [bottom, Math.max(top, bottom * 10 ** 0.5)];
  }
  const room = Math.max((high - low) * 0.06, Math.abs(high) * 1e-4, 1e-9);
  if (unit === 'share') {
    return zoomed
      ? [Math.max(0, low - room), Math.min(1, high + room)]
      : [Math.max(0, Math.floor((low - 0.02) * 10) / 10), 1];
  }
  return zoomed ? [Math.max(0, low - room), high + room] : [0, high > 0 ? high * 1.05 : 1];
}

/** Round numbers between low and high, at most `most` of them: every 1, 2 or 5 times a power of ten. */
export function roundTicks([low, high]: Range, most: number, whole = false): readonly number[] {
  if (!(high > low) || most < 1) return [];
  const rough = (high - low) / most;
  const decade = 10 ** Math.floor(Math.log10(rough));
  let step = ([1, 2, 5].find((m) => m * decade >= rough * 0.999_999) ?? 10) * decade;
  if (whole) step = Math.max(1, step);
  const first = Math.ceil(low / step - 1e-9);
  const count = Math.floor(high / step + 1e-9) - first + 1;
  return Array.from({ length: Math.max(0, count) }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

/** Seconds are counted in sixties. */
function timeTicks([low, high]: Range, most: number): readonly number[] {
  const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 28_800, 86_400];
  const step = steps.find((s) => (high - low) / s <= most) ?? 172_800;
  const first = Math.ceil(low / step - 1e-9);
  const count = Math.floor(high / step + 1e-9) - first + 1;
  return Array.from({ length: Math.max(0, count) }, (_, i) => (first + i) * step);
}

export function xTicks(axis: XAxis, range: Range, most: number): readonly Tick[] {
  if (axis === 'time') return timeTicks(range, most).map((at) => ({ at, text: formatDuration(at * 1000) }));
  // Beyond a thousand a short form could write two ticks of a zoomed axis alike.
  const fine = range[1] - range[0] < range[1] / 10;
  const write = (at: number) => (fine && at >= 1000 ? formatCount(at) : formatShort(at));
  return roundTicks(range, most, axis !== 'epoch').map((at) => ({ at, text: write(at) }));
}

const writeShort = (value: number): string =>
  value !== 0 && (Math.abs(value) >= 10_000 || Math.abs(value) < 1e-4)
    ? value.toExponential().replace('e+', 'e')
    : String(Number(value.toPrecision(6)));

export function yTicks(unit: Unit, log: boolean, range: Range, most: number): readonly Tick[] {
  if (unit === 'share')
    return roundTicks(range, most).map((at) => ({ at, text: `${Number((at * 100).toPrecision(6))} %` }));
  if (!log) return roundTicks(range, most).map((at) => ({ at, text: writeShort(at) }));
  return logTicks(range, most).map((at) => ({ at, text: writeShort(at) }));
}

/** 1, 2 and 5 of every decade while there is room, then decades alone, then every second, third … of those. */
function logTicks([low, high]: Range, most: number): readonly number[] {
  const from = Math.floor(Math.log10(low));
  const decades = Array.from({ length: Math.ceil(Math.log10(high)) - from + 1 }, (_, i) => from + i);
  const inside = (value: number) => value >= low * 0.9999 && value <= high * 1.0001;
  const fine = decades
    .flatMap((d) => [1, 2, 5].map((m) => Number((m * 10 ** d).toPrecision(6))))
    .filter(inside);
  if (fine.length <= most) return fine;
  const stride = Math.max(1, Math.ceil(decades.length / Math.max(1, most)));
  return decades
    .filter((d) => d % stride === 0)
    .map((d) => Number((10 ** d).toPrecision(6)))
    .filter(inside);
}

const axisWords: Readonly<Record<XAxis, readonly [one: string, many: string]>> = {
  step: ['batch', 'batches'],
  epoch: ['epoch', 'epochs'],
  images: ['images', 'images'],
  time: ['time', 'time'],
};

/** What the axis counts, in one word. */
export const axisName = (axis: XAxis): string => axisWords[axis][1];

/** A place on the axis in words: `batch 300`, `epoch 3.25`, `12,800 images`, `1:23`. */
export function describeX(axis: XAxis, at: number): string {
  switch (axis) {
    case 'step':
      return `batch ${formatCount(Math.round(at))}`;
    case 'epoch':
      return `epoch ${Number(at.toFixed(2))}`;
    case 'images':
      return `${formatCount(Math.round(at))} images`;
    case 'time':
      return formatDuration(at * 1000);
  }
}

/** What counts for the axes: all but the hidden. */
export const shownLines = (lines: readonly RunLines[], hidden: ReadonlySet<string>): readonly RunLines[] =>
  lines.filter(({ run }) => !hidden.has(run.id));
