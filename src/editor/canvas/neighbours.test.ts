import { describe, expect, it } from 'vitest';
import { edgeOf, makeGraph } from '../../graph/graph';
import { defaultParams } from '../../layers/index';
import { type NodeId, nodeId } from '../../lib/ids';
import { neighbour } from './neighbours';

const ids = ['in', 'top', 'mid', 'low', 'cat', 'far'].map(nodeId);
const [start, top, mid, low, cat, far] = ids as [NodeId, NodeId, NodeId, NodeId, NodeId, NodeId];
const graph = makeGraph(
  ids.map((id) => ({ id, kind: 'conv2d', params: defaultParams('conv2d') })),
  [
    ...[top, mid, low].map((to) => edgeOf({ from: start, to, slot: 0 })),
    ...[top, mid, low].map((from, slot) => edgeOf({ from, to: cat, slot })),
  ],
);
const layout = new Map([
  [start, { x: 0, y: 100 }],
  [top, { x: 200, y: 0 }],
  [mid, { x: 200, y: 100 }],
  [low, { x: 200, y: 200 }],
  [cat, { x: 400, y: 100 }],
  [far, { x: 400, y: 300 }],
]);

describe('neighbour', () => {
  it('follows wires to the right and left, to the node nearest in height', () => {
    expect(neighbour(graph, layout, start, 'right')).toBe(mid);
    expect(neighbour(graph, layout, cat, 'left')).toBe(mid);
    expect(neighbour(graph, layout, top, 'left')).toBe(start);
  });

  it('goes up and down among siblings, one at a time', () => {
    expect(neighbour(graph, layout, top, 'down')).toBe(mid);
    expect(neighbour(graph, layout, mid, 'down')).toBe(low);
    expect(neighbour(graph, layout, low, 'up')).toBe(mid);
  });

  it('follows wires down and up in a drawing that leads down', () => {
    const down = new Map([...layout].map(([id, { x, y }]) => [id, { x: y, y: x }]));
    expect(neighbour(graph, down, start, 'down', 'down')).toBe(mid);
    expect(neighbour(graph, down, cat, 'up', 'down')).toBe(mid);
    expect(neighbour(graph, down, top, 'right', 'down')).toBe(mid);
  });

  it('goes to the nearest other node where there is no sibling, and nowhere at the end', () => {
    expect(neighbour(graph, layout, cat, 'down')).toBe(far);
    expect(neighbour(graph, layout, start, 'left')).toBeUndefined();
    expect(neighbour(graph, layout, top, 'up')).toBeUndefined();
  });
});
