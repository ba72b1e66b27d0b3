import { describe, expect, it } from 'vitest';
import { dataOptions } from './dataOptions';

const labels = (...args: Parameters<typeof dataOptions>) => dataOptions(...args).map(({ label }) => label);

describe('dataOptions', () => {
  it('lists the built-in sets first, then the kept ones', () => {
    expect(labels([{ id: 'files:a', name: 'My letters' }], 'digits')).toEqual([
      'Digits',
      'Shapes',
      'My letters',
    ]);
  });

  it('offers the set in use even where it is not kept', () => {
    expect(labels([], 'files:b', { id: 'files:b', name: 'Mine' })).toEqual(['Digits', 'Shapes', 'Mine']);
  });

  it('says that the document’s own choice is missing', () => {
    expect(labels([], 'files:gone-idx3')).toEqual(['Digits', 'Shapes', 'gone-idx3 (not in this browser)']);
  });
});
