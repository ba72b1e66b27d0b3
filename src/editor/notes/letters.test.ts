import { describe, expect, it } from 'vitest';
import { lettersGrowth } from './letters';

describe('lettersGrowth', () => {
  it('grows a short text to fill its note, and no further than names on cards', () => {
    expect(lettersGrowth(144, 64)).toBeCloseTo(0.95 * 1.5, 5);
    expect(lettersGrowth(400, 19)).toBe(2.3);
  });

  it('leaves a text that fills its note as it is, or runs over, or is none', () => {
    expect(lettersGrowth(144, 140)).toBe(1);
    expect(lettersGrowth(144, 400)).toBe(1);
    expect(lettersGrowth(144, 0)).toBe(1);
  });
});
