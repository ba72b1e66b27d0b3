// The diff: empty for copies, one entry for one edit, and each special rule by an example of its own.
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expand } from '../graph/expand';
import { edgeOf, type Graph, type GraphNode, makeGraph } from '../graph/graph';
import type { Params } from '../layers/fields';
import { defaultParams } from '../layers/index';
import { type NodeId, nodeId } from '../lib/ids';
import { arbitraryGraph, arbitraryValid } from '../shapes/randomGraphs.fixture';
import { type Diff, diffGraphs } from './diff';
import { differencesOf } from './differences';
import { disguised, editedOnce, flatGraphIn, type SingleEdit, withoutAdds } from './edits.fixture';

const folder = new URL('../../templates/', import.meta.url);
const flatTemplate = (name: string) => flatGraphIn(readFileSync(new URL(`${name}.json`, folder), 'utf8'));
const templateNames = readdirSync(folder)
  .filter((name) => name.endsWith('.json') && !name.endsWith('.schema.json'))
  .map((name) => name.replace('.json', ''));

const anyGraph = fc.oneof(
  arbitraryGraph,
  arbitraryValid().map(({ graph }) => expand(graph)),
);

/** All that there is to tell: `removed n1`, `changed n2 filters`, `rewired n3`, `added n4`. */
const told = ({ left, right }: Diff): readonly string[] => [
  ...[...left.nodes].flatMap(([id, node]) => {
    if (node.state === 'removed') return [`removed ${id}`];
    if (node.state !== 'changed') return [];
    return [
      ...node.changes.map(({ param }) => `changed ${id} ${param}`),
      ...(node.rewired ? [`rewired ${id}`] : []),
    ];
  }),
  ...[...right.nodes].flatMap(([id, { state }]) => (state === 'added' ? [`added ${id}`] : [])),
];

const expected = (edit: SingleEdit): string =>
  edit.type === 'remove'
    ? `removed ${edit.node}`
    : edit.type === 'set'
      ? `changed ${edit.node} ${edit.param}`
      : `added ${edit.node}`;

