// Which failures another kernel answers for, and that each is told once.
import { expect, test, vi } from 'vitest';
import { guarded, takeTroubles, tellTrouble } from './troubles';

test('a failing kernel is called once, told once, and the one before answers from then on', () => {
  const ours = vi.fn((_: number): string => {
    throw new Error('unreachable');
  });
  const kernel = guarded('Sum', ours, (call) => `stock ${call}`);
  expect([kernel(1), kernel(2)]).toEqual(['stock 1', 'stock 2']);
  expect(ours).toHaveBeenCalledTimes(1);
  expect(takeTroubles()).toEqual([
    'The fast Sum failed here (unreachable); training goes on with the stock one, more slowly.',
  ]);
  expect(takeTroubles()).toEqual([]);
});

test('what ours leaves alone goes to the one before, without a word', () => {
  const kernel = guarded(
    'Max',
    (call: number) => (call > 1 ? 'ours' : undefined),
    () => 'stock',
  );
  expect([kernel(1), kernel(2)]).toEqual(['stock', 'ours']);
  expect(takeTroubles()).toEqual([]);
});

test.each([new RangeError('no 9 bytes are free'), new Error('Out of memory: 1 GiB')])(
  'memory that has run out is the run’s own failure: %s',
  (error) => {
    const kernel = guarded(
      'Mean',
      (_: number): string => {
        throw error;
      },
      () => 'stock',
    );
    expect(() => kernel(1)).toThrow(error);
    expect(takeTroubles()).toEqual([]);
  },
);

test('a sentence is told once, however often it comes up', () => {
  tellTrouble('They do not start here.');
  tellTrouble('They do not start here.');
  expect(takeTroubles()).toEqual(['They do not start here.']);
  tellTrouble('They do not start here.');
  expect(takeTroubles()).toEqual([]);
});
