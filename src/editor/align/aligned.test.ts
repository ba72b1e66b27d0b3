// The geometry of aligning, as laws over any cards.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type NodeId, nodeId } from '../../lib/ids';
import { type Alignment, aligned, type CardBox } from './aligned';

const whole = (min: number, max: number) => fc.integer({ min, max });
const boxes = fc
  .array(
    fc.record({ x: whole(-900, 900), y: whole(-900, 900), width: whole(50, 250), height: whole(40, 120) }),
    { minLength: 2, maxLength: 8 },
  )
  .map((all) => new Map<NodeId, CardBox>(all.map((box, i) => [nodeId(`n${i}`), box])));
const all = ['left', 'centre', 'right', 'top', 'middle', 'bottom', 'gapsAcross', 'gapsDown'] as const;

const movedBy = (before: ReadonlyMap<NodeId, CardBox>, alignment: Alignment) => {
  const places = aligned(before, alignment);
  return new Map([...before].map(([id, box]) => [id, { ...box, ...places.get(id) }]));
};

describe('aligned', () => {
  it('brings the chosen edges or middles to one line, within a pixel', () => {
    const lines: Partial<Record<Alignment, (box: CardBox) => number>> = {
      left: ({ x }) => x,
      centre: ({ x, width }) => x + width / 2,
      right: ({ x, width }) => x + width,
      top: ({ y }) => y,
      middle: ({ y, height }) => y + height / 2,
      bottom: ({ y, height }) => y + height,
    };
    fc.assert(
      fc.property(boxes, (before) => {
        for (const alignment of all) {
          const line = lines[alignment];
          if (!line) continue;
          const values = [...movedBy(before, alignment).values()].map(line);
          expect(Math.max(...values) - Math.min(...values)).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('makes gaps equal within a pixel, with the first where it was and the order kept', () => {
    fc.assert(
      fc.property(boxes, (before) => {
        const after = [...movedBy(before, 'gapsAcross')].toSorted(
          ([a], [b]) => (before.get(a)?.x ?? 0) - (before.get(b)?.x ?? 0),
        );
        const gaps = after
          .slice(1)
          .map(([, box], i) => box.x - (after[i]?.[1].x ?? 0) - (after[i]?.[1].width ?? 0));
        expect(Math.max(...gaps) - Math.min(...gaps)).toBeLessThanOrEqual(2);
        expect(after[0]?.[1].x).toBe(Math.min(...[...before.values()].map(({ x }) => x)));
      }),
    );
  });

  it('moves along one axis alone, and not at all a second time', () => {
    fc.assert(
      fc.property(boxes, fc.constantFrom(...all), (before, alignment) => {
        const once = movedBy(before, alignment);
        const down =
          alignment === 'top' || alignment === 'middle' || alignment === 'bottom' || alignment === 'gapsDown';
        for (const [id, box] of once)
          expect(down ? box.x : box.y).toBe(down ? before.get(id)?.x : before.get(id)?.y);
        if (alignment === 'gapsAcross' || alignment === 'gapsDown') return;
        const twice = movedBy(once, alignment);
        for (const [id, box] of twice) {
          expect(Math.abs(box.x - (once.get(id)?.x ?? 0))).toBeLessThanOrEqual(1);
          expect(Math.abs(box.y - (once.get(id)?.y ?? 0))).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});
