// From drawings to plans: what is planned, what it costs, what stands in the way, and whether data fits.
import { describe, expect, it } from 'vitest';
import { draw } from '../graph/drawing.fixture';
import { applyEdits } from '../graph/edit';
import type { Graph } from '../graph/graph';
import { nodeId } from '../lib/ids';
import { inferShapes } from '../shapes/inferShapes';
import type { BuiltInKinds, DataKinds } from './dataKinds';
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
    const { steps, inputs, heads, totals } = made.value;
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
    expect(inputs).toEqual(['input']);
    expect(heads).toEqual([
      {
        step: 'out',
        reads: 'f3',
        target: 'class',
        loss: 'softmaxCrossEntropy',
        weight: 1,
        trainingOnly: false,
      },
    ]);
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
      'a = input\nflat = flatten < a\nfc = dense units:10 < flat\nout = classifier trainingOnly:true < fc',
      [['only-training-outputs', 'out']],
    ],
    [
      'a = input\nflat = flatten < a\nmean = dense units:4 < flat\nz = gaussianSampling < mean\nfc = dense units:10 < z\nout = classifier < fc',
      [['missing-input', 'z']],
    ],
  ])('names what stands in the way of %j', (text, expected) => {
    expect(codes(draw(text))).toEqual(expected);
  });
  it('says which of a layer’s named inputs is free', () => {
    const made = plan(
      draw(
        'a = input\nflat = flatten < a\nz = gaussianSampling < - flat\nfc = dense units:10 < z\nout = classifier < fc',
      ),
    );
    expect(made.ok ? '' : made.error[0]?.message).toContain('still needs a wire into “mean”');
  });
  it('plans several inputs and outputs, those for inference first, each in the order of drawing', () => {
    const made = plan(
      draw(`
        aux = classifier weight:0.3 trainingOnly:true < f1
        b = vectorInput values:10 source:"class"
        a = input
        flat = flatten < a
        join = concat < flat b
        f1 = dense units:10 < join
        f2 = dense units:2 < f1
        box = regression values:2 weight:4 < f2
        out = classifier < f1
        stray = vectorInput`),
    );
    if (!made.ok) throw new Error(made.error[0]?.message);
    const { inputs, heads } = made.value;
    expect(inputs).toEqual(['b', 'a']);
    expect(heads.map(({ step, reads, weight, trainingOnly }) => [step, reads, weight, trainingOnly])).toEqual(
      [
        ['box', 'f2', 4, false],
        ['out', 'f1', 1, false],
        ['aux', 'f1', 0.3, true],
      ],
    );
    expect(heads.map(({ target, loss }) => [target, loss])[0]).toEqual(['values', 'meanSquaredError']);
  });
  it('offers to use an output outside training where all are for training only', () => {
    const graph = draw(
      'a = input\nflat = flatten < a\nfc = dense units:10 < flat\nout = classifier trainingOnly:true < fc',
    );
    const made = plan(graph);
    const fix = made.ok ? undefined : made.error[0]?.fixes?.[0];
    const mended = applyEdits({ graph, layout: new Map() }, fix?.edits ?? []);
    expect(fix?.label).toBe('Use “out” outside training too');
    expect(mended.ok && codes(mended.value.graph)).toEqual([]);
  });
});

