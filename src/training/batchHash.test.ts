// The batches' fingerprint: equal for equal batches in equal order, and for nothing else that a run could see.
import { expect, test } from 'vitest';
import { hashOfNothing, makeBatchHash } from './batchHash';

function hashOf(...batches: readonly (readonly number[])[]): string {
  const hash = makeBatchHash();
  for (const batch of batches) hash.add(Uint32Array.from(batch));
  return hash.digest();
}

test('equal batches in equal order have equal hashes, also when looked at in between', () => {
  const hash = makeBatchHash();
  hash.add(Uint32Array.of(3, 1));
  expect(hash.digest()).toBe(hashOf([3, 1]));
  hash.add(Uint32Array.of(2));
  expect(hash.digest()).toBe(hashOf([3, 1], [2]));
  expect(hash.digest()).toMatch(/^[0-9a-f]{14}$/);
});

test('order, boundaries, length and every index count', () => {
  const all = [
    hashOfNothing,
    hashOf([]),
    hashOf([0]),
    hashOf([0, 0]),
    hashOf([0], [0]),
    hashOf([1, 2, 3]),
    hashOf([1, 3, 2]),
    hashOf([1, 2], [3]),
    hashOf([1], [2, 3]),
    hashOf([1, 2, 3], []),
    hashOf([1, 2, 3 + 2 ** 31]),
    hashOf([1, 2 + 2 ** 31, 3 + 2 ** 31]),
  ];
  expect(new Set(all).size).toBe(all.length);
});

test('100,000 runs that differ by one index or by one swap differ in their hashes', () => {
  const seen = new Set<string>();
  for (let i = 0; i < 50_000; i++) {
    seen.add(hashOf([7, i, 9], [i + 1]));
    seen.add(hashOf([7, i + 60_000, 9], [i + 1]));
  }
  expect(seen.size).toBe(100_000);
});
