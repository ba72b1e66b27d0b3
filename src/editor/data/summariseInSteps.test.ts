import { describe, expect, it } from 'vitest';
import type { DataSet } from '../../data/dataSet';
import { summarise } from '../../data/summary';
import { summariseInSteps } from './summariseInSteps';

/** More than one slice of 4 MiB, and no whole number of them; each image brighter than the one before. */
const dataSet = (): DataSet => {
  const count = 1500;
  const size = 64 * 64 * 3;
  const images = new Uint8Array(count * size);
  for (let i = 0; i < images.length; i++)
    images[i] = ((i % 3) * 40 + (i / images.length) * 120 + ((i * 2654435761) >>> 27)) | 0;
  const labels = Uint8Array.from({ length: count }, (_, i) => i % 3);
  const test = { images: images.slice(0, size * 2), labels: labels.slice(0, 2), count: 2 };
  const source = 'Made for this test.';
  return {
    id: 't',
    name: 'T',
    imageShape: [64, 64, 3],
    classNames: ['a', 'b', 'c'],
    train: { images, labels, count },
    test,
    source,
  };
};

describe('summariseInSteps', () => {
  it('gives what summarise gives in one go', async () => {
    const set = dataSet();
    const whole = summarise(set);
    const stepped = await summariseInSteps(set, new AbortController().signal);
    expect(stepped?.trainClasses).toEqual(whole.trainClasses);
    expect(stepped?.testClasses).toEqual([1, 1, 0]);
    for (const [c, mean] of whole.channelMeans.entries())
      expect(stepped?.channelMeans[c]).toBeCloseTo(mean, 12);
    for (const [c, sd] of whole.channelDeviations.entries())
      expect(stepped?.channelDeviations[c]).toBeCloseTo(sd, 10);
    expect(whole.channelDeviations[0]).toBeGreaterThan(0.01);
  });

  it('stops when it is called off', async () => {
    const abort = new AbortController();
    const stepped = summariseInSteps(dataSet(), abort.signal);
    abort.abort();
    expect(await stepped).toBeUndefined();
  });
});
