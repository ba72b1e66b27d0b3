import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Box, type Direction, turnBox, turnPoint } from '../turned';
import { findWay } from './findWay';
import { crossesAny } from './lanes';
import { meetsCurve } from './obstacles';
import { type EndedWire, makeWireRouter, routeWires } from './routeWires';

/** Cards as they may lie about, apart enough that a wire can pass between any two. */
const arbitraryBoxes = fc
  .array(
    fc.record({
      x: fc.integer({ min: 0, max: 12 }),
      y: fc.integer({ min: 0, max: 10 }),
      width: fc.integer({ min: 60, max: 190 }),
      height: fc.integer({ min: 40, max: 110 }),
    }),
    { minLength: 2, maxLength: 24 },
  )
  .map((drawn) => {
    const cells = new Map(drawn.map((box) => [`${box.x} ${box.y}`, box]));
    return new Map<string, Box>(
      [...cells].map(([id, box]) => [id, { ...box, x: box.x * 260, y: box.y * 150 }]),
    );
  });

const wireOf = (boxes: ReadonlyMap<string, Box>, from: string, to: string, side?: -1 | 1): EndedWire => {
  const [a, b] = [boxes.get(from), boxes.get(to)];
  if (!a || !b) throw new Error('no such box');
  return {
    id: `${from}->${to}`,
    from,
    to,
    start: { x: a.x + a.width, y: a.y + a.height / 2 },
    end: { x: b.x, y: b.y + b.height / 2 },
    ...(side ? { side } : {}),
  };
};

const sideOf = (i: number) => ([-1, undefined, 1] as const)[i % 3];

const wiresOf = (boxes: ReadonlyMap<string, Box>): readonly EndedWire[] => {
  const ids = [...boxes.keys()];
  return ids.flatMap((from, i) => ids.slice(i + 1, i + 4).map((to) => wireOf(boxes, from, to, sideOf(i))));
};

const row = (count: number): ReadonlyMap<string, Box> =>
  new Map(Array.from({ length: count }, (_, i) => [`n${i}`, { x: i * 270, y: 0, width: 190, height: 84 }]));

