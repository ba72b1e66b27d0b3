// Several seeds of one design as one picture: the range they span and their mean, over all the x at which any of them
// has a value.
import { type Line, mergeAxes, type RunLines } from './overlay';

/** Over ascending x. NaN where fewer than two runs have a value. */
export interface Band {
  readonly x: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
  readonly mean: Float64Array;
  /** Runs that have a value there. */
  readonly count: Uint8Array;
}

/**
 * Least, greatest and mean value of the lines at every x of any of them. Between two of its points a line is taken as
 * straight; before its first and after its last it has no part, so that a seed still in training does not pull the
 * mean of those that are done. Gaps are passed over.
 */
export function bandOf(lines: readonly Line[]): Band {
  const solid = lines.map(withoutGaps);
  const x = mergeAxes(solid);
  const low = new Float64Array(x.length).fill(Number.POSITIVE_INFINITY);
  const high = new Float64Array(x.length).fill(Number.NEGATIVE_INFINITY);
  const mean = new Float64Array(x.length);
  const count = new Uint8Array(x.length);
  for (const line of solid) {
    let i = 0;
    const last = line.x.length - 1;
    for (let k = 0; k < x.length; k += 1) {
      const at = x[k] ?? 0;
      while (i < last && (line.x[i + 1] ?? 0) <= at) i += 1;
      const value = between(line, i, at);
      if (Number.isNaN(value)) continue;
      low[k] = Math.min(low[k] ?? value, value);
      high[k] = Math.max(high[k] ?? value, value);
      mean[k] = (mean[k] ?? 0) + value;
      count[k] = (count[k] ?? 0) + 1;
    }
  }
  for (let k = 0; k < x.length; k += 1) {
    const runs = count[k] ?? 0;
    if (runs < 2) low[k] = high[k] = mean[k] = Number.NaN;
    else mean[k] = (mean[k] ?? 0) / runs;
  }
  return { x, low, high, mean, count };
}

/** The value at `at` from the point `i` at or before it and the next one. */
function between({ x, y }: Line, i: number, at: number): number {
  const from = x[i];
  const value = y[i];
  if (from === undefined || value === undefined || at < from) return Number.NaN;
  if (at === from) return value;
  const to = x[i + 1];
  const next = y[i + 1];
  if (to === undefined || next === undefined) return Number.NaN;
  return value + ((next - value) * (at - from)) / (to - from);
}

function withoutGaps({ x, y }: Line): Line {
  const keep = (_: number, i: number) => !Number.isNaN(y[i]);
  return y.some((value) => Number.isNaN(value)) ? { x: x.filter(keep), y: y.filter(keep) } : { x, y };
}

/** The seeds of one design, as they are drawn together. */
export interface BandLines {
  readonly name: string;
  readonly colour: number;
  readonly members: readonly RunLines[];
  readonly training: Band;
  readonly heldOut: Band;
}

/**
 * The bands of the runs that are shown; a name with fewer than two of them with points makes none. Those of
 * `previous` are taken over where all members are the same objects.
 */
export function bandsOf(
  lines: readonly RunLines[],
  hidden: ReadonlySet<string>,
  previous: readonly BandLines[] = [],
): readonly BandLines[] {
  const groups = new Map<string, RunLines[]>();
  for (const one of lines) {
    if (one.run.band === undefined || hidden.has(one.run.id) || one.measured.x.length === 0) continue;
    groups.set(one.run.band, [...(groups.get(one.run.band) ?? []), one]);
  }
  return [...groups].flatMap(([name, members]) => {
    const [first] = members;
    if (!first || members.length < 2) return [];
    const old = previous.find((band) => band.name === name && sameMembers(band.members, members));
    if (old) return [old];
    const training = bandOf(members.map((member) => member.training));
    const heldOut = bandOf(members.map((member) => member.heldOut));
    return [{ name, colour: first.run.colour, members, training, heldOut }];
  });
}

const sameMembers = (a: readonly RunLines[], b: readonly RunLines[]): boolean =>
  a.length === b.length &&
  a.every(({ training, heldOut }, i) => b[i]?.training === training && b[i]?.heldOut === heldOut);
