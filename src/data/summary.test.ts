import { describe, expect, test } from 'vitest';
import type { DataSet } from './dataSet';
import { sampleIndices, summarise } from './summary';

const labels = new Uint8Array([0, 2, 2, 0, 2, 2, 2, 2]);
const dataSet: DataSet = {
  id: 'files:a',
  name: 'a',
  imageShape: [1, 1, 2],
  classNames: ['a', 'b', 'c'],
  // Channel 0 is 0, 255, 0, 255, …; channel 1 is 51 throughout.
  train: {
    images: Uint8Array.from({ length: 16 }, (_, i) => (i % 2 ? 51 : i % 4 ? 255 : 0)),
    labels,
    count: 8,
  },
  test: { images: new Uint8Array(2), labels: new Uint8Array([1]), count: 1 },
  source: '',
};

describe('summarise', () => {
  test('counts classes, missing ones too, and gives mean and deviation of each channel in 0..1', () => {
    const summary = summarise(dataSet);
    expect(summary.trainClasses).toEqual([2, 0, 6]);
    expect(summary.testClasses).toEqual([0, 1, 0]);
    expect(summary.channelMeans[0]).toBeCloseTo(0.5, 12);
    expect(summary.channelDeviations[0]).toBeCloseTo(0.5, 12);
    expect(summary.channelMeans[1]).toBeCloseTo(0.2, 12);
    expect(summary.channelDeviations[1]).toBeCloseTo(0, 6);
  });
});

describe('sampleIndices', () => {
  test('spreads over each class, in order, and takes what there is', () => {
    // Class 2 lies at 1, 2, 4, 5, 6, 7: every second one of its six.
    expect(sampleIndices(dataSet, 3)).toEqual([[0, 3], [], [1, 4, 6]]);
    expect(sampleIndices(dataSet, 1)).toEqual([[0], [], [1]]);
  });
});
