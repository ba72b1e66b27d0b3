import { describe, expect, it } from 'vitest';
import { commonMistakes, recalls, rowShares } from './confusion';

const confusion = [
  [8, 2, 0],
  [1, 3, 6],
  [0, 0, 0],
];

describe('confusion', () => {
  it('divides each row by its own sum, and a class without images by nothing', () => {
    expect(rowShares(confusion)).toEqual([
      [0.8, 0.2, 0],
      [0.1, 0.3, 0.6],
      [0, 0, 0],
    ]);
  });

  it('gives recall per class, and none where a class has no images', () => {
    expect(recalls(confusion)).toEqual([0.8, 0.3, undefined]);
  });

  it('lists mistakes by count and leaves out what was right or never happened', () => {
    expect(commonMistakes(confusion, 2)).toEqual([
      { truth: 1, predicted: 2, count: 6 },
      { truth: 0, predicted: 1, count: 2 },
    ]);
    expect(commonMistakes(confusion, 9)).toHaveLength(3);
  });
});
