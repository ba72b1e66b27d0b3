import { describe, expect, it } from 'vitest';
import type { RunCurves } from '../training/run';
import { chartSeries, epochMarks, extentOf, smooth, valueAt, xEnd, yRange } from './series';

const curves: RunCurves = {
  batches: [
    { step: 1, loss: 2.3, accuracy: 0.1 },
    { step: 3, loss: Number.NaN, accuracy: 0.3 },
    { step: 6, loss: 1.1, accuracy: 0.6 },
  ],
  heldOut: [
    { step: 3, loss: 1.5, accuracy: 0.4 },
    { step: 4, loss: 1.4, accuracy: 0.5 },
  ],
};

describe('chartSeries', () => {
  it('merges both point lists over one ascending axis, one row for a step in both', () => {
    expect(chartSeries(curves, 'accuracy')).toEqual({
      steps: [1, 3, 4, 6],
      raw: [null, null, null, null],
      line: [0.1, 0.3, null, 0.6],
      heldOut: [null, 0.4, 0.5, null],
    });
  });

  it('shows a value that is not finite as a gap', () => {
    expect(chartSeries(curves, 'loss').line).toEqual([2.3, null, null, 1.1]);
  });

  it('keeps the measured values behind the smoothed line', () => {
    const series = chartSeries(curves, 'accuracy', 0.5);
    expect(series.raw).toEqual([0.1, 0.3, null, 0.6]);
    // (0.5·0.1 + 0.3)/(0.5 + 1) and (0.25·0.1 + 0.5·0.3 + 0.6)/(0.25 + 0.5 + 1), by hand.
    expect(series.line[0]).toBeCloseTo(0.1, 12);
    expect(series.line[1]).toBeCloseTo(0.35 / 1.5, 12);
    expect(series.line[3]).toBeCloseTo(0.775 / 1.75, 12);
  });

  it('is empty for a run without points', () => {
    expect(chartSeries({ batches: [], heldOut: [] }, 'loss').steps).toEqual([]);
  });
});

describe('smooth', () => {
  it('leaves a constant constant from the first value on', () => {
    for (const value of smooth([4, 4, null, 4], 0.9)) if (value !== null) expect(value).toBeCloseTo(4, 12);
  });

  it('does nothing at factor 0', () => {
    const values = [1, null, 3];
    expect(smooth(values, 0)).toBe(values);
  });
});

describe('axes', () => {
  it('reads the nearest value before a gap, and none before the first', () => {
    expect(valueAt([null, 2, null, null, 5], 3)).toBe(2);
    expect(valueAt([null, 2], 0)).toBeUndefined();
    expect(valueAt([1, 2], 99)).toBe(2);
  });

  it('ends the x axis with the epoch in hand', () => {
    expect([0, 1, 84, 85].map((step) => xEnd(step, 84))).toEqual([84, 84, 84, 168]);
    expect(xEnd(7, 0)).toBe(7);
  });

  it('thins the marks of many epochs to round numbers', () => {
    expect(epochMarks(252, 84)).toEqual([84, 168, 252]);
    expect(epochMarks(1000, 10, 40)).toHaveLength(20); // every fifth of 100
    expect(epochMarks(1000, 10, 40)[0]).toBe(50);
    expect(epochMarks(10_000, 1, 40).length).toBeLessThanOrEqual(40);
    expect(epochMarks(100, 0)).toEqual([]);
  });

  it('spans what is drawn', () => {
    const loss = chartSeries(curves, 'loss');
    expect(extentOf(loss)).toEqual([1.1, 2.3]);
    expect(yRange(loss, 'loss', false)).toEqual([0, 2.3 * 1.05]);
    const [low, high] = yRange(loss, 'loss', true);
    expect(low).toBeCloseTo(1, 12);
    expect(high).toBeCloseTo(10, 12);
    expect(yRange(chartSeries(curves, 'accuracy'), 'accuracy', false)).toEqual([0, 1]);
  });

  it('has an axis before there is anything to draw, and for a loss of nought', () => {
    const none = chartSeries({ batches: [], heldOut: [] }, 'loss');
    expect(yRange(none, 'loss', false)).toEqual([0, 1]);
    expect(yRange(none, 'loss', true)).toEqual([0.01, 10]);
    const zero = chartSeries({ batches: [{ step: 1, loss: 0, accuracy: 1 }], heldOut: [] }, 'loss');
    expect(yRange(zero, 'loss', false)).toEqual([0, 1]);
    expect(yRange(zero, 'loss', true)).toEqual([0.01, 10]);
  });
});
