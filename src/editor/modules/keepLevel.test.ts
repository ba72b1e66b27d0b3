// A straight wire into nodes that become a module stays straight, and ungrouping leads back.
import { describe, expect, it } from 'vitest';
import { draw } from '../../graph/drawing.fixture';
import { applyEdits } from '../../graph/edit';
import type { DefineModule, Drawing, Edit } from '../../graph/edits';
import { nodeId } from '../../lib/ids';
import { type Point, turnPoint } from '../../lib/turned';
import { makeLevel, ungroupLevel } from './keepLevel';

const edited = (drawing: Drawing, edits: readonly Edit[]): Drawing => {
  const made = applyEdits(drawing, edits);
  if (!made.ok) throw new Error(made.error.message);
  return { ...drawing, ...made.value };
};
const define = (...names: string[]): DefineModule => ({
  type: 'defineModule',
  name: 'm',
  nodes: names.map(nodeId),
});
const instance = nodeId('m1');

describe('an instance', () => {
  const chain = draw('in = input\na = conv2d < in\nb = conv2d < a\nc = conv2d < b\nd = conv2d < c');
  /** Two rows: in, a and b above, c and d below. */
  const places = [
    [0, 0],
    [260, 0],
    [520, 0],
    [260, 300],
    [520, 300],
  ] as const;

  it.each(['right', 'down'] as const)(
    'stands level with what feeds it, in a drawing that leads %s',
    (direction) => {
      const layout = new Map(
        [...chain.nodes.keys()].map((id, i) => {
          const [x = 0, y = 0] = places[i] ?? [];
          return [id, turnPoint(direction, { x, y })] as const;
        }),
      );
      const before = { graph: chain, layout };
      const made = edited(before, makeLevel(before, define('a', 'b', 'c'), direction));
      const at = turnPoint(direction, made.layout.get(instance) ?? { x: 0, y: 0 });
      expect(at.y).toBe(0);
      // Inside, its ports stand before and behind the nodes, in the rows of those that they feed and read.
      const inside = [...(made.graph.modules.get('m')?.layout ?? [])].map(
        ([id, place]) => [id, turnPoint(direction, place)] as const,
      );
      const inner = new Map<string, Point>(inside);
      expect(inner.get('in')?.y).toBe(inner.get('a')?.y);
      expect(inner.get('d')?.y).toBe(inner.get('c')?.y);
      const along = inside.map(([, { x }]) => x);
      expect(inner.get('in')?.x).toBe(Math.min(...along));
      expect(inner.get('d')?.x).toBe(Math.max(...along));
      const back = edited(made, ungroupLevel(made, instance, direction));
      for (const [id, place] of layout) expect(back.layout.get(id)).toEqual(place);
    },
  );

  it('stays in the middle of branches, from which ungrouping leads back too', () => {
    const graph = draw('in = input\na = conv2d < in\nb = conv2d < in\nsum = concat < a b');
    const layout = new Map([
      [nodeId('in'), { x: 0, y: 60 }],
      [nodeId('a'), { x: 260, y: 0 }],
      [nodeId('b'), { x: 260, y: 120 }],
      [nodeId('sum'), { x: 520, y: 60 }],
    ]);
    const before = { graph, layout };
    expect(makeLevel(before, define('a', 'b', 'sum'), 'right')).toEqual([define('a', 'b', 'sum')]);
    const made = edited(before, makeLevel(before, define('a', 'b', 'sum'), 'right'));
    const back = edited(made, ungroupLevel(made, instance, 'right'));
    for (const [id, place] of layout) expect(back.layout.get(id)).toEqual(place);
  });

  it('covers no card for the sake of a straight wire', () => {
    const graph = draw('in = input\na = conv2d < in\nb = conv2d < a\nc = conv2d < b\nother = conv2d');
    const layout = new Map([
      [nodeId('in'), { x: 0, y: 0 }],
      [nodeId('a'), { x: 260, y: 0 }],
      [nodeId('b'), { x: 780, y: 0 }],
      [nodeId('c'), { x: 780, y: 300 }],
      [nodeId('other'), { x: 520, y: 0 }],
    ]);
    const edit = define('a', 'b', 'c');
    expect(makeLevel({ graph, layout }, edit, 'right')).toEqual([edit]);
  });
});
