// Changed training images against the same changes written pixel by pixel, and the laws that training relies on.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { placesAt } from '../lib/recipe';
import { type Augmentation, augmented, augments, drawChange, moves, noAugmentation } from './augment';
import type { ImageSplit } from './dataSet';
import { Random } from './random';
import { changeImage, moveMask, writeRecipe } from './recipe';

const [height, width, channels] = [5, 7, 3] as const;
const size = height * width * channels;

function splitOf(count: number): ImageSplit {
  const random = Random.from(3);
  const bytes = (length: number, below: number) => Uint8Array.from({ length }, () => random.below(below));
  return {
    images: bytes(count * size, 256),
    labels: bytes(count, 10),
    masks: bytes(count * height * width, 4),
    values: Float32Array.from({ length: count * 2 }, () => random.unit()),
    attributes: bytes(count * 3, 2),
    count,
  };
}

const split = splitOf(6);
const all = Uint32Array.from([4, 0, 4, 5, 1, 2, 3]);
const change = (how: Partial<Augmentation>, seed = 1) =>
  augmented(split, all, [height, width, channels], { ...noAugmentation, ...how }, seed);

const arbitrary: fc.Arbitrary<Augmentation> = fc.record({
  mirror: fc.boolean(),
  shift: fc.integer({ min: 0, max: 9 }),
  rotation: fc.constantFrom(0, 0, 1, 15, 90, 180),
  shiftFill: fc.constantFrom('zero', 'edge'),
  brightness: fc.double({ min: 0, max: 1, noNaN: true }),
  contrast: fc.double({ min: 0, max: 1, noNaN: true }),
  cutout: fc.integer({ min: 0, max: 9 }),
});

const to = (at: number, length: number) => Math.min(length - 1, Math.max(0, at));

/** What stands at a place between pixels: the mean of the four around it, in shares of white. */
function seenAt(how: Augmentation, index: number, y: number, x: number, c: number): number {
  const [row, column] = [Math.floor(y), Math.floor(x)];
  const pixel = (r: number, k: number): number => {
    const outside = r < 0 || k < 0 || r >= height || k >= width;
    if (outside && how.shiftFill === 'zero') return 0;
    return split.images[index * size + (to(r, height) * width + to(k, width)) * channels + c] ?? 0;
  };
  const upper = (1 - (x - column)) * pixel(row, column) + (x - column) * pixel(row, column + 1);
  const lower = (1 - (x - column)) * pixel(row + 1, column) + (x - column) * pixel(row + 1, column + 1);
  return ((1 - (y - row)) * upper + (y - row) * lower) / 255;
}

/** One value as the formulas say it: where it comes from, then its light, then the hole. */
function valueAt(how: Augmentation, k: number, seed: number, y: number, x: number, c: number): number {
  const drawn = drawChange(how, height, width, Random.from(seed, k));
  const [column, row] = drawn.hole;
  const corner = Math.floor(how.cutout / 2);
  const inHole = (at: number, centre: number) => at >= centre - corner && at < centre - corner + how.cutout;
  if (how.cutout > 0 && inHole(x, column) && inHole(y, row)) return 0;
  // First mirrored, then turned clockwise, then shifted: looked up the other way round.
  const [middleY, middleX] = [(height - 1) / 2, (width - 1) / 2];
  const [backY, backX] = [y - drawn.down - middleY, x - drawn.right - middleX];
  const angle = (-drawn.turned * Math.PI) / 180;
  const fromY = Math.sin(angle) * backX + Math.cos(angle) * backY + middleY;
  const turnedX = Math.cos(angle) * backX - Math.sin(angle) * backY + middleX;
  const fromX = drawn.mirrored ? width - 1 - turnedX : turnedX;
  const value = seenAt(how, all[k] ?? 0, fromY, fromX, c);
  const lit = (value - 0.5) * drawn.steeper + 0.5 + drawn.lighter;
  return 255 * Math.max(0, Math.min(1, lit));
}

/**
 * Bytes by which a value may be off: rounded once, and of a turned image places are in 256ths of a pixel (up to one of
 * these off each way) and it is rounded before its contrast is raised, at most to twice.
 */
const tolerance = ({ rotation }: Augmentation) => (rotation > 0 ? 0.5 + 2 * (0.5 + (2 * 255) / 256) : 0.51);

