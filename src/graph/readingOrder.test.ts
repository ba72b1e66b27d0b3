// As drawn where that already follows the data, and never a node before what feeds it.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type NodeId, nodeId } from '../lib/ids';
import { edgeOf, makeGraph } from './graph';
import { readingOrder } from './readingOrder';

const graphOf = (ids: readonly string[], wires: readonly (readonly [string, string])[]) =>
  makeGraph(
    ids.map((id) => ({ id: nodeId(id), kind: 'add', params: {} })),
    wires.map(([from, to], slot) => edgeOf({ from: nodeId(from), to: nodeId(to), slot })),
  );

describe('readingOrder', () => {
  it('puts what was added last where the data passes it', () => {
    const graph = graphOf(
      ['in', 'block1', 'out', 'block2', 'block3'],
      [
        ['in', 'block1'],
        ['block1', 'block2'],
        ['block2', 'block3'],
        ['block3', 'out'],
      ],
    );
    expect(readingOrder(graph)).toEqual(['in', 'block1', 'block2', 'block3', 'out']);
  });

  it('holds every node once, each after its inputs, and leaves an order that is one as it is', () => {
    const wires = fc.array(fc.tuple(fc.nat(14), fc.nat(14)), { maxLength: 30 });
    fc.assert(
      fc.property(fc.shuffledSubarray([...Array(15).keys()], { minLength: 15 }), wires, (drawn, given) => {
        const name = (n: number) => `n${String(n).padStart(2, '0')}`;
        const forward = given
          .filter(([a, b]) => a !== b)
          .map(([a, b]) => [name(Math.min(a, b)), name(Math.max(a, b))] as const);
        const order = readingOrder(graphOf(drawn.map(name), forward));
        expect([...order].sort()).toEqual(drawn.map(name).sort());
        for (const [from, to] of forward)
          expect(order.indexOf(from as NodeId)).toBeLessThan(order.indexOf(to as NodeId));
        const sorted = drawn.map(name).sort();
        expect(readingOrder(graphOf(sorted, forward))).toEqual(sorted);
      }),
    );
  });

  it('leaves out nothing of a cycle', () => {
    const graph = graphOf(
      ['a', 'b', 'c'],
      [
        ['a', 'b'],
        ['b', 'c'],
        ['c', 'b'],
      ],
    );
    expect(readingOrder(graph)).toEqual(['a', 'b', 'c']);
  });
});
