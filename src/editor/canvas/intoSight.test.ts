// A card that is revealed is seen whole, and the window moves no further than that takes.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { overlap } from '../../lib/boxes';
import { wayIntoSight } from './intoSight';

const canvas = { width: 900, height: 560 };
const overview = { x: 738, y: 444, width: 150, height: 96 };
const controls = { x: 12, y: 434, width: 30, height: 114 };
const covers = [overview, controls];
const card = { width: 142, height: 69 };

describe('a card', () => {
  it('in full sight stays where it is', () => {
    expect(wayIntoSight({ ...card, x: 300, y: 200 }, canvas, covers)).toEqual({ x: 0, y: 0 });
  });

  it('under the overview or the buttons comes out from under them, the shortest way', () => {
    expect(wayIntoSight({ ...card, x: 700, y: 400 }, canvas, covers)).toEqual({ x: 0, y: -33 });
    expect(wayIntoSight({ ...card, x: 30, y: 460 }, canvas, covers)).toEqual({ x: 20, y: 0 });
  });

  it('outside the canvas has no such way', () => {
    expect(wayIntoSight({ ...card, x: -5, y: 200 }, canvas, covers)).toBeUndefined();
  });

  it('that has a way is within the canvas after it, with nothing over it', () => {
    const place = fc.tuple(fc.integer({ min: -200, max: 1000 }), fc.integer({ min: -100, max: 700 }));
    const holds = ([x, y]: readonly [number, number]) => {
      const way = wayIntoSight({ ...card, x, y }, canvas, covers);
      if (!way) return;
      const there = { ...card, x: x + way.x, y: y + way.y };
      for (const cover of covers) expect(overlap(there, cover)).toBe(false);
      expect(there.x >= 0 && there.x + there.width <= canvas.width).toBe(true);
      expect(there.y >= 0 && there.y + there.height <= canvas.height).toBe(true);
    };
    fc.assert(fc.property(place, holds));
  });
});
