import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryGraph } from '../shapes/randomGraphs.fixture';
import { draw } from './drawing.fixture';
import { edgesFrom, type Graph, type GraphEdge } from './graph';
import { skipWires } from './skipWires';

/** By definition: another way leads from the wire's source to its target. */
function otherWay(graph: Graph, edge: GraphEdge): boolean {
  const reached = new Set(edgesFrom(graph, edge.from).flatMap(({ to }) => (to === edge.to ? [] : [to])));
  for (const at of reached) for (const { to } of edgesFrom(graph, at)) reached.add(to);
  return reached.has(edge.to);
}

describe('skip wires', () => {
  it('are the shortcuts of a residual block, and not the branches of an Inception module', () => {
    const graph = draw(`image = input
      a = conv2d < image
      b = conv2d < a
      sum = add < b image
      left = conv2d < sum
      right = conv2d < sum
      deeper = conv2d < right
      join = concat < left deeper`);
    expect([...skipWires(graph)]).toEqual(['image->sum:1']);
  });

  it('are those wires whose ends another way joins, in any drawing', () => {
    fc.assert(
      fc.property(arbitraryGraph, (graph) => {
        const expected = [...graph.edges.values()]
          .filter((edge) => otherWay(graph, edge))
          .map(({ id }) => id);
        expect([...skipWires(graph)].sort()).toEqual(expected.sort());
      }),
    );
  });
});
