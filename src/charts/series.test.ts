import { describe, expect, it } from 'vitest';
import type { RunCurves } from '../training/run';
import { chartSeries, epochMarks, extentOf, smooth, type Track, valueAt, xEnd, yRange } from './series';

const curves: RunCurves = {
  insights: [],
  batches: [
    { step: 1, loss: 2.3, heads: [{ loss: 0, metric: 0.1 }], elapsed: 100 },
    { step: 3, loss: Number.NaN, heads: [{ loss: 0, metric: 0.3 }], elapsed: 300 },
    { step: 6, loss: 1.1, heads: [{ loss: 0, metric: 0.6 }], elapsed: 600 },
  ],
  heldOut: [
    { step: 3, loss: 1.5, heads: [{ loss: 0, metric: 0.4 }], elapsed: 300 },
    { step: 4, loss: 1.4, heads: [{ loss: 0, metric: 0.5 }], elapsed: 400 },
  ],
};

const loss: Track = { name: 'loss', unit: 'loss', read: (point) => point.loss };
const accuracy: Track = { name: 'accuracy', unit: 'share', read: (point) => point.heads[0]?.metric };
const error: Track = { name: 'box', unit: 'error', read: (point) => point.heads[1]?.metric };

describe('chartSeries', () => {
  it('merges both point lists over one ascending axis, one row for a step in both', () => {
    expect(chartSeries(curves, [accuracy])).toEqual({
      steps: [1, 3, 4, 6],
      tracks: [
        {
          unit: 'share',
          raw: [null, null, null, null],
          line: [0.1, 0.3, null, 0.6],
          heldOut: [null, 0.4, 0.5, null],
        },
      ],
    });
  });

  it('shows a value that is not finite as a gap', () => {
    expect(chartSeries(curves, [loss]).tracks[0]?.line).toEqual([2.3, null, null, 1.1]);
  });

  it('follows several tracks side by side, and leaves a gap where a point has no such head', () => {
    const { tracks } = chartSeries(curves, [accuracy, error]);
    expect(tracks.map(({ line }) => line)).toEqual([
      [0.1, 0.3, null, 0.6],
      [null, null, null, null],
    ]);
  });

  it('keeps the measured values behind the smoothed line', () => {
    const [series] = chartSeries(curves, [accuracy], 0.5).tracks;
    expect(series?.raw).toEqual([0.1, 0.3, null, 0.6]);
    // (0.5·0.1 + 0.3)/(0.5 + 1) and (0.25·0.1 + 0.5·0.3 + 0.6)/(0.25 + 0.5 + 1), by hand.
    expect(series?.line[0]).toBeCloseTo(0.1, 12);
    expect(series?.line[1]).toBeCloseTo(0.35 / 1.5, 12);
    expect(series?.line[3]).toBeCloseTo(0.775 / 1.75, 12);
  });

  it('is empty for a run without points', () => {
    expect(chartSeries({ batches: [], heldOut: [], insights: [] }, [loss]).steps).toEqual([]);
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

  it('spans what is drawn, each unit for itself', () => {
    const drawn = chartSeries(curves, [loss, accuracy]);
    expect(extentOf(drawn, 'loss')).toEqual([1.1, 2.3]);
    expect(yRange(drawn, 'loss', false)).toEqual([0, 2.3 * 1.05]);
    const [low, high] = yRange(drawn, 'loss', true);
    expect(low).toBeCloseTo(1, 12);
    expect(high).toBeCloseTo(10, 12);
    expect(extentOf(drawn, 'share')).toEqual([0.1, 0.6]);
    expect(yRange(drawn, 'share', false)).toEqual([0, 1]);
  });

  it('has an axis before there is anything to draw, and for a loss of nought', () => {
    const none = chartSeries({ batches: [], heldOut: [], insights: [] }, [loss]);
    expect(yRange(none, 'loss', false)).toEqual([0, 1]);
    expect(yRange(none, 'loss', true)).toEqual([0.01, 10]);
    const zero = chartSeries(
      { batches: [{ step: 1, loss: 0, heads: [], elapsed: 100 }], heldOut: [], insights: [] },
      [loss],
    );
    expect(yRange(zero, 'loss', false)).toEqual([0, 1]);
    expect(yRange(zero, 'loss', true)).toEqual([0.01, 10]);
  });
});
