// Matching: one to one, of one kind, independent of names and order, and sensible where designs differ.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expand } from '../graph/expand';
import { edgeOf, type Graph, makeGraph } from '../graph/graph';
import { defaultParams, layerOf } from '../layers/index';
import { nodeId } from '../lib/ids';
import { arbitraryGraph, arbitraryValid } from '../shapes/randomGraphs.fixture';
import { diffGraphs } from './diff';
import { disguised, flatGraphIn, splicedOut, withoutAdds } from './edits.fixture';
import { type Matching, matchGraphs } from './matching';

const folder = new URL('../../templates/', import.meta.url);
const flatTemplate = (name: string) => flatGraphIn(readFileSync(new URL(`${name}.json`, folder), 'utf8'));

const anyGraph = fc.oneof(
  arbitraryGraph,
  arbitraryValid().map(({ graph }) => expand(graph)),
);

function expectOneToOne({ toRight, toLeft }: Matching, left: Graph, right: Graph): void {
  expect(toRight.size).toBe(toLeft.size);
  for (const [one, other] of toRight) {
    expect(toLeft.get(other)).toBe(one);
    const [a, b] = [left.nodes.get(one)?.kind ?? 'none', right.nodes.get(other)?.kind ?? 'other'];
    if (a !== b) expect(layerOf(a).group, `${a} and ${b}`).toBe(layerOf(b).group);
  }
}

describe('matching', () => {
  it('is one to one, and of one kind or one palette group', () => {
    fc.assert(
      fc.property(anyGraph, anyGraph, (left, right) => expectOneToOne(matchGraphs(left, right), left, right)),
      { numRuns: 60 },
    );
  });

  it.each([
    ['googlenet', 'googlenet-with-auxiliary-heads'],
    ['inception-3a-naive', 'inception-3a-reduced'],
    ['alexnet', 'zfnet'],
    ['vgg-a', 'vgg-e'],
    ['resnet-18', 'resnet-50'],
  ])('%s and %s: one to one, with all that is in both kept', (one, other) => {
    const [left, right] = [flatTemplate(one), flatTemplate(other)];
    const matching = matchGraphs(left, right);
    expectOneToOne(matching, left, right);
    expect(matching.toRight.size).toBeGreaterThan(left.nodes.size / 2);
  });

  it.each(['resnet-20', 'resnet-50', 'resnet-152'])(
    'pairs %s with its plain twin node for node, by name and without names',
    (name) => {
      const flat = flatTemplate(name);
      const { twin } = withoutAdds(flat);
      const named = matchGraphs(flat, twin).toLeft;
      for (const id of twin.nodes.keys()) expect(named.get(id)).toBe(id);
      const { copy, names } = disguised(twin, 3);
      const unnamed = matchGraphs(flat, copy).toRight;
      for (const [id, other] of names) expect(unnamed.get(id)).toBe(other);
    },
  );

  it('goes by structure where two nodes have exchanged their names', () => {
    const flat = flatTemplate('lenet-5');
    const [a, b] = [nodeId('conv1'), nodeId('conv2')];
    const swap = (id: typeof a) => (id === a ? b : id === b ? a : id);
    const swapped = makeGraph(
      [...flat.nodes.values()].map((node) => ({ ...node, id: swap(node.id) })),
      [...flat.edges.values()].map(({ from, to, slot }) => edgeOf({ from: swap(from), to: swap(to), slot })),
    );
    expect(flat.nodes.has(a) && flat.nodes.has(b)).toBe(true);
    expect(matchGraphs(flat, swapped).toRight.get(a)).toBe(b);
    expect(diffGraphs(flat, swapped).empty).toBe(true);
  });

  it('pairs the branches of equal towers consistently', () => {
    // Four equal branches of three layers: which goes with which is free, but each must go as a whole.
    const node = (id: string, kind: string) => ({ id: nodeId(id), kind, params: defaultParams(kind) });
    const wire = (from: string, to: string, slot = 0) => edgeOf({ from: nodeId(from), to: nodeId(to), slot });
    const branches = [0, 1, 2, 3];
    const towers = makeGraph(
      [
        node('image', 'input'),
        ...branches.flatMap((i) => [
          node(`a${i}`, 'conv2d'),
          node(`b${i}`, 'batchNorm'),
          node(`c${i}`, 'conv2d'),
        ]),
        node('join', 'concat'),
      ],
      branches.flatMap((i) => [
        wire('image', `a${i}`),
        wire(`a${i}`, `b${i}`),
        wire(`b${i}`, `c${i}`),
        wire(`c${i}`, 'join', i),
      ]),
    );
    for (const seed of [1, 2, 3, 4])
      expect(diffGraphs(towers, disguised(towers, seed).copy).empty).toBe(true);
  });

  it('keeps every other block in its place when one block of many equal ones is taken out', () => {
    const flat = flatTemplate('resnet-152');
    const block = [...flat.nodes.keys()].filter((id) => id.startsWith('conv4_x/block7/'));
    expect(block.length).toBeGreaterThan(5);
    const without = splicedOut(flat, new Set(block));
    const named = diffGraphs(flat, without);
    expect([...named.left.nodes].flatMap(([id, { state }]) => (state === 'same' ? [] : [id]))).toEqual(block);
    expect([...named.right.nodes.values()].every(({ state }) => state === 'same')).toBe(true);
    const unnamed = diffGraphs(flat, disguised(without, 5).copy);
    const differing = [...unnamed.left.nodes.values()].filter(({ state }) => state !== 'same');
    expect(differing.map(({ state }) => state)).toEqual(block.map(() => 'removed'));
  });
});
