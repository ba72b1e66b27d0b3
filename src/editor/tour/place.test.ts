import fc from 'fast-check';
import { expect, it } from 'vitest';
import { placeBelow, placeCard } from './place';

const card = { width: 320, height: 200 };

const scenes = fc
  .record({ width: fc.integer({ min: 800, max: 2000 }), height: fc.integer({ min: 600, max: 1400 }) })
  .chain((window) =>
    fc.record({
      window: fc.constant(window),
      target: fc.record({
        left: fc.integer({ min: 0, max: window.width - 40 }),
        top: fc.integer({ min: 0, max: window.height - 40 }),
        width: fc.integer({ min: 8, max: 40 }),
        height: fc.integer({ min: 8, max: 40 }),
      }),
    }),
  );

it('the card is whole in the window and beside a target that is smaller than the window', () => {
  fc.assert(
    fc.property(scenes, ({ window, target }) => {
      const { left, top } = placeCard(target, card, window);
      expect(left).toBeGreaterThanOrEqual(0);
      expect(top).toBeGreaterThanOrEqual(0);
      expect(left + card.width).toBeLessThanOrEqual(window.width);
      expect(top + card.height).toBeLessThanOrEqual(window.height);
      const apart =
        left >= target.left + target.width ||
        left + card.width <= target.left ||
        top >= target.top + target.height ||
        top + card.height <= target.top;
      expect(apart).toBe(true);
    }),
  );
});

it('below what is to be used, the card is whole in the window, wherever the canvas lies', () => {
  const window = { width: 320, height: 256 };
  for (const canvas of [
    { left: 0, top: 400, width: 320, height: 300 },
    { left: 0, top: -500, width: 320, height: 300 },
  ]) {
    const { left, top } = placeBelow(canvas, { width: 296, height: 153 }, window);
    expect(left).toBe(12);
    expect(top).toBeGreaterThanOrEqual(12);
    expect(top + 153).toBeLessThanOrEqual(256 - 12);
  }
});

it('leaves what is to be used uncovered where there is room above it', () => {
  const window = { width: 320, height: 640 };
  const canvas = { left: 0, top: 240, width: 320, height: 400 };
  const size = { width: 296, height: 153 };
  const refusal = { left: 8, top: 370, width: 304, height: 220 };
  expect(placeBelow(canvas, size, window, refusal).top).toBe(12);
  expect(placeBelow(canvas, size, window, { ...refusal, top: 200 }).top).toBe(463);
  expect(placeBelow(canvas, size, window, { ...refusal, top: 100, height: 500 }).top).toBe(463);
});

it('over a target that fills the window it stands in its middle', () => {
  const window = { width: 1000, height: 700 };
  expect(placeCard({ left: 0, top: 0, ...window }, card, window)).toEqual({ left: 340, top: 250 });
});