describe('fitData', () => {
  const named = (count: number) => Array.from({ length: count }, (_, i) => `${i}`);
  const builtIn: readonly BuiltInKinds[] = [
    { id: 'digits', name: 'Digits', has: ['masks', 'values', 'labels'] },
    { id: 'shapes', name: 'Shapes', has: ['masks', 'labels'] },
  ];
  const judge = (graph: Graph, data: Partial<DataKinds>) =>
    fitData(
      graph,
      inferShapes(graph),
      { name: 'own', imageShape: [28, 28, 1], classNames: named(10), ...data },
      builtIn,
    );
  const adapted = (graph: Graph, data: Partial<DataKinds>) => {
    const edits = judge(graph, data).flatMap((problem) => problem.fixes?.[0]?.edits ?? []);
    const after = applyEdits({ graph, layout: new Map() }, edits);
    if (!after.ok) throw new Error(after.error.message);
    return after.value.graph;
  };
  const problems = (graph: Graph, shape: DataKinds['imageShape'], classes: number) =>
    judge(graph, { imageShape: shape, classNames: named(classes) });
  const mended = (graph: Graph, shape: DataKinds['imageShape'], classes: number) => {
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

  it.each([
    ['grey', [32, 32, 1], 'in grey'],
    ['small', [8, 8, 3], 'a quarter of their size'],
    ['noisy', [32, 32, 3], 'images are 32×32×3'],
  ])('adapts an input fed with the %s image', (source, shape, words) => {
    const graph = draw(`a = input source:"${source}"\nout = reconstruction < a`);
    const [problem] = judge(graph, { imageShape: [32, 32, 3] });
    expect(problem?.message).toContain(words);
    const [height, width, channels] = shape;
    expect(adapted(graph, { imageShape: [32, 32, 3] }).nodes.get(nodeId('a'))?.params).toMatchObject({
      height,
      width,
      channels,
    });
  });
  it('adapts vectors of pixels and classes', () => {
    const graph = draw('a = vectorInput values:5\nb = vectorInput values:5 source:"class"');
    const after = adapted(graph, { imageShape: [8, 8, 3], classNames: named(7) });
    expect([...after.nodes.values()].map(({ params }) => params.values)).toEqual([192, 7]);
  });
  it('names the built-in data that has real numbers or masks where the data lacks them', () => {
    const text = `
      a = input
      flat = flatten < a
      f1 = dense units:3 < flat
      box = regression values:3 < f1
      seg = conv2d filters:4 < a
      mask = pixelClassifier classes:4 < seg`;
    const found = judge(draw(text), {});
    expect(found.map(({ code, at }) => [code, at.type === 'node' ? at.node : ''])).toEqual([
      ['data-lacks-target', 'box'],
      ['data-lacks-target', 'mask'],
    ]);
    expect(found[0]?.message).toMatch(/“own” does not have\. Of the built-in data, “Digits” has it\.$/);
    expect(found[1]?.message).toMatch(/“Digits” and “Shapes” have it\.$/);
    expect(found[1]?.fixes).toEqual([
      { label: 'Use Digits', edits: [], training: { data: 'digits' } },
      { label: 'Use Shapes', edits: [], training: { data: 'shapes' } },
    ]);
    const has = { maskNames: named(2), valueNames: named(5) };
    expect(judge(draw(text), has).map(({ code }) => code)).toEqual([
      'data-classes-differ',
      'data-classes-differ',
    ]);
    const after = adapted(draw(text), has);
    expect(judge(after, has)).toEqual([]);
    expect(plan(after).ok).toBe(true);
    expect(after.nodes.get(nodeId('seg'))?.params.filters).toBe(2);
  });
  it('takes labels of the data’s own, or its classes as labels', () => {
    const graph = draw(
      'a = input\nflat = flatten < a\nf = dense units:10 < flat\nout = multiLabel labels:10 < f',
    );
    expect(judge(graph, {})).toEqual([]);
    expect(judge(graph, { labelNames: named(4) })).toEqual([]);
    const other = { classNames: named(3), labelNames: named(4) };
    expect(judge(graph, other)[0]?.message).toContain('4 labels (or 3 classes), but “out” has 10');
    expect(judge(adapted(graph, other), other)).toEqual([]);
  });
  it('compares a reconstruction with the image, once the input is adapted', () => {
    const graph = draw('a = input\nc = conv2d filters:1 < a\nout = reconstruction < c');
    expect(judge(graph, {})).toEqual([]);
    const data = { imageShape: [32, 32, 3] as const };
    const found = judge(graph, data);
    expect(found.map(({ at }) => (at.type === 'node' ? at.node : ''))).toEqual(['a', 'out']);
    expect(found[1]?.message).toContain('“out” would give, once the input is adapted, 32×32×1');
    expect(judge(adapted(graph, data), data)).toEqual([]);
    const strided = draw('a = input\nc = conv2d filters:1 stride:2 < a\nout = reconstruction < c');
    expect(judge(strided, {})[0]).toMatchObject({ code: 'data-shape-differs' });
    expect(judge(strided, {})[0]?.fixes).toBeUndefined();
  });
  it('leaves inputs alone that lead nowhere', () => {
    expect(problems(draw(`${lenet}\n stray = input height:5`), [28, 28, 1], 10)).toEqual([]);
  });
});
