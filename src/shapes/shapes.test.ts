// The rules of SPEC.md, one by one.
import { describe, expect, it } from 'vitest';
import { draw } from '../graph/drawing.fixture';
import { applyEdits } from '../graph/edit';
import type { Graph } from '../graph/graph';
import { formatShape } from '../lib/format';
import { nodeId } from '../lib/ids';
import { checkEdge } from './checkEdge';
import { edgeStates } from './edgeStates';
import { explainNode } from './explain';
import { fixesFor } from './fixes';
import { inferShapes } from './inferShapes';

const shapeOf = (graph: Graph, id: string) => {
  const state = inferShapes(graph).get(nodeId(id));
  return state?.state === 'ok' ? formatShape(state.shape) : state?.state;
};
const judge = (graph: Graph, from: string, to: string, slot = 0) =>
  checkEdge(graph, inferShapes(graph), { from: nodeId(from), to: nodeId(to), slot });
const refusal = (graph: Graph, from: string, to: string, slot = 0) => {
  const verdict = judge(graph, from, to, slot);
  if (verdict.ok) throw new Error(`${from} → ${to} was accepted`);
  return verdict.problem;
};
const labels = (graph: Graph, from: string, to: string, slot = 0) =>
  (refusal(graph, from, to, slot).fixes ?? []).map((fix) => fix.label);

const inception = `
  input = input height:28 width:28 channels:192
  c1 = bottleneck filters:64 < input
  r3 = bottleneck filters:96 < input
  c3 = conv2d filters:128 < r3
  r5 = bottleneck filters:16 < input
  c5 = conv2d filters:32 kernel:5 < r5
  pool = maxPool size:3 stride:1 padding:"same" < input
  pp = bottleneck filters:32 < pool
  join = concat < c1 c3 c5 pp`;

describe('inference', () => {
  it('[S1] reads GoogLeNet’s 3a: 28×28×256 and 163,696 weights', () => {
    const shapes = inferShapes(draw(inception));
    expect(shapeOf(draw(inception), 'join')).toBe('28×28×256');
    const weights = [...shapes.values()].reduce((n, s) => n + (s.state === 'ok' ? s.cost.trainable : 0), 0);
    expect(weights).toBe(163_696);
    expect(explainNode(shapes.get(nodeId('join')))).toContainEqual({
      label: 'Channels',
      formula: '64 + 128 + 32 + 32 = 256',
    });
  });
  it('[S3] reports an error once and lets the rest wait for it', () => {
    const graph = draw(`
      input = input
      a = conv2d kernel:40 padding:"valid" < input
      b = conv2d < a
      flat = flatten < b
      c = dense < flat`);
    const shapes = inferShapes(graph);
    expect([...shapes.values()].map((s) => s.state)).toEqual([
      'ok',
      'misfit',
      'waiting',
      'waiting',
      'waiting',
    ]);
    expect(shapes.get(nodeId('c'))).toMatchObject({ on: 'a' });
    const edges = [...edgeStates(graph, shapes).values()];
    expect(edges.map((e) => e.state)).toEqual(['broken', 'waiting', 'waiting', 'waiting']);
  });
  it('[S4] counts the wires that are missing', () => {
    expect(inferShapes(draw('a = conv2d')).get(nodeId('a'))).toMatchObject({
      state: 'incomplete',
      missing: 1,
    });
    const one = draw(`
      input = input
      sum = add < input`);
    expect(inferShapes(one).get(nodeId('sum'))).toMatchObject({ state: 'incomplete', missing: 1 });
  });
  it('[S5] keeps the entries that an edit does not touch', () => {
    const before = draw(inception);
    const shapes = inferShapes(before);
    const edited = applyEdits({ graph: before, layout: new Map() }, [
      { type: 'set', node: nodeId('r5'), params: { filters: 24 } },
    ]);
    if (!edited.ok) throw new Error(edited.error.message);
    const after = inferShapes(edited.value.graph, shapes);
    const changed = [...after].filter(([id, state]) => shapes.get(id) !== state).map(([id]) => id);
    expect(changed).toEqual(['r5', 'c5']);
  });
  it('[S14] refuses a tensor that no browser holds', () => {
    const graph = draw(`
      input = input height:4096 width:4096 channels:3
      a = conv2d filters:65536 < input`);
    expect(inferShapes(graph).get(nodeId('a'))).toMatchObject({
      state: 'misfit',
      misfit: { code: 'too-large' },
    });
  });
});

