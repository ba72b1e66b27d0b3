import { describe, expect, test } from 'vitest';
import { Random } from './random';

describe('Random', () => {
  test("gives the first numbers of xoshiro128**'s reference code from state 1, 2, 3, 4", () => {
    const random = new Random(1, 2, 3, 4);
    const numbers = Array.from({ length: 10 }, () => random.next());
    expect(numbers).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804,
    ]);
  });

  test('repeats for a seed and stream, and differs between neighbouring ones', () => {
    const draw = (seed: number, stream?: number): number[] => {
      const random = Random.from(seed, stream);
      return Array.from({ length: 8 }, () => random.next());
    };
    expect(draw(7, 3)).toEqual(draw(7, 3));
    const firsts = [draw(7, 3), draw(7, 4), draw(8, 3), draw(0), draw(-1), draw(3, 7)].map(
      (numbers) => numbers[0],
    );
    expect(new Set(firsts).size).toBe(6);
  });

  test('`below` reaches every value about equally often', () => {
    const random = Random.from(1);
    const counts = new Array<number>(7).fill(0);
    for (let i = 0; i < 70_000; i++) {
      const value = random.below(7);
      counts[value] = (counts[value] ?? 0) + 1;
    }
    // Five standard deviations of a binomial count with n = 70,000 and p = 1/7.
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(465);
  });

  test('`bell` has mean 0 and standard deviation 1', () => {
    const random = Random.from(2);
    const values = Array.from({ length: 50_000 }, () => random.bell());
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    expect(mean).toBeCloseTo(0, 1);
    expect(Math.sqrt(variance)).toBeCloseTo(1, 1);
  });
});
