import { describe, expect, it } from 'vitest';
import type { Annotation, Annotations } from '../../graph/annotations';
import { emptyGraph } from '../../graph/graph';
import { annotationId, nodeId } from '../../lib/ids';
import { carriedBy, carriedTo } from './useAnnotationFlow';
import { nextStop, type Stop } from './walk';

const at = (id: string, type: 'note' | 'frame', x: number, y: number, side: number): Annotation => {
  const placed = { id: annotationId(id), at: { x, y }, width: side, height: side, text: '' };
  return type === 'note'
    ? { ...placed, type, colour: 'grey' }
    : { ...placed, type, colour: 'blue', title: '' };
};
const annotations: Annotations = new Map(
  [at('f', 'frame', 0, 0, 500), at('in', 'note', 20, 300, 100), at('out', 'note', 450, 0, 100)].map(
    (each) => [each.id, each],
  ),
);
const layout = new Map([
  [nodeId('a'), { x: 10, y: 60 }],
  [nodeId('b'), { x: 250, y: 60 }],
  [nodeId('away'), { x: 480, y: 60 }],
]);
const level = { graph: emptyGraph, layout, annotations, shapes: new Map() };

describe('a dragged frame', () => {
  it('takes along the nodes and notes within, and not those at its edge', () => {
    const carried = carriedBy(level, [{ id: '@f' }]);
    expect([...(carried?.nodes.keys() ?? [])]).toEqual(['a', 'b']);
    expect([...(carried?.annotations.keys() ?? [])]).toEqual(['in']);
    const there = carried && carriedTo(carried, { x: 30, y: -20 });
    expect(there?.nodes.get(nodeId('b'))).toEqual({ x: 280, y: 40 });
    expect(there?.annotations.get(annotationId('in'))).toEqual({ x: 50, y: 280 });
  });

  it('leaves what is dragged with it to the drag, and a note alone takes nothing', () => {
    expect([...(carriedBy(level, [{ id: '@f' }, { id: 'a' }])?.nodes.keys() ?? [])]).toEqual(['b']);
    expect(carriedBy(level, [{ id: '@in' }])).toBeUndefined();
  });
});

describe('nextStop', () => {
  const stop = (name: string, x: number, y: number): Stop => ({ node: nodeId(name), at: { x, y } });
  const stops = [stop('near', 100, 10), stop('far', 300, 0), stop('above', 0, -80), stop('aside', 50, 200)];

  it('goes to the nearest one ahead', () => {
    expect(nextStop({ x: 0, y: 0 }, stops, 'right')?.node).toBe('near');
    expect(nextStop({ x: 100, y: 10 }, stops, 'right')?.node).toBe('far');
    expect(nextStop({ x: 0, y: 0 }, stops, 'up')?.node).toBe('above');
    expect(nextStop({ x: 0, y: 0 }, stops, 'down')?.node).toBe('aside');
  });

  it('goes nowhere where nothing lies ahead', () => {
    expect(nextStop({ x: 0, y: 0 }, stops, 'left')).toBeUndefined();
  });
});
