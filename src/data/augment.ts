// Training images changed a little at every step, so that a network learns what stays the same: mirrored, turned,
// shifted, lighter or with a square cut out. Pure functions of bytes and a seed, so that training, the preview and
// tests see the same, and a run is the same run again on every backend.
import { placesAt } from '../lib/recipe';
import type { ImageSplit } from './dataSet';
import { Random } from './random';
import { type Change, changeImage, moveMask, type Plane, writeRecipe } from './recipe';

export interface Augmentation {
  /** Half of the images are mirrored left to right. */
  readonly mirror: boolean;
  /** Pixels up to which an image is shifted each way, every shift as likely. */
  readonly shift: number;
  /** Degrees up to which an image is turned about its middle each way, every angle as likely; 0…180. */
  readonly rotation: number;
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
  rotation: 0,
  shiftFill: 'zero',
  brightness: 0,
  contrast: 0,
  cutout: 0,
};

/** Whether anything is changed at all. */
export const augments = (how: Augmentation): boolean =>
  moves(how) || how.brightness > 0 || how.contrast > 0 || how.cutout > 0;

/** Whether things change their places in the image, so that numbers which measure places would be wrong. */
export const moves = ({
  mirror,
  shift,
  rotation,
}: Pick<Augmentation, 'mirror' | 'shift' | 'rotation'>): boolean => mirror || shift > 0 || rotation > 0;

/** Drawn in a fixed order whatever is on, so that turning one on leaves the others as they were. */
export function drawChange(how: Augmentation, height: number, width: number, random: Random): Change {
  const mirrored = random.chance(0.5) && how.mirror;
  const right = Math.floor(random.unit() * (2 * how.shift + 1)) - how.shift;
  const down = Math.floor(random.unit() * (2 * how.shift + 1)) - how.shift;
  const lighter = random.between(-1, 1) * how.brightness;
  const steeper = 1 + random.between(-1, 1) * how.contrast;
  const hole = [random.below(width), random.below(height)] as const;
  const turned = random.between(-1, 1) * how.rotation;
  return { mirrored, right, down, lighter, steeper, hole, turned };
}

/**
 * The recipes (`lib/recipe.ts`) of a batch, one row for each of `indices`; image k is changed by stream k of the seed.
 */
export function recipesOf(indices: Uint32Array, plane: Plane, how: Augmentation, seed: number): Float32Array {
  const [height, width] = plane;
  const { length } = placesAt(height, width);
  const recipes = new Float32Array(indices.length * length);
  for (const [k, index] of indices.entries()) {
    const change = drawChange(how, height, width, Random.from(seed, k));
    writeRecipe(recipes.subarray(k * length, (k + 1) * length), index, change, plane, how.cutout);
  }
  return recipes;
}

/**
 * The samples at `indices` as a split of their own, in that order: images changed, masks moved with them, all else as it
 * is. Image k is changed by stream k of the seed.
 */
export function augmented(
  split: ImageSplit,
  indices: Uint32Array,
  plane: Plane,
  how: Augmentation,
  seed: number,
): ImageSplit {
  const [height, width, channels] = plane;
  const pixels = height * width;
  const images = new Uint8Array(indices.length * pixels * channels);
  const masks = split.masks && new Uint8Array(indices.length * pixels);
  const recipes = recipesOf(indices, plane, how, seed);
  const { length } = placesAt(height, width);
  const edge = how.shiftFill === 'edge';
  for (const [k, index] of indices.entries()) {
    const recipe = recipes.subarray(k * length, (k + 1) * length);
    const own = <A extends Uint8Array>(table: A, at: number, size: number) =>
      table.subarray(at * size, (at + 1) * size);
    const size = pixels * channels;
    changeImage(own(split.images, index, size), recipe, plane, edge, own(images, k, size));
    if (masks && split.masks)
      moveMask(own(split.masks, index, pixels), recipe, plane, edge, own(masks, k, pixels));
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

function rows<A extends Uint8Array | Float32Array>(table: A, indices: Uint32Array, width: number): A {
  const taken =
    table instanceof Float32Array
      ? new Float32Array(indices.length * width)
      : new Uint8Array(indices.length * width);
  for (const [k, index] of indices.entries())
    for (let i = 0; i < width; i++) taken[k * width + i] = table[index * width + i] ?? 0;
  return taken as A;
}
