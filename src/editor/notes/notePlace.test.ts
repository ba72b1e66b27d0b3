// A new note stands free, and as near as it can to what it is about.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Box } from '../../lib/turned';
import { placeBeside } from './notePlace';

const size = { width: 280, height: 160 };
const about: Box = { x: 1000, y: 0, width: 250, height: 120 };

const card = fc.record({
  x: fc.integer({ min: 0, max: 2000 }),
  y: fc.integer({ min: -800, max: 800 }),
  width: fc.constant(190),
  height: fc.constant(92),
});

describe('placeBeside', () => {
  it('covers nothing, neither what it is about', () => {
    fc.assert(
      fc.property(fc.array(card, { maxLength: 30 }), (taken) => {
        const at = placeBeside(about, size, taken);
        for (const box of [about, ...taken]) {
          const apart =
            at.x >= box.x + box.width ||
            box.x >= at.x + size.width ||
            at.y >= box.y + box.height ||
            box.y >= at.y + size.height;
          expect(apart).toBe(true);
        }
      }),
    );
  });

  it('stands right below, where that is free', () => {
    expect(placeBeside(about, size, [])).toEqual({ x: 1000, y: 120 });
  });

  it('stands at the other edge or above rather than far below', () => {
    const column = Array.from({ length: 6 }, (_, i) => ({
      x: 1260,
      y: -200 + i * 130,
      width: 190,
      height: 92,
    }));
    expect(placeBeside(about, size, column)).toEqual({ x: 970, y: 120 });
    const under = [{ x: 700, y: 130, width: 900, height: 400 }];
    expect(placeBeside(about, size, under)).toEqual({ x: 1000, y: -160 });
  });

  it('covers no wire either where there is room near, and goes far off for none', () => {
    const lane = { x: 900, y: 140, width: 600, height: 20 };
    expect(placeBeside(about, size, [], { wires: [lane] })).toEqual({ x: 1000, y: -160 });
    const both = [lane, { ...lane, y: -60 }];
    expect(placeBeside(about, size, [], { wires: both })).toEqual({ x: 1000, y: 180 });
    const hatched = Array.from({ length: 40 }, (_, i) => ({ ...lane, y: -1000 + i * 50 }));
    expect(placeBeside(about, size, [], { wires: hatched })).toEqual({ x: 1000, y: 120 });
  });

  it('stands beside the column of a drawing that leads down', () => {
    const column = [-150, 150, 300].map((y) => ({ x: 1030, y, width: 190, height: 92 }));
    expect(placeBeside(about, size, column, { direction: 'down' })).toEqual({ x: 1250, y: 0 });
  });
});
