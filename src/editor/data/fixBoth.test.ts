import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../graph/edit';
import type { Drawing, Edit } from '../../graph/edits';
import { emptyGraph } from '../../graph/graph';
import { defaultParams } from '../../layers/index';
import { nodeId } from '../../lib/ids';
import { fitData } from '../../plan/fitData';
import { inferShapes } from '../../shapes/inferShapes';
import { fixBoth } from './fixBoth';

const drawn = (): Drawing => {
  const add = (id: string, kind: string, params = {}): Edit => ({
    type: 'add',
    node: { id: nodeId(id), kind, params: { ...defaultParams(kind), ...params } },
    at: { x: 0, y: 0 },
  });
  const wire = (from: string, to: string): Edit => ({
    type: 'connect',
    from: nodeId(from),
    to: nodeId(to),
    slot: 0,
  });
  const made = applyEdits({ graph: emptyGraph, layout: new Map() }, [
    add('image', 'input', { height: 28, width: 28, channels: 1 }),
    add('flat', 'flatten'),
    add('logits', 'dense', { units: 10 }),
    add('out', 'classifier', { classes: 10 }),
    wire('image', 'flat'),
    wire('flat', 'logits'),
    wire('logits', 'out'),
  ]);
  if (!made.ok) throw new Error(made.error.message);
  return made.value;
};

const problemsOf = (
  { graph }: Drawing,
  data: { imageShape: readonly [number, number, number]; classNames: readonly string[] },
) => fitData(graph, inferShapes(graph), { name: 'a test', ...data }, []);

describe('fixBoth', () => {
  it('adapts input and classifier in one step that leaves nothing to adapt', () => {
    const data = { imageShape: [32, 32, 3], classNames: ['a', 'b', 'c', 'd'] } as const;
    const drawing = drawn();
    const problems = problemsOf(drawing, data);
    expect(problems.map(({ code }) => code)).toEqual(['data-shape-differs', 'data-classes-differ']);
    const fix = fixBoth(problems);
    expect(fix?.label).toBe('Adapt both: 32×32×3, 4 classes');
    const mended = applyEdits(drawing, fix?.edits ?? []);
    if (!mended.ok) throw new Error(mended.error.message);
    expect(problemsOf(mended.value, data)).toEqual([]);
    expect([...inferShapes(mended.value.graph).values()].every(({ state }) => state === 'ok')).toBe(true);
  });

  it('is not offered where one problem stands alone, or one has no remedy', () => {
    const data = { imageShape: [32, 32, 3], classNames: new Array<string>(10).fill('x') } as const;
    expect(fixBoth(problemsOf(drawn(), data))).toBeUndefined();
    const [problem] = problemsOf(drawn(), data);
    if (!problem) throw new Error('There is a problem to test with.');
    const { fixes: _, ...bare } = problem;
    expect(fixBoth([problem, bare])).toBeUndefined();
  });

  it('is not offered where a remedy is to use other data', () => {
    const data = { imageShape: [32, 32, 3], classNames: ['a', 'b', 'c', 'd'] } as const;
    const [problem] = problemsOf(drawn(), data);
    if (!problem) throw new Error('There is a problem to test with.');
    const fixes = [{ label: 'Use Shapes', edits: [], training: { data: 'shapes' } }];
    expect(fixBoth([problem, { ...problem, fixes }])).toBeUndefined();
  });
});
