// What enters the network, from what source, and that noise can be repeated.
import { describe, expect, test } from 'vitest';
import { Random } from '../data/random';
import { planOf } from '../model/plan.fixture';
import { blockMeans, feedOf, gaussian, luminance, type Occasion } from './feeds';
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
  test('grey by Rec. 601, and means of 4×4 blocks', () => {
    expect([...luminance(Float32Array.from([1, 0, 0, 0, 1, 0, 0, 0, 1]), 3)]).toEqual(
      [0.299, 0.587, 0.114].map(Math.fround),
    );
    const ramp = Float32Array.from({ length: 64 }, (_, i) => i % 8);
    expect([...blockMeans(ramp, [8, 8, 1])]).toEqual([1.5, 5.5, 1.5, 5.5]);
    expect([
      ...blockMeans(
        Float32Array.from({ length: 30 }, (_, i) => i),
        [5, 6, 1],
      ),
    ]).toEqual([10.5]);
    expect(fed('input', { ...image, channels: 1, source: 'grey' }).values).toHaveLength(128);
    expect(fed('input', { height: 2, width: 2, channels: 3, source: 'small' }).values).toHaveLength(24);
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
  test('is normal: mean, deviation, and shares within one and two deviations', () => {
    const draw = gaussian(Random.from(11));
    const values = Array.from({ length: 40_000 }, draw);
    const mean = values.reduce((a, b) => a + b, 0) / values.length;
    const deviation = Math.sqrt(values.reduce((a, b) => a + (b - mean) ** 2, 0) / values.length);
    const within = (limit: number) => values.filter((v) => Math.abs(v) < limit).length / values.length;
    expect(mean).toBeCloseTo(0, 1);
    expect(deviation).toBeCloseTo(1, 1);
    expect(within(1)).toBeCloseTo(0.6827, 2);
    expect(within(2)).toBeCloseTo(0.9545, 2);
  });
});
