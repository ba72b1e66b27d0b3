import { describe, expect, it } from 'vitest';
import { formatDuration, formatLoss, formatPercent, formatRate } from './figures';

describe('figures', () => {
  it('writes shares to a tenth of a percent without rounding up to all or down to nothing', () => {
    expect([0, 0.0001, 0.1, 0.9734, 0.99999, 1].map(formatPercent)).toEqual([
      '0 %',
      '0.1 %',
      '10.0 %',
      '97.3 %',
      '99.9 %',
      '100 %',
    ]);
    expect(formatPercent(Number.NaN)).toBe('–');
  });

  it('writes losses short', () => {
    expect([0, 2.3027, 0.04123, 0.00031, 12.34567, 5210.4, 3e7].map(formatLoss)).toEqual([
      '0.000',
      '2.303',
      '0.0412',
      '3.1e-4',
      '12.35',
      '5,210',
      '3.0e+7',
    ]);
    expect([Number.NaN, Number.POSITIVE_INFINITY].map(formatLoss)).toEqual(['NaN', '∞']);
  });

  it('writes rates and times', () => {
    expect([0, 28.43, 1152.4].map(formatRate)).toEqual(['–', '28.4', '1,152']);
    expect([0, 7_400, 723_000, 3_723_000].map(formatDuration)).toEqual(['0:00', '0:07', '12:03', '1:02:03']);
  });
});
