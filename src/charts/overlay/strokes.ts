// The lines, bands, points and marks of a scene, in pixels: what each run and each band of seeds gives to the picture.
import type { Box, Range } from './axes';
import type { BandLines } from './bands';
import { decimate, envelope, isDense, sample, type ToPixel } from './decimate';
import { endOf, type Line, type RunLines, readAt } from './overlay';

/** `measured`: faint behind a smoothed line. `seed`: one run of a band. */
export type StrokePart = 'measured' | 'training' | 'heldOut' | 'seed' | 'seedHeldOut';

export interface Stroke {
  readonly id: string;
  readonly colour: number;
  readonly part: StrokePart;
  readonly dashed: boolean;
  /** Points go around what a line covers that is too dense to be followed: to be filled. */
  readonly filled: boolean;
  /** x0, y0, x1, y1 … */
  readonly points: Float64Array;
}

/** The range of a band's seeds: along the top and back along the bottom. */
export interface Area {
  readonly colour: number;
  readonly part: 'training' | 'heldOut';
  readonly points: Float64Array;
}

export interface Dot {
  readonly colour: number;
  readonly x: number;
  readonly y: number;
}

/** Where a run ended early; a cross where it failed. */
export interface EndMark extends Dot {
  readonly id: string;
  readonly state: 'failed' | 'interrupted' | 'stopped';
}

/** What is seen of the x axis, and where values lie in the picture. */
export interface Pen {
  readonly x: Range;
  readonly toX: ToPixel;
  readonly toY: ToPixel;
}

/** How wide each part is drawn, in CSS pixels, and how opaque. */
export const strokeLooks: Readonly<Record<StrokePart, { readonly width: number; readonly opacity: number }>> =
  {
    measured: { width: 1, opacity: 0.2 },
    seed: { width: 0.75, opacity: 0.28 },
    seedHeldOut: { width: 1, opacity: 0.36 },
    training: { width: 1.25, opacity: 0.85 },
    heldOut: { width: 2, opacity: 1 },
  };

/** What a dense line covers is more than the line: as opaque, it would hide all behind it. */
export const opacityOf = ({ part, filled }: Pick<Stroke, 'part' | 'filled'>): number =>
  Math.min(strokeLooks[part].opacity, filled ? 0.45 : 1);

interface Drawn extends Pick<Stroke, 'id' | 'colour' | 'part'> {
  readonly line: Line;
  /** Not so, a line is as noisy as a batch's loss, and dashes on it would be noise. */
  readonly calm: boolean;
}

// Of a smoothed line; a dash needs at least that.
const calmColumn = 2;

/** A line as it can be drawn at its density. Dashes tell colours apart where lines are calm. */
function strokeOf({ line, calm, ...rest }: Drawn, { x, toX, toY }: Pen): Stroke {
  const dashed = calm && (rest.part === 'training' || rest.part === 'heldOut');
  if (!isDense(line, x[0], x[1], toX))
    return { ...rest, dashed, filled: false, points: decimate(line, x[0], x[1], toX, toY) };
  if (calm) return { ...rest, dashed, filled: false, points: sample(line, x[0], x[1], toX, toY, calmColumn) };
  const pad = strokeLooks[rest.part].width / 2;
  return { ...rest, dashed, filled: true, points: envelope(line, x[0], x[1], toX, toY, pad) };
}

export function measuredStrokes({ run, measured, training }: RunLines, pen: Pen): readonly Stroke[] {
  if (measured === training) return [];
  const { id, colour } = run;
  return [strokeOf({ id, colour, part: 'measured', line: measured, calm: false }, pen)];
}

export function runStrokes({ run, measured, training, heldOut }: RunLines, pen: Pen): readonly Stroke[] {
  const { id, colour } = run;
  return [
    strokeOf({ id, colour, part: 'training', line: training, calm: measured !== training }, pen),
    strokeOf({ id, colour, part: 'heldOut', line: heldOut, calm: true }, pen),
  ];
}

export const seedStrokes = ({ members, colour }: BandLines, pen: Pen): readonly Stroke[] =>
  members.flatMap(({ run: { id }, measured, training, heldOut }) => [
    strokeOf({ id, colour, part: 'seed', line: training, calm: measured !== training }, pen),
    strokeOf({ id, colour, part: 'seedHeldOut', line: heldOut, calm: true }, pen),
  ]);

export function meanStrokes(band: BandLines, pen: Pen): readonly Stroke[] {
  const { name: id, colour, members, training, heldOut } = band;
  const calm = members.every((member) => member.measured !== member.training);
  const meanOf = ({ x, mean }: BandLines['training']): Line => ({ x, y: mean });
  return [
    strokeOf({ id, colour, part: 'training', line: meanOf(training), calm }, pen),
    strokeOf({ id, colour, part: 'heldOut', line: meanOf(heldOut), calm: true }, pen),
  ];
}

// The edge of a faint area needs no finer columns than the eye can follow.
const areaColumn = 2;

export function bandAreas(band: BandLines, pen: Pen): readonly Area[] {
  const areaOf = (part: Area['part']): readonly Area[] => {
    const { x, low, high } = band[part];
    const edge = (y: Float64Array) => decimate({ x, y }, pen.x[0], pen.x[1], pen.toX, pen.toY, areaColumn);
    const top = edge(high);
    const bottom = edge(low);
    if (top.length < 4 || bottom.length < 4) return [];
    const points = new Float64Array(top.length + bottom.length);
    points.set(top);
    for (let i = 0; i < bottom.length; i += 2) {
      points[top.length + i] = bottom[bottom.length - 2 - i] ?? 0;
      points[top.length + i + 1] = bottom[bottom.length - 1 - i] ?? 0;
    }
    return [{ colour: band.colour, part, points }];
  };
  return [...areaOf('training'), ...areaOf('heldOut')];
}

/** Points of a held-out line, until they would touch. */
export function dotsOf(x: Float64Array, y: Float64Array, colour: number, pen: Pen, box: Box): readonly Dot[] {
  const seen: Dot[] = [];
  x.forEach((at, i) => {
    const value = pen.toY(y[i] ?? Number.NaN);
    if (at < pen.x[0] || at > pen.x[1] || Number.isNaN(value)) return;
    if (value >= box.top - 1 && value <= box.bottom + 1) seen.push({ colour, x: pen.toX(at), y: value });
  });
  return seen.length * 9 <= box.right - box.left ? seen : [];
}

/** At the run's last value, or at the frame where that lies outside. */
export function endMark(lines: RunLines, pen: Pen, box: Box): readonly EndMark[] {
  const at = endOf(lines);
  const { ended, id, colour } = lines.run;
  if (at === undefined || !ended || at < pen.x[0] || at > pen.x[1]) return [];
  const value = readAt(lines.training, at);
  const y = value === undefined ? Number.NaN : pen.toY(value);
  const inside = Math.min(box.bottom - 5, Math.max(box.top + 5, Number.isNaN(y) ? box.top : y));
  const x = Math.min(box.right - 5, Math.max(box.left + 5, pen.toX(at)));
  return [{ id, colour, state: ended.state, x, y: inside }];
}
