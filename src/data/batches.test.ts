import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gatherImages, gatherLabels, holdOut, shuffledIndices } from './batches';

const ascending = (count: number): number[] => Array.from({ length: count }, (_, i) => i);
const sorted = (indices: Iterable<number>): number[] => [...indices].sort((a, b) => a - b);

describe('shuffledIndices', () => {
  test('is a permutation that its seed and epoch alone decide', () => {
    fc.assert(
      fc.property(fc.nat(500), fc.integer(), fc.nat(1000), (count, seed, epoch) => {
        const order = shuffledIndices(count, seed, epoch);
        expect(sorted(order)).toEqual(ascending(count));
        expect(shuffledIndices(count, seed, epoch)).toEqual(order);
      }),
    );
  });

  test('differs from epoch to epoch and from seed to seed', () => {
    const orders = [shuffledIndices(100, 1, 0), shuffledIndices(100, 1, 1), shuffledIndices(100, 2, 0)];
    expect(new Set(orders.map((order) => order.join())).size).toBe(3);
  });

  test('puts each index in each place about equally often', () => {
    const counts = new Array<number>(16).fill(0);
    for (let epoch = 0; epoch < 8000; epoch++) {
      for (const [place, index] of shuffledIndices(4, 5, epoch).entries()) {
        counts[place * 4 + index] = (counts[place * 4 + index] ?? 0) + 1;
      }
    }
    for (const count of counts) expect(Math.abs(count - 2000)).toBeLessThan(200);
  });
});

describe('holdOut', () => {
  test('parts all indices without overlap, and at the share asked for', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 400 }),
        fc.integer({ min: 1, max: 99 }),
        fc.integer(),
        (count, percent, seed) => {
          const { train, heldOut } = holdOut(count, percent / 100, seed);
          expect(sorted([...train, ...heldOut])).toEqual(ascending(count));
          const wanted = Math.max(1, Math.min(count - 1, Math.round((count * percent) / 100)));
          expect(heldOut.length).toBe(wanted);
        },
      ),
    );
  });

  test('holds nothing out at share 0, and draws by its seed', () => {
    expect(holdOut(10, 0, 1).heldOut.length).toBe(0);
    expect(holdOut(100, 0.1, 1)).toEqual(holdOut(100, 0.1, 1));
    expect(holdOut(100, 0.1, 1).heldOut).not.toEqual(holdOut(100, 0.1, 2).heldOut);
    expect(() => holdOut(10, 1, 1)).toThrow('share');
  });
});

describe('gathering', () => {
  const split = {
    images: new Uint8Array([0, 51, 102, 153, 204, 255]),
    labels: new Uint8Array([7, 8, 9]),
    count: 3,
  };

  test('copies images in the order asked for, scaled to 0..1, and leaves the rest of `out`', () => {
    const out = new Float32Array(5).fill(-1);
    gatherImages(split, new Uint32Array([2, 0]), out);
    expect([...out]).toEqual([Math.fround(0.8), 1, 0, Math.fround(0.2), -1]);
    expect([...gatherLabels(split, new Uint32Array([2, 0]))]).toEqual([9, 7]);
  });

  test('refuses an index or a buffer that does not fit, as a bug', () => {
    expect(() => gatherImages(split, new Uint32Array([3]), new Float32Array(9))).toThrow('image 3 of 3');
    expect(() => gatherImages(split, new Uint32Array([0, 1]), new Float32Array(3))).toThrow('do not fit');
    expect(() => gatherLabels(split, new Uint32Array([3]))).toThrow('image 3 of 3');
  });
});