test('every value is that of the formulas, to the rounding of a byte', () => {
  fc.assert(
    fc.property(arbitrary, fc.integer({ min: 1, max: 1e6 }), (how, seed) => {
      const { images } = augmented(split, all, [height, width, channels], how, seed);
      let at = 0;
      for (const [k] of all.entries())
        for (let y = 0; y < height; y++)
          for (let x = 0; x < width; x++)
            for (let c = 0; c < channels; c++) {
              const expected = valueAt(how, k, seed, y, x, c);
              if (Math.abs((images[at++] ?? 0) - expected) > tolerance(how)) return false;
            }
      return true;
    }),
    { numRuns: 60 },
  );
});

test('with nothing on, the samples come back as they are, in the order asked for', () => {
  const same = change({});
  for (const [k, index] of all.entries()) {
    expect(same.images.subarray(k * size, (k + 1) * size)).toEqual(
      split.images.subarray(index * size, (index + 1) * size),
    );
    expect(same.labels[k]).toBe(split.labels[index]);
    expect(same.values?.subarray(2 * k, 2 * k + 2)).toEqual(split.values?.subarray(2 * index, 2 * index + 2));
    expect(same.attributes?.subarray(3 * k, 3 * k + 3)).toEqual(
      split.attributes?.subarray(3 * index, 3 * index + 3),
    );
  }
  expect(augments(noAugmentation)).toBe(false);
});

test('masks move with their images, and neither light nor holes touch them', () => {
  // An image that is its own mask.
  const own: ImageSplit = { ...split, images: split.masks ?? split.images };
  const how: Augmentation = { ...noAugmentation, mirror: true, shift: 3 };
  const moved = augmented(own, all, [height, width, 1], how, 8);
  expect(moved.masks).toEqual(moved.images);
  const lit = augmented(own, all, [height, width, 1], { ...how, brightness: 1, contrast: 1, cutout: 3 }, 8);
  expect(lit.masks).toEqual(moved.masks);
});

test('a quarter turn of a square image moves every pixel and rounds none', () => {
  const side = 5;
  const square = Uint8Array.from({ length: side * side }, (_, i) => i + 1);
  const change = {
    mirrored: false,
    right: 0,
    down: 0,
    lighter: 0,
    steeper: 1,
    hole: [0, 0],
    turned: 90,
  } as const;
  const recipe = new Float32Array(placesAt(side, side).length);
  writeRecipe(recipe, 0, change, [side, side, 1], 0);
  const [image, mask] = [new Uint8Array(side * side), new Uint8Array(side * side)];
  changeImage(square, recipe, [side, side, 1], false, image);
  moveMask(square, recipe, [side, side, 1], false, mask);
  // Clockwise: what was the left column from below is the top row from the left.
  expect([...image.subarray(0, side)]).toEqual([21, 16, 11, 6, 1]);
  expect(mask).toEqual(image);
});

describe('chance', () => {
  test('the same seed gives the same images, another seed others, and each image a change of its own', () => {
    const how = { mirror: true, shift: 2 };
    expect(change(how)).toEqual(change(how));
    expect(change(how, 2).images).not.toEqual(change(how).images);
    const twice = change({ shift: 2 });
    expect(twice.images.subarray(0, size)).not.toEqual(twice.images.subarray(2 * size, 3 * size));
  });

  test('half are mirrored, and every shift is as likely', () => {
    const how: Augmentation = { ...noAugmentation, mirror: true, shift: 4 };
    const drawn = Array.from({ length: 9000 }, (_, k) => drawChange(how, 32, 32, Random.from(1, k)));
    expect(drawn.filter(({ mirrored }) => mirrored).length / 9000).toBeCloseTo(0.5, 1);
    for (let by = -4; by <= 4; by++) {
      expect(drawn.filter(({ right }) => right === by).length).toBeGreaterThan(850);
      expect(drawn.filter(({ down }) => down === by).length).toBeLessThan(1150);
    }
  });

  test('only mirroring, shifting and rotating move things', () => {
    expect(moves({ ...noAugmentation, ...{ brightness: 1, contrast: 1, cutout: 4 } })).toBe(false);
    expect(moves({ ...noAugmentation, mirror: true })).toBe(true);
    expect(moves({ ...noAugmentation, shift: 1 })).toBe(true);
    expect(moves({ ...noAugmentation, rotation: 1 })).toBe(true);
  });
});
