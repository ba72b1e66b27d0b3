// What comes into the middle of a drawing covers nothing and moves no more than what follows it.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nodeId } from '../lib/ids';
import { draw } from './drawing.fixture';
import { makeRoom } from './makeRoom';

const graph = draw(`
  in = input
  a = conv2d < in
  b = conv2d < a
  side = conv2d < in
  sum = add < b side
  next = conv2d < sum
  out = flatten < next
`);
const at = (places: Record<string, [number, number]>) =>
  new Map(Object.entries(places).map(([id, [x, y]]) => [nodeId(id), { x, y }]));
const rows = at({
  in: [0, 0],
  a: [260, 0],
  b: [520, 0],
  side: [260, 160],
  sum: [780, 0],
  // The second row.
  next: [0, 400],
  out: [260, 400],
});
const room = (id: string) => ({
  direction: 'right' as const,
  movers: [nodeId(id)],
  by: 260,
  taken: [],
  stay: new Set([nodeId('in')]),
});

describe('makeRoom', () => {
  it('moves what follows, and neither another branch nor another row', () => {
    const moved = makeRoom(graph, rows, room('b'));
    expect(moved).toEqual(at({ b: [780, 0], sum: [1040, 0] }));
  });

  it('moves down in a drawing that leads down', () => {
    const turned = new Map([...rows].map(([id, { x, y }]) => [id, { x: y, y: x }]));
    const moved = makeRoom(graph, turned, { ...room('b'), direction: 'down' });
    expect(moved).toEqual(at({ b: [0, 780], sum: [0, 1040] }));
  });

  it('leaves no card covered by one that moves or is new, but for those that are to stay', () => {
    const place = fc.record({
      x: fc.integer({ min: -600, max: 600 }),
      y: fc.integer({ min: -300, max: 300 }),
    });
    fc.assert(
      fc.property(
        fc.array(place, { minLength: 7, maxLength: 7 }),
        place,
        fc.constantFrom(...graph.nodes.keys()),
        fc.constantFrom('right' as const, 'down' as const),
        (places, fresh, mover, direction) => {
          const layout = new Map([...graph.nodes.keys()].map((id, i) => [id, places[i] ?? { x: 0, y: 0 }]));
          const taken = { ...fresh, width: 190, height: 92 };
          const moved = makeRoom(graph, layout, {
            direction,
            movers: [mover],
            by: 2000,
            taken: [taken],
            stay: new Set(),
          });
          const still = [...layout].filter(([id]) => !moved.has(id));
          for (const box of [taken, ...moved.values()])
            for (const [, other] of still)
              expect(Math.abs(box.x - other.x) < 190 && Math.abs(box.y - other.y) < 92).toBe(false);
        },
      ),
    );
  });
});
