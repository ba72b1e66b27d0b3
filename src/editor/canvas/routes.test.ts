// Ways that were found ahead are those that would be found when they are asked for, and only for what they were found for.
import { describe, expect, it, vi } from 'vitest';
import text from '../../../templates/resnet-34.json?raw';
import { applyEdits } from '../../graph/edit';
import { parseTemplate } from '../../graph/parseTemplate';
import { unfold } from '../../graph/unfold';
import { makeRouter, routeAhead } from './routes';

const read = parseTemplate(text);
if (!read.ok) throw new Error('The template does not parse.');
const unfolded = unfold(read.value);
if (!unfolded.ok) throw new Error('The template does not unfold.');
const { graph, layout } = unfolded.value;

describe('routeAhead', () => {
  it('gives a router the ways that it would have found', async () => {
    const expected = makeRouter()(graph, layout, 'right');
    expect(expected.size).toBeGreaterThan(0);
    await routeAhead(graph, layout, 'right');
    expect(makeRouter()(graph, layout, 'right')).toEqual(expected);
  });

  it('gives none that were found for other places', async () => {
    const moved = new Map([...layout].map(([id, { x, y }]) => [id, { x: x + 500, y }]));
    const expected = makeRouter()(graph, layout, 'right');
    await routeAhead(graph, moved, 'right');
    expect(makeRouter()(graph, layout, 'right')).toEqual(expected);
  });
});

describe('what is worked out ahead', () => {
  it('is of the graph that the edit leads to', () => {
    const made = applyEdits(read.value, [{ type: 'unfold' }, { type: 'move', positions: layout }]);
    expect(made.ok && made.value.graph).toBe(graph);
  });
});

describe('a router that may answer later', () => {
  it('comes to the ways that are found at once, also where another drawing was asked for meanwhile', async () => {
    const heap = new Map(
      [...layout.keys()].map((id, i) => [id, { x: (i * 7919) % 4000, y: (i * 104_729) % 2600 }]),
    );
    const expected = makeRouter()(graph, heap, 'right');
    const later = vi.fn();
    const router = makeRouter(later);
    expect(router(graph, heap, 'right')).not.toEqual(expected);
    router(graph, layout, 'right');
    router(graph, heap, 'right');
    await vi.waitFor(() => expect(router(graph, heap, 'right')).toEqual(expected), 20_000);
    expect(later).toHaveBeenCalled();
  });
});
