// Where one drawn sample goes, and what is measured of it for the targets beside its class. Apart from the drawings,
// because digits and shapes are measured alike.
import type { Point } from './plane';
import type { Plane } from './strokes';

/** One sample's own stretch of each array of its split; a drawing fills all four. */
export interface Sample {
  /** [height, width, channels]. A clamped view rounds and limits natively, which is faster than doing so by hand. */
  readonly image: Uint8ClampedArray;
  /** [height, width], 0 where there is ground. */
  readonly mask: Uint8Array;
  /** Real numbers, 0…1. */
  readonly values: Float32Array;
  /** 1 where a label applies. */
  readonly attributes: Uint8Array;
}

/** The centre of what covers a plane, each pixel weighed by its coverage; pixel (0, 0) has its centre at (0, 0). */
export const centreOfMass = ({ width, height, values }: Plane): Point => {
  let [sum, sumX, sumY] = [0, 0, 0];
  for (let y = 0, at = 0; y < height; y++) {
    let row = 0;
    for (let x = 0; x < width; x++) {
      const value = values[at++] ?? 0;
      row += value;
      sumX += x * value;
    }
    sum += row;
    sumY += y * row;
  }
  return sum === 0 ? [(width - 1) / 2, (height - 1) / 2] : [sumX / sum, sumY / sum];
};

/** The least and the most of a measure that is drawn, give or take one sample in a thousand. */
export type Range = readonly [least: number, most: number];

/** Where a measure lies in its range: 0 at the least and 1 at the most, and never beyond. */
export const shareOf = (value: number, [least, most]: Range): number =>
  Math.max(0, Math.min(1, (value - least) / (most - least)));

/** Fewer pixels of ground than this are a gap between strokes that touch, not a loop that one sees. */
const leastHole = 3;

/** Ground, as bits of a row: all that can be reached from `from` within the row. */
const alongRow = (from: number, ground: number): number => {
  let reached = from & ground;
  for (let before = 0; before !== reached; ) {
    before = reached;
    reached |= ((reached << 1) | (reached >>> 1)) & ground;
  }
  return reached;
};

/**
 * Whether the mask encloses ground, 3 pixels or more: of 0 and with no way over their four neighbours to the picture's
 * border. Rows are held as bits, which is several times as fast as pixel by pixel; `width` is 32 at most.
 */
export const hasHole = (mask: Uint8Array, width: number): boolean => {
  const height = mask.length / width;
  const ground = new Int32Array(height);
  for (let y = 0, at = 0; y < height; y++) {
    let row = 0;
    for (let x = 0; x < width; x++) row |= +(mask[at++] === 0) << x;
    ground[y] = row;
  }
  const sides = 1 | (1 << (width - 1));
  const open = ground.map((row, y) => alongRow(y === 0 || y === height - 1 ? row : sides, row));
  for (let changed = true; changed; ) {
    changed = false;
    const pour = (y: number, from: number): void => {
      const before = open[y] ?? 0;
      const after = alongRow(before | (open[from] ?? 0), ground[y] ?? 0);
      open[y] = after;
      if (after !== before) changed = true;
    };
    for (let y = 1; y < height; y++) pour(y, y - 1);
    for (let y = height - 2; y >= 0; y--) pour(y, y + 1);
  }
  let enclosed = 0;
  for (let y = 0; y < height; y++)
    for (let left = (ground[y] ?? 0) & ~(open[y] ?? 0); left !== 0; left &= left - 1) enclosed += 1;
  return enclosed >= leastHole;
};
