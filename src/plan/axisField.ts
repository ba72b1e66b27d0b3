// What the pixels of one axis see of one axis of the input: an exact first and last pixel for each, kept as a pattern
// that repeats. Apart from receptiveField.ts, which walks the graph, because this is arithmetic alone.
// Windows: Araujo, Norris & Sim 2019, “Computing Receptive Fields of Convolutional Neural Networks”, Distill.

/**
 * Output pixel `period`·q + r sees the input's pixels `extents[r][0] + step·q` to `extents[r][1] + step·q`, those of
 * the padding (below 0 or behind the end) included. Convolutions and pools alone have period 1; after up-sampling
 * neighbours differ, and the pattern repeats. Where first > last the pixel sees nothing (a gap between spread pixels).
 */
export interface AxisField {
  readonly period: number;
  readonly step: number;
  readonly extents: readonly Extent[];
}
export type Extent = readonly [first: number, last: number];

/** An input's own pixel: itself. */
export const identity: AxisField = { period: 1, step: 1, extents: [[0, 0]] };

/** Patterns longer than this are not followed; nothing that is drawn in earnest comes near. */
const longest = 4096;

/** First and last input pixel that output pixel `o` sees; `o` may lie in the padding. */
export function extentAt({ period, step, extents }: AxisField, o: number): Extent {
  const q = Math.floor(o / period);
  const [first, last] = extents[o - q * period] ?? [0, -1];
  return [first + q * step, last + q * step];
}

/** Input pixels from one output pixel to the next; a fraction after up-sampling. */
export const jumpOf = ({ period, step }: AxisField): number => step / period;

/** Pixels that an output pixel sees, the most where they differ. */
export const sizeOfAxis = ({ extents }: AxisField): number =>
  Math.max(0, ...extents.map(([first, last]) => last - first + 1));

/** Through a window of `kernel` pixels (dilation included) every `stride`, the first beginning `before` outside. */
export function throughWindow(
  field: AxisField,
  kernel: number,
  stride: number,
  before: number,
): AxisField | undefined {
  const period = field.period / gcd(field.period, stride);
  const step = ((stride * period) / field.period) * field.step;
  return pattern(period, step, (o) => {
    const at = o * stride - before;
    return [extentAt(field, at)[0], extentAt(field, at + kernel - 1)[1]];
  });
}

/** The reverse: each arriving pixel reaches `kernel` outputs, `stride` apart, the first `before` outside. */
export function throughSpread(
  field: AxisField,
  kernel: number,
  stride: number,
  before: number,
): AxisField | undefined {
  return pattern(field.period * stride, field.step, (o) => {
    const first = Math.ceil((o + before - kernel + 1) / stride);
    const last = Math.floor((o + before) / stride);
    return [extentAt(field, first)[0], extentAt(field, last)[1]];
  });
}

/**
 * What either sees. Fields that move at different speeds (which layers of equal output size can) have no common
 * pattern: they are joined pixel by pixel over an output of `length`.
 */
export function union(a: AxisField, b: AxisField, length: number): AxisField | undefined {
  if (a === b) return a;
  const join = (o: number): Extent => {
    const [x, y] = [extentAt(a, o), extentAt(b, o)];
    if (x[0] > x[1]) return y;
    if (y[0] > y[1]) return x;
    return [Math.min(x[0], y[0]), Math.max(x[1], y[1])];
  };
  if (a.step * b.period !== b.step * a.period)
    return pattern(length, Math.round(length * Math.max(jumpOf(a), jumpOf(b))), join);
  const period = (a.period * b.period) / gcd(a.period, b.period);
  return pattern(period, (a.step * period) / a.period, join);
}

function pattern(period: number, step: number, extent: (o: number) => Extent): AxisField | undefined {
  if (period > longest) return undefined;
  return shortened({ period, step, extents: Array.from({ length: period }, (_, o) => extent(o)) });
}

/** The same pattern at its least period: a pool and an up-sampling that undo each other leave none behind. */
function shortened(field: AxisField): AxisField {
  for (let parts = field.period; parts > 1; parts -= 1) {
    if (field.period % parts !== 0 || field.step % parts !== 0) continue;
    const period = field.period / parts;
    const short = { period, step: field.step / parts, extents: field.extents.slice(0, period) };
    const repeats = field.extents.every(([first, last], o) => {
      const [f, l] = extentAt(short, o);
      return f === first && l === last;
    });
    if (repeats) return short;
  }
  return field;
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}
