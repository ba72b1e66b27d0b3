// Images on their way to the worker: the same values in memory that it can read, copied once, and never in one go.
import { expect, test } from 'vitest';
import { orderOf, tinyConvNet } from '../training/order.fixture';
import type { RunOrder } from '../training/protocol';
import { lendImages } from './lendImages';

/** Three megabytes of images, not at the beginning of their memory. */
function largeOrder(): RunOrder {
  const order = orderOf(tinyConvNet);
  const memory = new Uint8Array(3 * 2 ** 20 + 5).map((_, i) => (i * 31) % 251);
  const train = { ...order.train, images: memory.subarray(5), values: new Float32Array([1, -0.5, 3]) };
  return { ...order, train };
}

test('the worker reads the same images in shared memory, and a second run is given them at once', async () => {
  const order = largeOrder();
  const asked = lendImages(order, true);
  expect(asked).toBeInstanceOf(Promise);
  // A run that is started meanwhile waits for the same copies.
  const [lent, other] = await Promise.all([asked, lendImages(order, true)]);
  expect(Buffer.from(lent.train.images).equals(order.train.images)).toBe(true);
  expect({ ...lent.train, images: [] }).toEqual({ ...order.train, images: [] });
  expect({ ...lent, train: {} }).toEqual({ ...order, train: {} });
  for (const array of [lent.train.images, lent.train.values, lent.train.labels, lent.test.images])
    expect(array?.buffer).toBeInstanceOf(SharedArrayBuffer);
  expect(other.train.images === lent.train.images).toBe(true);
  const again = lendImages(order, true);
  expect(again).not.toBeInstanceOf(Promise);
  expect((await again).train.images === lent.train.images).toBe(true);
});

test('a page without shared memory sends what it has', () => {
  const order = largeOrder();
  expect(lendImages(order, false)).toBe(order);
});
