import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gaussian, givenBy, givenImages, greyOf, noisy, smallOf } from './derive';
import { Random } from './random';

const ramp = (length: number): Float32Array => Float32Array.from({ length }, (_, i) => i / length);

describe('greyOf', () => {
  test('weighs red, green and blue by BT.601, and leaves white white', () => {
    const grey = greyOf(Float32Array.from([1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 1, 1]), 3);
    expect([...grey].map((value) => value.toFixed(4))).toEqual(['0.2990', '0.5870', '0.1140', '1.0000']);
  });

  test('takes one channel as it is, and the mean of two', () => {
    const one = ramp(9);
    expect(greyOf(one, 1)).toBe(one);
    expect([...greyOf(Float32Array.from([0, 1, 0.5, 0.5]), 2)]).toEqual([0.5, 0.5]);
  });
});

describe('smallOf', () => {
  /** The definition, value by value. */
  const meanOf = (
    images: Float32Array,
    w: number,
    c: number,
    at: { n: number; y: number; x: number; k: number },
    h: number,
  ) => {
    let sum = 0;
    for (let dy = 0; dy < 4; dy++)
      for (let dx = 0; dx < 4; dx++)
        sum += images[((at.n * h + 4 * at.y + dy) * w + 4 * at.x + dx) * c + at.k] ?? Number.NaN;
    return sum / 16;
  };

  test('is the mean of each 4×4 block, for every image, place and channel; what fills no block is left out', () => {
    const sizes = fc.tuple(
      fc.integer({ min: 1, max: 3 }),
      fc.integer({ min: 1, max: 13 }),
      fc.integer({ min: 1, max: 13 }),
      fc.integer({ min: 1, max: 3 }),
    );
    fc.assert(
      fc.property(sizes, fc.integer(), ([n, h, w, c], seed) => {
        const random = Random.from(seed);
        const images = Float32Array.from({ length: n * h * w * c }, () => random.unit());
        const small = smallOf(images, [h, w, c]);
        const [rows, columns] = [Math.floor(h / 4), Math.floor(w / 4)];
        expect(small).toHaveLength(n * rows * columns * c);
        small.forEach((value, i) => {
          const at = {
            n: Math.floor(i / (rows * columns * c)),
            y: Math.floor(i / (columns * c)) % rows,
            x: Math.floor(i / c) % columns,
            k: i % c,
          };
          expect(value).toBeCloseTo(meanOf(images, w, c, at, h), 6);
        });
      }),
    );
  });

  test('keeps the mean of an image whose sides 4 divides', () => {
    const images = ramp(32 * 32 * 3);
    const mean = (values: Float32Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(mean(smallOf(images, [32, 32, 3]))).toBeCloseTo(mean(images), 5);
  });
});

describe('noise', () => {
  test('is normal: its mean, deviation, skew, kurtosis and tails', () => {
    const draw = gaussian(Random.from(4));
    const values = Array.from({ length: 200_000 }, draw);
    const moment = (power: number) => values.reduce((sum, value) => sum + value ** power, 0) / values.length;
    expect(Math.abs(moment(1))).toBeLessThan(0.01);
    expect(Math.abs(moment(2) - 1)).toBeLessThan(0.02);
    expect(Math.abs(moment(3))).toBeLessThan(0.04);
    expect(Math.abs(moment(4) - 3)).toBeLessThan(0.1);
    const beyond = (limit: number) =>
      values.filter((value) => Math.abs(value) > limit).length / values.length;
    expect(Math.abs(beyond(1.96) - 0.05)).toBeLessThan(0.003);
    // The sum of four uniforms, which the drawings use, never gets so far.
    expect(beyond(3.5)).toBeGreaterThan(0.0002);
  });

  test('has the deviation asked for, stays in 0…1, is decided by its stream and works in place', () => {
    const grey = () => new Float32Array(20_000).fill(0.5);
    const images = grey();
    const once = noisy(images, 0.1, Random.from(1));
    expect(once).toBe(images);
    const deviation = Math.sqrt(once.reduce((sum, value) => sum + (value - 0.5) ** 2, 0) / once.length);
    expect(Math.abs(deviation - 0.1)).toBeLessThan(0.003);
    expect(noisy(grey(), 0.1, Random.from(1))).toEqual(once);
    expect(noisy(grey(), 0.1, Random.from(2))).not.toEqual(once);
    const strong = noisy(grey(), 2, Random.from(1));
    expect([Math.min(...strong), Math.max(...strong)]).toEqual([0, 1]);
    expect(noisy(grey(), 0, Random.from(1))).toEqual(grey());
  });
});

describe('what is given', () => {
  test('follows the parameters of the input', () => {
    expect(givenBy({ source: 'noisy', noise: 0.25 })).toEqual({ source: 'noisy', deviation: 0.25 });
    expect(givenBy({ source: 'grey', noise: 0.25 })).toEqual({ source: 'grey' });
    expect(givenBy({ source: 'of tomorrow' })).toEqual({ source: 'image' });
    expect(givenBy({})).toEqual({ source: 'image' });
  });

  test('has the shape that it says', () => {
    const shape = [28, 30, 3] as const;
    for (const source of ['image', 'noisy', 'grey', 'small']) {
      const { images, shape: given } = givenImages(
        ramp(2 * 28 * 30 * 3),
        shape,
        givenBy({ source, noise: 0.3 }),
        Random.from(1),
      );
      expect(images.length, source).toBe(2 * given[0] * given[1] * given[2]);
    }
    expect(givenImages(ramp(28 * 30 * 3), shape, { source: 'small' }, Random.from(1)).shape).toEqual([
      7, 7, 3,
    ]);
  });
});
