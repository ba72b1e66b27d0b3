// What the outline lists, and in which order.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { draw } from '../../graph/drawing.fixture';
import { expand } from '../../graph/expand';
import { edgesInto } from '../../graph/graph';
import { isPort, moduleOf } from '../../graph/module';
import { nodeId } from '../../lib/ids';
import { inferShapes } from '../../shapes/inferShapes';
import { arbitraryValid } from '../../shapes/randomGraphs.fixture';
import { prefixOf } from '../../store/level';
import { type OutlineView, outlineRows } from './outlineRows';

const closed: OutlineView = { open: new Set(), filter: '', problems: new Map() };
const everything: OutlineView['open'] = Object.assign(new Set<string>(), { has: () => true });

describe('outlineRows', () => {
  it('lists each node after all that feeds it, and everything once where all stands open, on random drawings', () => {
    fc.assert(
      fc.property(arbitraryValid(), ({ graph }) => {
        const rows = outlineRows(graph, inferShapes(graph), { ...closed, open: everything });
        const ids = rows.map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        // The expanded drawing has all but the instances and their ports.
        const leaves = rows.filter(({ state, expanded }) => expanded === undefined && !isPort(state.node));
        expect(new Set(leaves.map(({ id }) => id))).toEqual(new Set(expand(graph).nodes.keys()));
        for (const [i, { path, state, depth }] of rows.entries()) {
          if (depth > 0) continue;
          for (const { from } of edgesInto(graph, state.node.id)) expect(ids.indexOf(from)).toBeLessThan(i);
          expect(path).toEqual([]);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('gives every row its place among its siblings', () => {
    fc.assert(
      fc.property(arbitraryValid(), ({ graph }) => {
        const rows = outlineRows(graph, inferShapes(graph), { ...closed, open: everything });
        for (const way of new Set(rows.map(({ path }) => prefixOf(path)))) {
          const level = rows.filter(({ path }) => prefixOf(path) === way);
          expect(level.map(({ place, siblings }) => [place, siblings])).toEqual(
            level.map((_, i) => [i + 1, level.length]),
          );
        }
      }),
      { numRuns: 20 },
    );
  });

  const graph = draw(`
    module block width:8
      in = moduleInput
      conv = conv2d filters:"=width" < in
      out = moduleOutput < conv
    end
    image = input
    first = block < image
    second = block < first
    pool = maxPool < second
    lone = conv2d
  `);
  const shapes = inferShapes(graph);
  const names = (view: Partial<OutlineView>) =>
    outlineRows(graph, shapes, { ...closed, ...view }).map(({ id }) => String(id));

  it('opens an instance where the user did, at its own values', () => {
    expect(moduleOf(graph, graph.nodes.get(nodeId('first')))).toBeDefined();
    expect(names({})).not.toContain('first/conv');
    expect(names({ open: new Set(['second']) })).toEqual(
      expect.arrayContaining(['second/in', 'second/conv', 'second/out']),
    );
  });

  it('shows what a filter finds, with the way there', () => {
    expect(names({ filter: 'conv' })).toEqual(
      expect.arrayContaining(['first', 'first/conv', 'second', 'second/conv', 'lone']),
    );
    expect(names({ filter: 'conv' })).not.toContain('pool');
    expect(names({ filter: 'pooling' })).toEqual(['pool']);
    expect(names({ filter: 'no such thing' })).toEqual([]);
  });

  it('counts the problems of each node, of the drawing and of the data', () => {
    const rows = outlineRows(graph, shapes, { ...closed, problems: new Map([[nodeId('image'), 2]]) });
    expect(Object.fromEntries(rows.map(({ id, problems }) => [id, problems]))).toMatchObject({
      image: 2,
      first: 0,
      lone: 1,
    });
  });
});
