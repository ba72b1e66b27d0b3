// Where the whole of a drawing is shown: all of it, and clear of what lies over the canvas where that costs no size.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Box } from '../../lib/turned';
import { fitBoxes } from './fitBoxes';

const canvas = { width: 900, height: 560 };
const covers: readonly Box[] = [
  { x: 12, y: 440, width: 30, height: 115 },
  { x: 770, y: 450, width: 150, height: 95 },
];
const shownAt = (box: Box, given: readonly Box[]) => {
  const view = fitBoxes(given, canvas, covers) ?? { x: 0, y: 0, zoom: 1 };
  return {
    x: box.x * view.zoom + view.x,
    y: box.y * view.zoom + view.y,
    right: (box.x + box.width) * view.zoom + view.x,
    bottom: (box.y + box.height) * view.zoom + view.y,
  };
};

describe('fitBoxes', () => {
  it('moves a wide drawing up from under the overview and the controls', () => {
    const rows = [0, 200, 400, 600, 800, 1000, 1200].flatMap((y) =>
      Array.from({ length: 12 }, (_, i) => ({ x: i * 250, y, width: 190, height: 92 })),
    );
    for (const box of rows) {
      const { x, y, right, bottom } = shownAt(box, rows);
      expect(y).toBeGreaterThanOrEqual(0);
      const under = covers.filter(
        (cover) =>
          x < cover.x + cover.width && cover.x < right && bottom > cover.y && y < cover.y + cover.height,
      );
      expect(under).toEqual([]);
    }
  });

  it('shows every box, whatever lies over the canvas', () => {
    const box = fc.record({
      x: fc.integer({ min: -3000, max: 3000 }),
      y: fc.integer({ min: -2000, max: 2000 }),
      width: fc.integer({ min: 100, max: 300 }),
      height: fc.integer({ min: 60, max: 200 }),
    });
    fc.assert(
      fc.property(fc.array(box, { minLength: 1, maxLength: 12 }), (boxes) => {
        for (const each of boxes) {
          const { x, y, right, bottom } = shownAt(each, boxes);
          expect(Math.min(x, y)).toBeGreaterThanOrEqual(-0.01);
          expect(right).toBeLessThanOrEqual(canvas.width + 0.01);
          expect(bottom).toBeLessThanOrEqual(canvas.height + 0.01);
        }
      }),
    );
  });

  it('has nothing to show of nothing', () => expect(fitBoxes([], canvas, covers)).toBeUndefined());
});
