import { describe, expect, it } from 'vitest';
import { edgeOf, makeGraph } from '../../graph/graph';
import { defaultParams } from '../../layers/index';
import { nodeId } from '../../lib/ids';
import { inferShapes } from '../../shapes/inferShapes';
import { judgeWires, outputPlace } from './judgeWires';

const [image, wide, narrow, sum, out] = ['image', 'wide', 'narrow', 'sum', 'out'].map(nodeId) as [
  ReturnType<typeof nodeId>,
  ReturnType<typeof nodeId>,
  ReturnType<typeof nodeId>,
  ReturnType<typeof nodeId>,
  ReturnType<typeof nodeId>,
];
const node = (id: typeof image, kind: string, params = {}) => ({
  id,
  kind,
  params: { ...defaultParams(kind), ...params },
});
const wideToSum = edgeOf({ from: wide, to: sum, slot: 0 });
const graph = makeGraph(
  [
    node(image, 'input', { height: 28, width: 28, channels: 3 }),
    node(wide, 'conv2d', { filters: 64 }),
    node(narrow, 'conv2d', { filters: 32 }),
    node(sum, 'add'),
    node(out, 'classifier'),
  ],
  [edgeOf({ from: image, to: wide, slot: 0 }), edgeOf({ from: image, to: narrow, slot: 0 }), wideToSum],
);
const drawing = { graph, layout: new Map() };
const shapes = inferShapes(graph);

describe('judgeWires', () => {
  it('says why a wire does not fit, with both shapes and both names, and what a replacement would do', () => {
    const { places, bodies } = judgeWires(drawing, shapes, { end: 'output', node: narrow });
    const refused = places.get(sum)?.get(1)?.verdict;
    expect(refused?.ok).toBe(false);
    const message = refused?.ok === false ? refused.problem.message : '';
    for (const part of ['narrow', 'sum', 'wide', '28×28×32', '28×28×64']) expect(message).toContain(part);
    expect(places.get(sum)?.get(0)?.verdict).toMatchObject({ ok: true, replaces: wideToSum.id });
    expect(bodies.get(sum)?.wire.slot).toBe(1);
  });

  it('names the cycle that a wire would close', () => {
    const { bodies } = judgeWires(drawing, shapes, { end: 'output', node: sum });
    const verdict = bodies.get(wide)?.verdict;
    expect(verdict?.ok === false && verdict.problem.code).toBe('cycle');
    expect(verdict?.ok === false && verdict.problem.message).toContain('wide → sum → wide');
  });

  it('judges backwards from an input slot, where outputs of the network offer nothing', () => {
    const { places } = judgeWires(drawing, shapes, { end: 'input', node: sum, slot: 1 });
    expect(places.get(narrow)?.get(outputPlace)?.verdict.ok).toBe(false);
    expect(places.has(out)).toBe(false);
    expect(places.has(sum)).toBe(false);
  });

  it('judges a moved wire as if it were lifted', () => {
    const still = judgeWires(drawing, shapes, { end: 'output', node: wide });
    expect(still.places.get(sum)?.get(1)?.verdict.ok).toBe(false);
    const moved = judgeWires(drawing, shapes, { end: 'output', node: wide }, wideToSum.id);
    expect(moved.places.get(sum)?.get(1)?.verdict.ok).toBe(true);
  });
});
