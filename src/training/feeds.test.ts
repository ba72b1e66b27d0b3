// What enters the network, from what source, and that noise can be repeated.
import { describe, expect, test } from 'vitest';
import { Random } from '../data/random';
import { planOf } from '../model/plan.fixture';
import { feedOf, type Occasion } from './feeds';
import { settings } from './order.fixture';
import type { WireSplit } from './protocol';

const imageShape = [8, 8, 3] as const;
const random = Random.from(3);
const split: WireSplit = {
  images: Uint8Array.from({ length: 4 * 192 }, () => random.below(256)),
  labels: Uint8Array.from([2, 0, 1, 2]),
  count: 4,
  values: Float32Array.from([0, 0.1, 1, 1.1, 2, 2.1, 3, 3.1]),
};
const indices = Uint32Array.from([3, 1]);

const fed = (
  kind: string,
  params: Record<string, string | number>,
  occasion: Occasion = { step: 1 },
  at = indices,
  seed = 1,
) => {
  const [step] = planOf([['x', kind, params]]).steps;
  if (!step) throw new Error('A plan of one step has a step.');
  const feed = feedOf(step, { imageShape, classCount: 3, settings: { ...settings, seed } });
  return { feed, values: feed.fill(split, at, occasion) };
};
const image = { height: 8, width: 8, channels: 3 };
const pixelsOf = (index: number) =>
  Array.from(split.images.subarray(index * 192, (index + 1) * 192), (v) => Math.fround(v / 255));

describe('sources', () => {
  test('the image, and laid out flat', () => {
    const expected = [...pixelsOf(3), ...pixelsOf(1)];
    expect([...fed('input', image).values]).toEqual(expected);
    const flat = fed('vectorInput', { values: 192 });
    expect([...flat.values]).toEqual(expected);
    expect(flat.feed.shape).toEqual([192]);
  });
  test('the class, one-hot, and the numbers', () => {
    expect([...fed('vectorInput', { values: 3, source: 'class' }).values]).toEqual([0, 0, 1, 1, 0, 0]);
    const numbers = fed('vectorInput', { values: 2, source: 'values' }).values;
    expect([...numbers]).toEqual([3, 3.1, 1, 1.1].map(Math.fround));
  });
  test('grey, and small', () => {
    const grey = fed('input', { ...image, channels: 1, source: 'grey' }).values;
    expect(grey).toHaveLength(128);
    const [r = 0, g = 0, b = 0] = pixelsOf(3);
    expect(grey[0]).toBeCloseTo(0.299 * r + 0.587 * g + 0.114 * b, 6);
    const small = fed('input', { height: 2, width: 2, channels: 3, source: 'small' }).values;
    expect(small).toHaveLength(24);
    const red = pixelsOf(3).filter((_, i) => i % 3 === 0 && i % 24 < 12 && i < 96);
    expect(small[0]).toBeCloseTo(red.reduce((sum, v) => sum + v, 0) / 16, 6);
  });
});

describe('noise', () => {
  const noisy = (occasion: Occasion, at = indices, seed = 1) => [
    ...fed('input', { ...image, source: 'noisy', noise: 0.2 }, occasion, at, seed).values,
  ];
  test('differs from step to step and seed to seed, and repeats', () => {
    const first = noisy({ step: 1 });
    expect(noisy({ step: 1 })).toEqual(first);
    expect(noisy({ step: 2 })).not.toEqual(first);
    expect(noisy({ step: 1 }, indices, 2)).not.toEqual(first);
    expect(Math.min(...first)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...first)).toBeLessThanOrEqual(1);
  });
  test('in an assessment belongs to the image, whatever its batch', () => {
    const pair = noisy('assessment');
    expect(noisy('assessment', Uint32Array.of(1))).toEqual(pair.slice(192));
    expect(noisy('assessment', Uint32Array.of(3))).toEqual(pair.slice(0, 192));
    expect(pair.slice(0, 192)).not.toEqual(pixelsOf(3));
  });
});