describe('routeWires', () => {
  it('leads no wire through a card, whether it is routed or left to its curve', () => {
    fc.assert(
      fc.property(arbitraryBoxes, (boxes) => {
        const wires = wiresOf(boxes);
        const routes = routeWires(boxes, wires, 'right');
        for (const wire of wires) {
          const bends = routes.get(wire.id);
          const others = [...boxes]
            .filter(([id]) => id !== wire.from && id !== wire.to)
            .map(([, box]) => box);
          if (bends) expect(crossesAny([wire.start, ...bends, wire.end], [...boxes.values()])).toBe(false);
          else {
            expect(wire.end.x).toBeGreaterThanOrEqual(wire.start.x);
            expect(others.some((box) => meetsCurve(wire.start, wire.end, box))).toBe(false);
          }
        }
      }),
    );
  });

  it('bends only at right angles, and leaves and enters along the drawing', () => {
    fc.assert(
      fc.property(arbitraryBoxes, (boxes) => {
        const wires = wiresOf(boxes);
        const routes = routeWires(boxes, wires, 'right');
        for (const { id, start, end } of wires) {
          const bends = routes.get(id);
          if (!bends) continue;
          const points = [start, ...bends, end];
          for (const [i, point] of points.entries()) {
            const next = points[i + 1];
            if (next) expect(point.x === next.x || point.y === next.y).toBe(true);
          }
          expect(bends[0]?.y).toBe(start.y);
          expect(bends.at(-1)?.y).toBe(end.y);
        }
      }),
    );
  });

  it('routes a drawing that leads down as the same drawing turned', () => {
    fc.assert(
      fc.property(arbitraryBoxes, (boxes) => {
        const down: Direction = 'down';
        const wires = wiresOf(boxes);
        const turnedBoxes = new Map([...boxes].map(([id, box]) => [id, turnBox(down, box)]));
        const turned = wires.map((w) => ({
          ...w,
          start: turnPoint(down, w.start),
          end: turnPoint(down, w.end),
        }));
        const expected = [...routeWires(boxes, wires, 'right')].map(([id, bends]) => [
          id,
          bends.map((point) => turnPoint(down, point)),
        ]);
        expect([...routeWires(turnedBoxes, turned, down)]).toEqual(expected);
      }),
    );
  });

  it('answers after each of many changes as a router that never saw the drawing before', () => {
    const arbitraryChange = fc.record({
      type: fc.constantFrom('unwire', 'wire', 'move', 'remove'),
      at: fc.nat(),
      to: fc.nat(),
      by: fc.record({ x: fc.integer({ min: -300, max: 300 }), y: fc.integer({ min: -200, max: 200 }) }),
    });
    fc.assert(
      fc.property(
        arbitraryBoxes,
        fc.array(arbitraryChange, { minLength: 1, maxLength: 6 }),
        fc.constantFrom<Direction>('right', 'down'),
        (start, changes, direction) => {
          const { route } = makeWireRouter();
          let boxes: ReadonlyMap<string, Box> = start;
          let ends = wiresOf(boxes).map(({ from, to }) => ({ from, to }));
          const check = () => {
            const wires = ends.map(({ from, to }) => wireOf(boxes, from, to));
            expect([...route(boxes, wires, direction)]).toEqual([...routeWires(boxes, wires, direction)]);
          };
          check();
          for (const { type, at, to, by } of changes) {
            const ids = [...boxes.keys()];
            const [id, other] = [ids[at % ids.length] ?? '', ids[to % ids.length] ?? ''];
            const box = boxes.get(id);
            if (type === 'unwire') ends = ends.filter((_, i) => i !== at % Math.max(1, ends.length));
            else if (type === 'wire' && id !== other)
              ends = [...ends.filter((end) => end.from !== id || end.to !== other), { from: id, to: other }];
            else if (type === 'move' && box)
              boxes = new Map(boxes).set(id, { ...box, x: box.x + by.x, y: box.y + by.y });
            else if (type === 'remove' && boxes.size > 2) {
              boxes = new Map([...boxes].filter(([each]) => each !== id));
              ends = ends.filter((end) => end.from !== id && end.to !== id);
            }
            check();
          }
        },
      ),
      { numRuns: 8 },
    );
  });

  it('gives skips over the same cards lanes of their own, the shorter one inside', () => {
    const boxes = row(6);
    const [outer, inner] = [wireOf(boxes, 'n0', 'n5'), wireOf(boxes, 'n1', 'n4')];
    const routes = routeWires(boxes, [outer, inner], 'right');
    const far = (id: string) => Math.max(...(routes.get(id) ?? []).map(({ y }) => Math.abs(y - 42)));
    expect(far(inner.id)).toBeGreaterThan(42);
    const heights = [outer, inner].map(({ id }) => routes.get(id)?.[1]?.y ?? 0);
    expect(Math.abs((heights[0] ?? 0) - (heights[1] ?? 0))).toBeGreaterThanOrEqual(10);
    if (Math.sign((heights[0] ?? 0) - 42) === Math.sign((heights[1] ?? 0) - 42))
      expect(far(outer.id)).toBeGreaterThan(far(inner.id));
  });

  it('leads a skip round the side on which its slot stands among the others, so that it crosses none of them', () => {
    const boxes = row(5);
    for (const side of [-1, 1] as const) {
      const skip = wireOf(boxes, 'n0', 'n4', side);
      const lane = routeWires(boxes, [skip], 'right').get(skip.id)?.[1]?.y ?? 42;
      expect(Math.sign(lane - 42)).toBe(side);
    }
  });

  it('leaves wires alone that meet nothing', () => {
    const boxes = row(3);
    expect(routeWires(boxes, [wireOf(boxes, 'n0', 'n1'), wireOf(boxes, 'n1', 'n2')], 'right').size).toBe(0);
  });

  it('finds a way out of a corner that no single lane leads out of', () => {
    const boxes = new Map<string, Box>([
      ['from', { x: 0, y: 0, width: 100, height: 60 }],
      ['wall', { x: 160, y: -300, width: 40, height: 500 }],
      ['shelf', { x: -200, y: 240, width: 700, height: 40 }],
      ['roof', { x: -200, y: -360, width: 330, height: 30 }],
      ['to', { x: 420, y: 100, width: 100, height: 60 }],
    ]);
    const wire = wireOf(boxes, 'from', 'to');
    const way = findWay(wire.start, wire.end, [...boxes.values()]);
    expect(way).toBeDefined();
    expect(crossesAny([wire.start, ...(way ?? []), wire.end], [...boxes.values()])).toBe(false);
  });
});
