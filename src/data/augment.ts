// Training images changed a little at every step, so that a network learns what stays the same: mirrored, shifted, lighter
// or with a square cut out. Pure functions of bytes and a seed, so that training, the preview and tests see the same, and
// a run is the same run again on every backend.
import type { ImageSplit } from './dataSet';
import { Random } from './random';

export interface Augmentation {
  /** Half of the images are mirrored left to right. */
  readonly mirror: boolean;
  /** Pixels up to which an image is shifted each way, every shift as likely. */
  readonly shift: number;
  /**
   * What comes in at the border. With `zero`, a shift is a random crop after padding by as many zeros (He et al. 2015,
   * section 4.2: 4 pixels, and mirrored); with `edge`, the outermost pixels go on.
   */
  readonly shiftFill: 'zero' | 'edge';
  /** All values are raised or lowered by up to this share of white, 0…1. */
  readonly brightness: number;
  /** The distance of all values from mid-grey is multiplied by 1 − contrast … 1 + contrast. */
  readonly contrast: number;
  /** Side in pixels of a square of zeros around a random pixel (DeVries & Taylor 2017); 0 cuts nothing. */
  readonly cutout: number;
}

export const noAugmentation: Augmentation = {
  mirror: false,
  shift: 0,
  shiftFill: 'zero',
  brightness: 0,
  contrast: 0,
  cutout: 0,
};

/** Whether anything is changed at all. */
export const augments = ({ mirror, shift, brightness, contrast, cutout }: Augmentation): boolean =>
  mirror || shift > 0 || brightness > 0 || contrast > 0 || cutout > 0;

/** Whether things change their places in the image, so that numbers which measure places would be wrong. */
export const moves = ({ mirror, shift }: Augmentation): boolean => mirror || shift > 0;

/** What becomes of one image. */
export interface Change {
  readonly mirrored: boolean;
  /** Pixels by which what is seen moves to the right and down. */
  readonly right: number;
  readonly down: number;
  readonly lighter: number;
  readonly steeper: number;
  /** Column and row of the cut-out square's centre. */
  readonly hole: readonly [number, number];
}

/** Drawn in a fixed order whatever is on, so that turning one on leaves the others as they were. */
export function drawChange(how: Augmentation, height: number, width: number, random: Random): Change {
  const mirrored = random.chance(0.5) && how.mirror;
  const right = Math.floor(random.unit() * (2 * how.shift + 1)) - how.shift;
  const down = Math.floor(random.unit() * (2 * how.shift + 1)) - how.shift;
  const lighter = random.between(-1, 1) * how.brightness;
  const steeper = 1 + random.between(-1, 1) * how.contrast;
  const hole = [random.below(width), random.below(height)] as const;
  return { mirrored, right, down, lighter, steeper, hole };
}

type Plane = readonly [height: number, width: number, channels: number];

/**
 * The samples at `indices` as a split of their own, in that order: images changed, masks moved with them, all else as it
 * is. Image k is changed by stream k of the seed.
 */
export function augmented(
  split: ImageSplit,
  indices: Uint32Array,
  [height, width, channels]: Plane,
  how: Augmentation,
  seed: number,
): ImageSplit {
  const size = height * width * channels;
  const pixels = height * width;
  const images = new Uint8Array(indices.length * size);
  const masks = split.masks && new Uint8Array(indices.length * pixels);
  const places = new Int32Array(pixels);
  for (const [k, index] of indices.entries()) {
    const change = drawChange(how, height, width, Random.from(seed, k));
    findPlaces(places, height, width, change, how.shiftFill);
    const image = split.images.subarray(index * size, (index + 1) * size);
    takePlaces(image, places, channels, images, k * size);
    relight(images.subarray(k * size, (k + 1) * size), change);
    cut(images.subarray(k * size, (k + 1) * size), [height, width, channels], change.hole, how.cutout);
    if (masks) takePlaces(split.masks?.subarray(index * pixels) ?? image, places, 1, masks, k * pixels);
  }
  const { labels, values, attributes } = split;
  return {
    images,
    count: indices.length,
    labels: rows(labels, indices, 1),
    ...(masks ? { masks } : {}),
    ...(values ? { values: rows(values, indices, values.length / split.count) } : {}),
    ...(attributes ? { attributes: rows(attributes, indices, attributes.length / split.count) } : {}),
  };
}

/** For each pixel the one it is taken from; −1 where nothing is. */
function findPlaces(
  places: Int32Array,
  height: number,
  width: number,
  { mirrored, right, down }: Change,
  fill: Augmentation['shiftFill'],
): void {
  const within = (at: number, length: number): number => {
    if (at >= 0 && at < length) return at;
    return fill === 'zero' ? -1 : Math.max(0, Math.min(length - 1, at));
  };
  for (let y = 0, to = 0; y < height; y++) {
    const row = within(y - down, height);
    for (let x = 0; x < width; x++, to++) {
      const moved = within(x - right, width);
      const column = mirrored && moved >= 0 ? width - 1 - moved : moved;
      places[to] = row < 0 || column < 0 ? -1 : row * width + column;
    }
  }
}

function takePlaces(
  from: Uint8Array,
  places: Int32Array,
  channels: number,
  to: Uint8Array,
  start: number,
): void {
  let at = start;
  for (const place of places)
    for (let c = 0; c < channels; c++) to[at++] = place < 0 ? 0 : (from[place * channels + c] ?? 0);
}

/** `(v − ½)·steeper + ½ + lighter`, of values in 0…1, clipped and rounded to bytes. */
function relight(image: Uint8Array, { steeper, lighter }: Change): void {
  if (steeper === 1 && lighter === 0) return;
  const add = 127.5 - 127.5 * steeper + 255 * lighter;
  for (let i = 0; i < image.length; i++)
    image[i] = Math.max(0, Math.min(255, Math.round((image[i] ?? 0) * steeper + add)));
}

/** A square of `side` pixels, its centre at `hole`; what of it lies outside the image is lost. */
function cut(
  image: Uint8Array,
  [height, width, channels]: Plane,
  [column, row]: readonly [number, number],
  side: number,
): void {
  if (side === 0) return;
  const first = Math.max(0, column - Math.floor(side / 2));
  const last = Math.min(width, column - Math.floor(side / 2) + side);
  const bottom = Math.min(height, row - Math.floor(side / 2) + side);
  for (let y = Math.max(0, row - Math.floor(side / 2)); y < bottom; y++)
    image.fill(0, (y * width + first) * channels, (y * width + last) * channels);
}

function rows<A extends Uint8Array | Float32Array>(table: A, indices: Uint32Array, width: number): A {
  const taken =
    table instanceof Float32Array
      ? new Float32Array(indices.length * width)
      : new Uint8Array(indices.length * width);
  for (const [k, index] of indices.entries())
    for (let i = 0; i < width; i++) taken[k * width + i] = table[index * width + i] ?? 0;
  return taken as A;
}
