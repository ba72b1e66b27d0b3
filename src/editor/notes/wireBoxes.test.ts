// Whatever keeps clear of these boxes covers no wire.
import { describe, expect, it } from 'vitest';
import { draw } from '../../graph/drawing.fixture';
import type { Box, Point } from '../../lib/turned';
import { askedFor } from '../canvas/routes';
import { placeBeside } from './notePlace';
import { frameEdges, wireBoxes } from './wireBoxes';

const graph = draw(`
  a = input
  b = conv2d < a
  c = conv2d < b
  sum = add < c a
`);
/** The shortcut has to go round the cards in the middle. */
const layout = new Map([...graph.nodes.keys()].map((id, i) => [id, { x: i * 260, y: i === 3 ? 30 : 0 }]));
const everywhere: Box = { x: -5000, y: -5000, width: 10_000, height: 10_000 };
const holds = (box: Box, { x, y }: Point): boolean =>
  x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height;

describe('wireBoxes', () => {
  it.each(['right', 'down'] as const)(
    'cover every wire of a drawing that leads %s, end to end',
    (direction) => {
      const boxes = wireBoxes(graph, layout, direction, everywhere);
      for (const { start, end } of askedFor(graph, layout, direction).wires)
        for (const at of [start, end]) expect(boxes.some((box) => holds(box, at))).toBe(true);
    },
  );

  it('leave a place in a frame free, and none across its edge', () => {
    const frame = { type: 'frame', id: 'f' as never, at: { x: 0, y: 0 }, width: 600, height: 400 } as const;
    const edges = frameEdges(new Map([[frame.id, { ...frame, colour: 'blue', title: '', text: '' }]]));
    const size = { width: 200, height: 100 };
    const at = (y: number) => placeBeside({ x: 100, y, width: 100, height: 10 }, size, [], { wires: edges });
    expect(at(90)).toEqual({ x: 100, y: 100 });
    expect(at(-50).y).toBe(-150);
    expect(at(345).y).toBe(245);
  });

  it('leave out what lies elsewhere', () => {
    expect(wireBoxes(graph, layout, 'right', { x: 0, y: 900, width: 100, height: 100 })).toEqual([]);
  });
});
