// From drawings to plans: what is planned, what it costs, what stands in the way, and whether data fits.
import { describe, expect, it } from 'vitest';
import { applyEdits } from '../graph/edit';
import type { Graph } from '../graph/graph';
import { nodeId } from '../lib/ids';
import { draw } from '../shapes/drawing.fixture';
import { inferShapes } from '../shapes/inferShapes';
import { fitData } from './fitData';
import { makePlan, totalsOf, unusedNodes } from './makePlan';

const plan = (graph: Graph) => makePlan('test', graph, inferShapes(graph));
const codes = (graph: Graph) => {
  const made = plan(graph);
  return made.ok
    ? []
    : made.error.map((problem) => [problem.code, problem.at.type === 'node' ? problem.at.node : '']);
};

const lenet = `
  input = input height:28 width:28 channels:1
  c1 = conv2d filters:6 kernel:5 padding:2 < input
  p1 = avgPool < c1
  c2 = conv2d filters:16 kernel:5 padding:"valid" < p1
  p2 = avgPool < c2
  flat = flatten < p2
  f1 = dense units:120 < flat
  f2 = dense units:84 < f1
  f3 = dense units:10 < f2
  out = classifier < f3`;

describe('makePlan', () => {
  it('plans LeNet-5 in order, with 61,706 weights in five layers', () => {
    const made = plan(draw(lenet));
    if (!made.ok) throw new Error(made.error[0]?.message);
    const { steps, input, output, totals } = made.value;
    expect(steps.map((step) => step.id)).toEqual([
      'input',
      'c1',
      'p1',
      'c2',
      'p2',
      'flat',
      'f1',
      'f2',
      'f3',
      'out',
    ]);
    expect([input, output]).toEqual(['input', 'out']);
    expect(totals).toMatchObject({ trainable: 61_706, frozen: 0, depth: 5 });
    expect(totals.macs).toBe(28 * 28 * 25 * 6 + 10 * 10 * 25 * 6 * 16 + 400 * 120 + 120 * 84 + 84 * 10);
    expect(steps.every((step) => step.inputs.every((id) => steps.some((s) => s.id === id)))).toBe(true);
    expect(JSON.parse(JSON.stringify(made.value))).toEqual(made.value);
  });
  it('counts depth along the longest path, and sums any drawing without a classifier', () => {
    const graph = draw(`
      input = input channels:8
      a = conv2d filters:8 < input
      b = conv2d filters:8 < a
      sum = add < b input`);
    expect(totalsOf(graph, inferShapes(graph))).toMatchObject({ depth: 2, trainable: 2 * (9 * 64 + 8) });
  });
  it('leaves out what does not lead to the classifier, whatever is wrong with it', () => {
    const graph = draw(`${lenet}
      stray = conv2d
      wrong = dense < input`);
    expect(codes(graph)).toEqual([]);
    expect(unusedNodes(graph)).toEqual(['stray', 'wrong']);
  });
  it.each([
    [
      '',
      [
        ['no-input', ''],
        ['no-output', ''],
      ],
    ],
    ['input = input', [['no-output', '']]],
    ['out = classifier', [['missing-input', 'out']]],
    [
      'input = input\nflat = flatten < input\nfc = dense units:7 < flat\nout = classifier < fc',
      [['classes-differ', 'out']],
    ],
    [
      'input = input\nconv = conv2d\nflat = flatten < conv\nfc = dense units:10 < flat\nout = classifier < fc',
      [['missing-input', 'conv']],
    ],
    [
      'a = input\nb = input\nsum = add < a b\nflat = flatten < sum\nfc = dense units:10 < flat\nout = classifier < fc',
      [['several-inputs', 'b']],
    ],
    [
      'a = input\nflat = flatten < a\nfc = dense units:10 < flat\nout = classifier < fc\nout2 = classifier < fc',
      [['several-outputs', 'out2']],
    ],
  ])('names what stands in the way of %j', (text, expected) => {
    expect(codes(draw(text))).toEqual(expected);
  });
  it('offers to keep one of several outputs', () => {
    const graph = draw(
      'a = input\nflat = flatten < a\nfc = dense units:10 < flat\nout = classifier < fc\nout2 = classifier < fc',
    );
    const made = plan(graph);
    const fix = made.ok ? undefined : made.error[0]?.fixes?.[0];
    const mended = applyEdits({ graph, layout: new Map() }, fix?.edits ?? []);
    expect(fix?.label).toBe('Keep only “out”');
    expect(mended.ok && codes(mended.value.graph)).toEqual([]);
  });
});

describe('fitData', () => {
  const problems = (graph: Graph, shape: readonly number[], classes: number) =>
    fitData(graph, inferShapes(graph), shape, classes);
  const mended = (graph: Graph, shape: readonly number[], classes: number) => {
    const edits = problems(graph, shape, classes).flatMap((problem) => problem.fixes?.[0]?.edits ?? []);
    const after = applyEdits({ graph, layout: new Map() }, edits);
    if (!after.ok) throw new Error(after.error.message);
    return after.value.graph;
  };
  it('is content where data and drawing agree', () => {
    expect(problems(draw(lenet), [28, 28, 1], 10)).toEqual([]);
  });
  it('names both shapes and both class counts, and adapts input and logits', () => {
    const found = problems(draw(lenet), [32, 32, 3], 5);
    expect(found.map((problem) => problem.code)).toEqual(['data-shape-differs', 'data-classes-differ']);
    expect(found[0]?.message).toContain('32×32×3');
    expect(found[0]?.message).toContain('28×28×1');
    const graph = mended(draw(lenet), [32, 32, 3], 5);
    expect(graph.nodes.get(nodeId('f3'))?.params.units).toBe(5);
    expect(plan(graph).ok).toBe(true);
    expect(problems(graph, [32, 32, 3], 5)).toEqual([]);
  });
  it('inserts a dense layer where no one layer decides the logits', () => {
    const graph = mended(
      draw(`
        input = input
        a = conv2d filters:4 < input
        b = conv2d filters:6 < input
        join = concat < a b
        gap = globalAvgPool < join
        out = classifier < gap`),
      [28, 28, 1],
      3,
    );
    expect(graph.nodes.get(nodeId('dense1'))?.params.units).toBe(3);
    expect(plan(graph).ok).toBe(true);
  });
});