describe('a copy under other names and in another order', () => {
  it.each(templateNames)('of %s differs in nothing', (name) => {
    const flat = flatTemplate(name);
    const diff = diffGraphs(flat, disguised(flat, 11).copy);
    expect(told(diff)).toEqual([]);
    expect(diff.empty).toBe(true);
    for (const { edges } of [diff.left, diff.right])
      expect([...edges.values()].every((state) => state === 'same')).toBe(true);
  });

  it('of any drawing differs in nothing', () => {
    fc.assert(
      fc.property(anyGraph, fc.integer(), (graph, seed) => {
        expect(told(diffGraphs(graph, disguised(graph, seed).copy))).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });
});

describe('one edit', () => {
  const kinds = ['remove', 'insert', 'set', 'skip'] as const;

  it.each(kinds)('%s: is told as itself and nothing else', (type) => {
    fc.assert(
      fc.property(anyGraph, fc.nat(), (graph, pick) => {
        const made = editedOnce(graph, type, pick);
        fc.pre(made !== undefined);
        if (made) expect(told(diffGraphs(graph, made.edited))).toEqual([expected(made.edit)]);
      }),
      { numRuns: 60 },
    );
  });

  // Without names it may be told of a node that nothing tells from the edited one. The seed is fixed, for there the
  // least is sought, not proven: about one nearly symmetric drawing in 2,000 is told in two or three things.
  it.each(kinds)('%s: is one thing to tell even where every name differs', (type) => {
    fc.assert(
      fc.property(anyGraph, fc.nat(), (graph, pick) => {
        const made = editedOnce(graph, type, pick);
        fc.pre(made !== undefined);
        if (!made) return;
        const all = told(diffGraphs(graph, disguised(made.edited, pick).copy));
        expect(all.map((each) => each.split(' ')[0])).toEqual([expected(made.edit).split(' ')[0]]);
      }),
      { numRuns: 60 },
    );
  });

  it.each(kinds)('%s: the way back is the mirror image', (type) => {
    fc.assert(
      fc.property(anyGraph, fc.nat(), (graph, pick) => {
        const made = editedOnce(graph, type, pick);
        fc.pre(made !== undefined);
        if (!made) return;
        const [there, back] = [diffGraphs(graph, made.edited), diffGraphs(made.edited, graph)];
        const mirrored = told(back).map((each) =>
          each.replace(/^(removed|added)/, (state) => (state === 'added' ? 'removed' : 'added')),
        );
        expect(mirrored).toEqual(told(there));
      }),
      { numRuns: 30 },
    );
  });
});

const node = (id: string, kind: string, params: Params = {}): GraphNode => ({
  id: nodeId(id),
  kind,
  params: { ...defaultParams(kind), ...params },
});
/** Wires as `from>to`, each at its target's next slot. */
function drawn(nodes: readonly GraphNode[], wires: readonly string[]): Graph {
  const filled = new Map<string, number>();
  return makeGraph(
    nodes,
    wires.map((wire) => {
      const [from = '', to = ''] = wire.split('>');
      const slot = filled.get(to) ?? 0;
      filled.set(to, slot + 1);
      return edgeOf({ from: nodeId(from), to: nodeId(to), slot });
    }),
  );
}
const withParams = (graph: Graph, id: NodeId, params: Params): Graph =>
  makeGraph(
    [...graph.nodes.values()].map((each) =>
      each.id === id ? { ...each, params: { ...each.params, ...params } } : each,
    ),
    graph.edges.values(),
  );

describe('by example', () => {
  it('GoogLeNet with one 1×1’s filters changed differs in that node alone', () => {
    const flat = flatTemplate('googlenet');
    const reduce = [...flat.nodes.values()].find(
      ({ id, kind }) => id.startsWith('4c/') && kind === 'bottleneck',
    );
    if (!reduce) throw new Error('GoogLeNet has a 1×1 in 4c');
    const other = withParams(flat, reduce.id, { filters: 7 });
    expect(told(diffGraphs(flat, other))).toEqual([`changed ${reduce.id} filters`]);
    const unnamed = diffGraphs(flat, disguised(other, 4).copy);
    expect(told(unnamed)).toEqual([`changed ${reduce.id} filters`]);
  });

  it('a plain twin lacks the adds and projections, and nothing is rewired or changed', () => {
    const flat = flatTemplate('resnet-50');
    const { twin, gone } = withoutAdds(flat);
    const diff = diffGraphs(flat, twin);
    expect(new Set(told(diff))).toEqual(new Set([...gone].map((id) => `removed ${id}`)));
    // Wires that led to an add are gone, those past it come.
    const adds = [...flat.edges.values()].filter(({ from, to }) => gone.has(from) || gone.has(to));
    const removed = [...diff.left.edges].filter(([, state]) => state === 'removed');
    expect(new Set(removed.map(([id]) => id))).toEqual(new Set(adds.map(({ id }) => id)));
  });

  const merged = (kind: string, wires: readonly string[]) =>
    drawn(
      [node('image', 'input'), node('a', 'conv2d'), node('b', 'maxPool', { stride: 1 }), node('merge', kind)],
      ['image>a', 'image>b', ...wires],
    );
  it.each(['add', 'multiply', 'average', 'maximum'])('the order of inputs does not count for %s', (kind) => {
    expect(diffGraphs(merged(kind, ['a>merge', 'b>merge']), merged(kind, ['b>merge', 'a>merge'])).empty).toBe(
      true,
    );
  });
  it.each(['concat', 'subtract'])('the order of inputs counts for %s', (kind) => {
    const diff = diffGraphs(merged(kind, ['a>merge', 'b>merge']), merged(kind, ['b>merge', 'a>merge']));
    expect(told(diff)).toEqual(['rewired merge']);
  });

  it('a skip wired into an add that is there already rewires it, and the wire is new', () => {
    const diff = diffGraphs(
      merged('add', ['a>merge', 'b>merge']),
      merged('add', ['a>merge', 'b>merge', 'image>merge']),
    );
    expect(told(diff)).toEqual(['rewired merge']);
    expect([...diff.right.edges].filter(([, state]) => state === 'added')).toEqual([
      ['image->merge:2', 'added'],
    ]);
    expect([...diff.left.edges.values()].every((state) => state === 'same')).toBe(true);
  });

  it('a branch taken out of a concatenation is removed, and the concatenation stays as it is', () => {
    const right = drawn(
      [node('image', 'input'), node('a', 'conv2d'), node('c', 'dropout'), node('merge', 'concat')],
      ['image>a', 'image>c', 'a>merge', 'c>merge'],
    );
    const left = drawn(
      [...right.nodes.values(), node('b', 'maxPool', { stride: 1 })],
      ['image>a', 'image>c', 'image>b', 'a>merge', 'b>merge', 'c>merge'],
    );
    const diff = diffGraphs(left, right);
    expect(told(diff)).toEqual(['removed b']);
    // The third wire of the left is the second of the right.
    expect(diff.left.edges.get(edgeOf({ from: nodeId('c'), to: nodeId('merge'), slot: 2 }).id)).toBe('same');
  });

  it('a pool of another kind in the same place has changed its kind', () => {
    const chain = (kind: string) =>
      drawn(
        [node('image', 'input'), node('a', 'conv2d'), node('pool', kind), node('b', 'dense')],
        ['image>a', 'a>pool', 'pool>b'],
      );
    expect(told(diffGraphs(chain('maxPool'), chain('avgPool')))).toEqual(['changed pool kind']);
    // A layer of another group is another thing in that place.
    expect(told(diffGraphs(chain('maxPool'), chain('dropout')))).toEqual(['removed pool', 'added pool']);
  });

  it('a parameter without effect does not count, one spelled otherwise neither', () => {
    const one = drawn(
      [node('image', 'input', { source: 'image', noise: 0.3 }), node('a', 'conv2d', { kernel: 3 })],
      ['image>a'],
    );
    const hidden = withParams(one, nodeId('image'), { noise: 0.9 });
    expect(diffGraphs(one, hidden).empty).toBe(true);
    expect(diffGraphs(one, withParams(one, nodeId('a'), { kernel: [3, 3] })).empty).toBe(true);
    const noisy = withParams(one, nodeId('image'), { source: 'noisy' });
    expect(told(diffGraphs(noisy, withParams(noisy, nodeId('image'), { noise: 0.9 })))).toEqual([
      'changed image noise',
    ]);
    expect(told(diffGraphs(one, noisy))).toEqual(['changed image source']);
  });
});

describe('in words', () => {
  it('like things are told once, with their number and the values as a form writes them', () => {
    const flat = flatTemplate('resnet-20');
    const { twin } = withoutAdds(flat);
    const conv = [...twin.nodes.values()].find(({ kind }) => kind === 'conv2d');
    if (!conv) throw new Error('there is a convolution');
    const other = withParams(twin, conv.id, { filters: 24, initializer: 'zeros' });
    const [first, ...rest] = differencesOf(diffGraphs(flat, other), flat, other);
    expect(first?.sentence).toMatch(/^Removed 9 × Skip-add \(.+, .+, .+, .+ and 5 more\)$/);
    expect(first?.left).toHaveLength(9);
    expect(first?.right).toEqual([]);
    const changed = rest.find(({ change }) => change === 'changed');
    expect(changed?.sentence).toBe(
      `Changed Conv 2D: Filters ${conv.params.filters} → 24, Initializer He normal → zeros (${conv.id})`,
    );
    expect([changed?.left, changed?.right]).toEqual([[conv.id], [conv.id]]);
  });

  it('nothing is told of equal designs', () => {
    const flat = flatTemplate('mini-inception');
    expect(differencesOf(diffGraphs(flat, flat), flat, flat)).toEqual([]);
  });
});