describe('wires', () => {
  const pair = `
    input = input height:32 width:32 channels:3
    a = conv2d filters:64 < input
    b = conv2d filters:128 stride:2 < a
    sum = add < b
    join = concat < a
    fc = dense
    out = classifier`;

  it('[S6] accepts what fits and tells the shape to come', () => {
    const graph = draw(`
      input = input height:32 width:32 channels:3
      a = conv2d filters:64 < input
      b = conv2d filters:64 < a
      sum = add < b`);
    expect(judge(graph, 'a', 'sum', 1)).toEqual({ ok: true, shape: [32, 32, 64] });
  });
  it('[S7] [S12] refuses a wrong skip-add with both names and shapes, and offers the projection', () => {
    const problem = refusal(draw(pair), 'a', 'sum', 1);
    expect(problem.code).toBe('shapes-differ');
    for (const word of ['“a” (32×32×64)', '“sum”', '“b” (16×16×128)'])
      expect(problem.message).toContain(word);
    expect(problem.fixes?.[0]?.label).toBe('Insert 1×1 projection after “a”: 128 filters, stride 2');
  });
  it('[S8] names the cycle that a wire would close', () => {
    const problem = refusal(draw(pair), 'b', 'a');
    expect(problem).toMatchObject({ code: 'cycle' });
    expect(problem.message).toContain('a → b → a');
  });
  it('[S9] accepts a wire from a node that has no shape yet', () => {
    expect(judge(draw('a = conv2d\nb = conv2d'), 'a', 'b')).toEqual({ ok: true });
  });
  it('[S11] marks a wire that a parameter edit breaks and keeps it', () => {
    const before = draw(inception);
    const edited = applyEdits({ graph: before, layout: new Map() }, [
      { type: 'set', node: nodeId('c5'), params: { padding: 'valid' } },
    ]);
    if (!edited.ok) throw new Error(edited.error.message);
    const { graph } = edited.value;
    expect(graph.edges.size).toBe(before.edges.size);
    const shapes = inferShapes(graph);
    const broken = [...edgeStates(graph, shapes)].filter(([, s]) => s.state === 'broken');
    expect(broken.map(([id]) => id)).toEqual(['c5->join:2']);
    expect(broken[0]?.[1]).toMatchObject({
      message: expect.stringContaining('“c5” (24×24×32) does not fit “join”'),
    });
    expect(fixesFor(graph, shapes, nodeId('join'))[0]?.label).toBe('Set padding of “c5” to same');
  });
  it('[S13] offers the matching stride to concat, and flatten or pooling to dense', () => {
    expect(labels(draw(pair), 'b', 'join', 1)).toContain('Set stride of “b” to 1');
    expect(labels(draw(pair), 'a', 'fc')).toEqual(['Insert flatten', 'Insert global average pool']);
    expect(labels(draw(pair), 'a', 'out')).toEqual([
      'Insert global average pool and dense, 10 units',
      'Insert flatten and dense, 10 units',
    ]);
  });
  it('[S10] keeps what every fix promises', () => {
    const graph = draw(pair);
    const cases = [
      ['a', 'sum', 1],
      ['b', 'join', 1],
      ['a', 'fc', 0],
      ['a', 'out', 0],
    ] as const;
    for (const [from, to, slot] of cases) {
      const { fixes = [] } = refusal(graph, from, to, slot);
      expect(fixes.length).toBeGreaterThan(0);
      for (const fix of fixes) {
        const mended = applyEdits({ graph, layout: new Map() }, fix.edits);
        if (!mended.ok) throw new Error(`${fix.label}: ${mended.error.message}`);
        expect(inferShapes(mended.value.graph).get(nodeId(to))?.state, fix.label).toBe('ok');
      }
    }
  });
  it('leads a vector’s wire back to the feature maps before it', () => {
    const graph = draw(`
      input = input
      a = conv2d < input
      flat = flatten < a
      b = conv2d`);
    expect(labels(graph, 'flat', 'b')).toEqual(['Wire from “a” (28×28×32) instead']);
  });
  it('offers a classifier of other size to be resized, or its logits', () => {
    const graph = draw(`
      input = input
      flat = flatten < input
      fc = dense units:12 < flat
      out = classifier`);
    expect(labels(graph, 'fc', 'out')).toEqual([
      'Set units of “fc” to 10',
      'Insert dense, 10 units',
      'Set classes of “out” to 12',
    ]);
  });
  it('refuses a second wire from the same node, and a wire out of an output', () => {
    const graph = draw(`
      input = input height:1 width:1 channels:1
      flat = flatten < input
      fc = dense units:10 < flat
      sum = add < flat
      out = classifier < fc`);
    expect(refusal(graph, 'flat', 'sum', 1).code).toBe('already-wired');
    expect(refusal(graph, 'out', 'sum', 1).code).toBe('output-has-no-out');
    expect(refusal(graph, 'fc', 'flat').code).toBe('cycle');
  });
});
