// What is kept of a checkpoint comes back as it was, by way of its block or without one.
import { expect, test } from 'vitest';
import { mostKeptBytes, packed, unpacked, withBlock } from './packed';
import type { Checkpoint } from './protocol';

const weights = [Float32Array.of(1, -2.5, Number.NaN), new Float32Array(), Float32Array.of(3e38)];
const plain: Checkpoint = { epoch: 2, step: 31, images: 7, seen: [1, 2], elapsed: 5, weights };
const optimizer = { kind: 'adam', updates: 31, slots: [Float32Array.of(4, 5), Float32Array.of(6)] } as const;

test.each([
  ['weights alone', plain],
  ['weights and the optimiser’s memory', { ...plain, optimizer }],
])('%s: nothing of them is copied to be kept, and all comes back', async (_, checkpoint) => {
  const given = withBlock(checkpoint);
  const kept = packed(given);
  expect(kept).toMatchObject({ block: given.block, weights: [3, 0, 1] });
  expect(await unpacked(kept)).toEqual(checkpoint);
});

test('one without a block is kept as it is, and too large a one gets none', async () => {
  expect(await unpacked(packed(plain))).toBe(plain);
  const large = { ...plain, weights: [new Float32Array(mostKeptBytes / 4 + 1)] };
  expect(withBlock(large)).toBe(large);
});
