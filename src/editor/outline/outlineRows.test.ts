// What the outline lists, and in which order.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Annotation, Annotations } from '../../graph/annotations';
import { draw } from '../../graph/drawing.fixture';
import type { Drawing } from '../../graph/edits';
import { expand } from '../../graph/expand';
import { edgesInto, type Graph } from '../../graph/graph';
import type { Layout } from '../../graph/layout';
import { isPort, moduleOf } from '../../graph/module';
import { annotationId, nodeId } from '../../lib/ids';
import { inferShapes } from '../../shapes/inferShapes';
import { arbitraryValid } from '../../shapes/randomGraphs.fixture';
import { prefixOf } from '../../store/level';
import { type NodeRow, type OutlineRow, type OutlineView, outlineRows } from './outlineRows';

const closed: OutlineView = { open: new Set(), folded: new Set(), filter: '', problems: new Map() };
const bare = (graph: Graph): Drawing => ({ graph, layout: new Map() });
const isNode = (row: OutlineRow): row is NodeRow => row.state !== undefined;
const everything: OutlineView['open'] = Object.assign(new Set<string>(), { has: () => true });

describe('outlineRows', () => {
  it('lists each node after all that feeds it, and everything once where all stands open, on random drawings', () => {
    fc.assert(
      fc.property(arbitraryValid(), ({ graph }) => {
        const rows = outlineRows(bare(graph), inferShapes(graph), { ...closed, open: everything }).filter(
          isNode,
        );
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
        const rows = outlineRows(bare(graph), inferShapes(graph), { ...closed, open: everything });
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
    outlineRows(bare(graph), shapes, { ...closed, ...view }).map(({ id }) => String(id));

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
    const rows = outlineRows(bare(graph), shapes, { ...closed, problems: new Map([[nodeId('image'), 2]]) });
    expect(Object.fromEntries(rows.map(({ id, problems }) => [id, problems]))).toMatchObject({
      image: 2,
      first: 0,
      lone: 1,
    });
  });

  describe('with notes and frames', () => {
    const layout: Layout = new Map(
      [...graph.nodes.keys()].map((id, i) => [id, { x: i * 300, y: 0 }] as const),
    );
    const box = (id: string, x: number, width: number, own: object = {}): readonly [string, Annotation] => [
      id,
      {
        type: 'frame',
        id: annotationId(id),
        at: { x, y: -60 },
        width,
        height: 200,
        colour: 'blue',
        title: id,
        text: '',
        ...own,
      } as Annotation,
    ];
    const annotations = new Map([
      box('Blocks', 280, 900),
      box('Second one', 590, 240),
      box('Aside', 9000, 300),
      box('word', 300, 100, { type: 'note', text: '# Why two?', height: 50 }),
      box('loose', 9000, 100, { type: 'note', text: '', at: { x: 0, y: 900 } }),
    ]) as unknown as Annotations;
    const listed = (view: Partial<OutlineView>) =>
      outlineRows({ graph, layout, annotations }, shapes, { ...closed, ...view }).map(
        ({ depth, name }) => `${'  '.repeat(depth)}${name}`,
      );

    it('lists a node in the smallest frame that holds it, and notes after the nodes beside them', () => {
      expect(listed({})).toEqual([
        'image',
        'lone',
        'Blocks',
        '  first',
        '  Second one',
        '    second',
        '  pool',
        '  Why two?',
        'Aside',
        'Empty note',
      ]);
    });

    it('lists every node, note and frame once, below what it names, wherever frames lie', () => {
      const side = fc.integer({ min: -400, max: 1600 });
      const frame = fc.record({ x: side, width: fc.integer({ min: 60, max: 2000 }) });
      fc.assert(
        fc.property(fc.array(frame, { maxLength: 6 }), (frames) => {
          const all = new Map(frames.map(({ x, width }, i) => box(`f${i}`, x, width)));
          const rows = outlineRows(
            { graph, layout, annotations: all as unknown as Annotations },
            shapes,
            closed,
          );
          const ids = rows.map(({ id }) => id);
          expect(new Set(ids)).toEqual(
            new Set([...graph.nodes.keys(), ...[...all.keys()].map((id) => `@${id}`)]),
          );
          expect(ids).toHaveLength(graph.nodes.size + all.size);
          for (const { parent, depth, id } of rows) {
            const above = rows.find((row) => row.id === parent);
            expect(depth).toBe(above ? above.depth + 1 : 0);
            if (above) expect(ids.indexOf(above.id)).toBeLessThan(ids.indexOf(id));
          }
        }),
        { numRuns: 60 },
      );
    });

    it('folds a frame, and finds what lies in it and what is written', () => {
      expect(listed({ folded: new Set(['@Blocks']) })).not.toContain('  first');
      expect(listed({ folded: new Set(['@Blocks']), filter: 'pooling' })).toEqual(['Blocks', '  pool']);
      expect(listed({ filter: 'why two' })).toEqual(['Blocks', '  Why two?']);
    });
  });
});
