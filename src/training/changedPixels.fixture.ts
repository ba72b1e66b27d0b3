// Test support: all arrays that follow from pixels, changed on the device and by the loops over bytes, side by side.
import * as tf from '@tensorflow/tfjs';
import { expect } from 'vitest';
import { type Augmentation, noAugmentation } from '../data/augment';
import { Random } from '../data/random';
import { planOf } from '../model/plan.fixture';
import { changedPixels } from './changedPixels';
import { feedOf } from './feeds';
import { settings } from './order.fixture';
import type { RunOrder, WireSplit } from './protocol';
import { classesOf, expectedOf, fedBy, imagesFor, makeResidents, mostResident, sourcesOf } from './residents';
import { targetsOf } from './targets';

const [height, width] = [9, 12] as const;

export const changes: readonly (readonly [string, Partial<Augmentation>])[] = [
  ['mirrored and shifted', { mirror: true, shift: 4 }],
  ['shifted, the edges going on', { shift: 7, shiftFill: 'edge' }],
  ['rotated', { rotation: 180 }],
  ['rotated a little, the edges going on', { rotation: 12, shiftFill: 'edge' }],
  ['relit', { brightness: 0.5, contrast: 0.8 }],
  ['cut', { cutout: 5 }],
  ['all at once', { mirror: true, shift: 3, rotation: 30, brightness: 0.3, contrast: 1, cutout: 4 }],
];

function splitOf(channels: number): WireSplit {
  const count = 30;
  const random = Random.from(9);
  const bytes = (length: number, below: number) => Uint8Array.from({ length }, () => random.below(below));
  return {
    images: bytes(count * height * width * channels, 256),
    labels: bytes(count, 3),
    masks: bytes(count * height * width, 3),
    count,
  };
}

/** Takes the image as it is, in grey, small and as a vector; compares with its mask and with itself. */
function orderOf(channels: number, how: Partial<Augmentation>): RunOrder {
  const size = { height, width, channels };
  const plan = planOf([
    ['image', 'input', size],
    ['grey', 'input', { ...size, channels: 1, source: 'grey' }],
    ['small', 'input', { height: 2, width: 3, channels, source: 'small' }],
    ['vector', 'vectorInput', { source: 'pixels', values: height * width * channels }],
    ['maps', 'conv2d', { filters: 3, kernel: 3, activation: 'none' }, ['image']],
    ['mask', 'pixelClassifier', { classes: 3 }],
    ['pixels', 'conv2d', { filters: channels, kernel: 3, activation: 'none' }, ['image']],
    ['picture', 'reconstruction', {}],
  ]);
  const split = splitOf(channels);
  return {
    plan,
    settings: { ...settings, augment: { ...noAugmentation, ...how } },
    imageShape: [height, width, channels],
    classCount: 3,
    train: split,
    test: split,
  };
}

/** Compares every array on the backend in use; leaves nothing behind. */
export async function expectSameChanges(channels: number, how: Partial<Augmentation>): Promise<void> {
  const before = tf.memory().numTensors;
  const order = orderOf(channels, how);
  const feeds = order.plan.steps
    .filter(({ kind }) => kind === 'input' || kind === 'vectorInput')
    .map((step) => feedOf(step, order));
  const targets = targetsOf(order);
  const kept = imagesFor(sourcesOf(feeds, targets), order.imageShape);
  const residents = makeResidents(tf, kept, order.train, order.train.count, mostResident);
  const sources = [
    ...feeds.map((feed) => fedBy(feed, { step: 3 })),
    ...targets.flatMap((target) => [expectedOf(target), ...(classesOf(target) ?? [])]),
  ];
  const indices = Uint32Array.from([7, 0, 29, 7, 13]);
  const both = tf.tidy(() => {
    const here = changedPixels(tf, order, indices, 3, residents);
    const there = changedPixels(tf, order, indices, 3);
    return sources.map((source) => [here?.(source), there?.(source)] as const);
  });
  for (const [i, pair] of both.entries()) {
    const [ours, reference] = pair;
    if (!ours || !reference) throw new Error('Nothing is changed.');
    expect([ours.shape, ours.dtype]).toEqual([reference.shape, reference.dtype]);
    const [values, expected] = [await ours.data(), await reference.data()];
    expect(new Set(expected).size, `values of ${sources[i]?.key}`).toBeGreaterThan(1);
    let off = 0;
    for (let v = 0; v < expected.length; v++)
      off = Math.max(off, Math.abs((values[v] ?? Number.NaN) - (expected[v] ?? 0)));
    expect(off, `${sources[i]?.key}, ${sources[i]?.form}`).toBeLessThan(1e-6);
  }
  tf.dispose(both.flat() as tf.Tensor[]);
  residents.dispose();
  expect(tf.memory().numTensors).toBe(before);
}
