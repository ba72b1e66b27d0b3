import { describe, expect, it } from 'vitest';
import { movePlace } from './samplePlace';

const samples = [[1, 2, 3], [], [4], [5, 6]];
const at = (row: number, column: number) => ({ row, column });

describe('movePlace', () => {
  it('begins at the first sample, whichever arrow is pressed', () => {
    expect(movePlace(undefined, 'ArrowLeft', samples)).toEqual(at(0, 0));
    expect(movePlace(undefined, 'ArrowDown', [[], [1]])).toEqual(at(1, 0));
  });

  it('stays within the row, and skips rows without samples', () => {
    expect(movePlace(at(0, 0), 'ArrowRight', samples)).toEqual(at(0, 1));
    expect(movePlace(at(0, 2), 'ArrowRight', samples)).toEqual(at(0, 2));
    expect(movePlace(at(0, 0), 'ArrowLeft', samples)).toEqual(at(0, 0));
    expect(movePlace(at(0, 2), 'ArrowDown', samples)).toEqual(at(2, 0));
    expect(movePlace(at(2, 0), 'ArrowUp', samples)).toEqual(at(0, 0));
    expect(movePlace(at(3, 1), 'ArrowDown', samples)).toEqual(at(3, 1));
    expect(movePlace(at(0, 1), 'End', samples)).toEqual(at(0, 2));
    expect(movePlace(at(0, 1), 'Home', samples)).toEqual(at(0, 0));
  });

  it('leaves other keys to the page, and has nowhere to go among no samples', () => {
    expect(movePlace(at(0, 0), 'Tab', samples)).toBeUndefined();
    expect(movePlace(at(0, 0), 'ArrowDown', [[], []])).toBeUndefined();
  });
});
