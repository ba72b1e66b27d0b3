// Instances of modules as one layer each: their shapes and costs, their faults, wires to them, and what is inside.
import { describe, expect, it } from 'vitest';
import { draw } from '../graph/drawing.fixture';
import { applyEdits } from '../graph/edit';
import type { Edit } from '../graph/edits';
import { expand } from '../graph/expand';
import type { Graph } from '../graph/graph';
import { nodeId } from '../lib/ids';
import { checkEdge } from './checkEdge';
import { edgeStates } from './edgeStates';
import { fixesFor } from './fixes';
import { inferShapes } from './inferShapes';
import { innerDrawing } from './innerDrawing';
import type { Shapes } from './nodeShape';

const inception = `
  module inception c1:64 r3:96 c3:128 r5:16 c5:32 pp:32
    x = moduleInput
    c1 = bottleneck filters:"=c1" < x
    r3 = bottleneck filters:"=r3" < x
    c3 = conv2d filters:"=c3" < r3
    r5 = bottleneck filters:"=r5" < x
    c5 = conv2d filters:"=c5" kernel:5 < r5
    pool = maxPool size:3 stride:1 padding:"same" < x
    pp = bottleneck filters:"=pp" < pool
    join = concat < c1 c3 c5 pp
    out = moduleOutput < join
  end`;
const googlenet = `${inception}
  image = input height:28 width:28 channels:192
  3a = inception < image
  3b = inception c1:128 r3:128 c3:192 r5:32 c5:96 pp:64 < 3a`;

const stateOf = (graph: Graph, id: string) => inferShapes(graph).get(nodeId(id));
const edited = (graph: Graph, ...edits: readonly Edit[]): Graph => {
  const result = applyEdits({ graph, layout: new Map() }, edits);
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.value.graph;
};
/** The graph with one instance's params replaced, as no edit would. */
const withParams = (graph: Graph, id: string, params: Record<string, number | string>): Graph => {
  const node = graph.nodes.get(nodeId(id));
  if (!node) throw new Error(`There is no node ${id}.`);
  return {
    ...graph,
    nodes: new Map(graph.nodes).set(node.id, { ...node, params: { ...node.params, ...params } }),
  };
};
const misfitOf = (graph: Graph, id: string) => {
  const state = stateOf(graph, id);
  if (state?.state !== 'misfit') throw new Error(`${id} is ${state?.state}`);
  return state.misfit;
};
const innerOf = (shapes: Shapes, id: string): Shapes => {
  const state = shapes.get(nodeId(id));
  if (state?.state !== 'ok' || !state.inner) throw new Error(`${id} is ${state?.state}`);
  return state.inner;
};

describe('an instance', () => {
  it('[S16] GoogLeNet’s 3a and 3b: 28×28×256 of 163,696 weights, then 28×28×480 of 388,736', () => {
    const graph = draw(googlenet);
    expect(stateOf(graph, '3a')).toMatchObject({ shape: [28, 28, 256], cost: { trainable: 163_696 } });
    expect(stateOf(graph, '3b')).toMatchObject({ shape: [28, 28, 480], cost: { trainable: 388_736 } });
  });
  it('[S16] of a module of outputs alone has no shape to give', () => {
    const graph = draw(`
      module head units:10
        x = moduleInput
        pool = globalAvgPool < x
        fc = dense units:"=units" < pool
        classes = classifier classes:"=units" < fc
      end
      image = input
      aux = head units:5 < image`);
    expect(stateOf(graph, 'aux')).toMatchObject({ state: 'ok', shape: [], cost: { trainable: 10 } });
    expect(
      checkEdge(graph, inferShapes(graph), { from: nodeId('aux'), to: nodeId('image'), slot: 0 }),
    ).toMatchObject({
      ok: false,
      problem: { code: 'output-has-no-out' },
    });
  });
  it('[S4] lacks the wires that its module names', () => {
    expect(stateOf(draw(`${inception}\n 3a = inception`), '3a')).toMatchObject({
      state: 'incomplete',
      missing: 1,
    });
  });
  it('[S18] shares what is inside with its equals, and an edit of the definition keeps what it does not touch', () => {
    const graph = draw(`${inception}
      image = input height:28 width:28 channels:256
      a = inception < image
      b = inception < a`);
    const shapes = inferShapes(graph);
    expect(innerOf(shapes, 'a')).toBe(innerOf(shapes, 'b'));
    const after = inferShapes(
      edited(graph, { type: 'set', node: nodeId('a/c5'), params: { kernel: 3 } }),
      shapes,
    );
    const changed = [...innerOf(after, 'a')].filter(([id, s]) => innerOf(shapes, 'a').get(id) !== s);
    expect(changed.map(([id]) => id)).toEqual(['c5']);
    const moved = inferShapes(edited(graph, { type: 'rename', node: nodeId('b'), id: 'c' }), shapes);
    expect(moved.get(nodeId('a'))).toBe(shapes.get(nodeId('a')));
  });
  it('[S5] in the expanded graph an edit of one value touches what follows from it alone', () => {
    const graph = draw(googlenet);
    const flat = inferShapes(expand(graph));
    const after = inferShapes(
      expand(edited(graph, { type: 'set', node: nodeId('3b'), params: { r5: 24 } })),
      flat,
    );
    const changed = [...after].filter(([id, state]) => flat.get(id) !== state).map(([id]) => id);
    expect(changed).toEqual(['3b/r5', '3b/c5']);
  });
});

describe('faults of instances', () => {
  const nested = `
    module block width:8
      x = moduleInput
      conv = conv2d filters:"=width" kernel:5 padding:"valid" < x
      sum = add < x conv
      out = moduleOutput < sum
    end
    module stage width:8
      x = moduleInput
      first = block width:"=2*width" < x
      out = moduleOutput < first
    end
    image = input
    s = stage < image
    flat = flatten < s`;

  it('[S17] are found inside, named by path with the inner reason', () => {
    const misfit = misfitOf(draw(nested), 's');
    expect(misfit).toMatchObject({
      code: 'inside-module',
      inside: { path: 'first/sum', misfit: { code: 'shapes-differ' } },
    });
    expect(misfit.message).toMatch(/^inside it, “first\/sum”: .*28×28×1.*24×24×16/);
    expect(stateOf(draw(nested), 'flat')).toMatchObject({ state: 'waiting', on: 's' });
    expect(inferShapes(expand(draw(nested))).get(nodeId('s/first/sum'))).toMatchObject({
      state: 'misfit',
      misfit: { code: 'shapes-differ' },
    });
  });
  it('[S17] a node inside that lacks a wire, and an output that does', () => {
    const lone = draw(nested.replace('< x conv', '< x'));
    expect(misfitOf(lone, 's')).toMatchObject({
      inside: { path: 'first/sum', misfit: { code: 'missing-input' } },
    });
    const open = draw(nested.replace('out = moduleOutput < sum', 'out = moduleOutput'));
    expect(misfitOf(open, 's')).toMatchObject({ inside: { path: 'first/out' } });
  });
  it.each<[string, Record<string, number | string>, RegExp]>([
    ['above its range', { c1: 70_000 }, /“c1” expects a whole number from 1 to 65,536, found 70000/],
    ['no whole number', { c1: 1.5 }, /“c1” expects a whole number.*found 1.5/],
    ['of no parameter', { c9: 3 }, /“inception” has no parameter “c9”\. It has c1, r3/],
    ['of no module', { module: 'none' }, /defines no module “none”/],
  ])('[S17] a value %s', (_, params, words) => {
    const misfit = misfitOf(withParams(draw(googlenet), '3a', params), '3a');
    expect(misfit.code).toBe('bad-value');
    expect(misfit.message).toMatch(words);
  });
  it('[S17] a value that takes an expression out of its field’s range, with both numbers', () => {
    const graph = draw(nested.replace('filters:"=width"', 'filters:"=4000*width"'));
    expect(misfitOf(withParams(graph, 's', { width: 9 }), 's')).toMatchObject({
      code: 'inside-module',
      inside: { path: 'first', misfit: { code: 'bad-value' } },
      message: expect.stringMatching(
        /“filters” of “conv” expects .* to 65,536, but “=4000\*width” is 72,000/,
      ),
    });
  });
  it('[S15] a module that contains itself is a misfit, whatever brought it there', () => {
    const graph = draw(nested);
    const stage = graph.modules.get('stage');
    const first = stage?.graph.nodes.get(nodeId('first'));
    if (!stage || !first) throw new Error('There is no stage.');
    const nodes = new Map(stage.graph.nodes).set(first.id, {
      ...first,
      params: { module: 'stage', width: 8 },
    });
    const ring = {
      ...graph,
      modules: new Map(graph.modules).set('stage', { ...stage, graph: { ...stage.graph, nodes } }),
    };
    expect(misfitOf(ring, 's').message).toContain('contains itself');
    expect(expand(ring).nodes.get(nodeId('s'))?.kind).toBe('module');
  });
});

describe('wires of instances', () => {
  const graph = draw(`${inception}
    image = input height:28 width:28 channels:192
    flat = flatten < image
    3a = inception
    small = conv2d filters:8 stride:2 < image
    sum = add < small`);

  it('[S6] accepts what fits with the shape to come', () => {
    expect(
      checkEdge(graph, inferShapes(graph), { from: nodeId('image'), to: nodeId('3a'), slot: 0 }),
    ).toEqual({
      ok: true,
      shape: [28, 28, 256],
    });
  });
  it('[S7] refuses what does not fit inside, with both names and the inner node', () => {
    const verdict = checkEdge(graph, inferShapes(graph), { from: nodeId('flat'), to: nodeId('3a'), slot: 0 });
    if (verdict.ok) throw new Error('It was accepted.');
    expect(verdict.problem.code).toBe('inside-module');
    for (const word of ['“flat” (150528)', '“3a”', '“c1”']) expect(verdict.problem.message).toContain(word);
    expect(verdict.problem.fixes?.[0]?.label).toBe('Wire from “image” (28×28×192) instead');
  });
  it('[S7] [S12] refuses an instance’s output like any other, with fixes', () => {
    const wired = edited(graph, { type: 'connect', from: nodeId('image'), to: nodeId('3a'), slot: 0 });
    const verdict = checkEdge(wired, inferShapes(wired), { from: nodeId('3a'), to: nodeId('sum'), slot: 1 });
    if (verdict.ok) throw new Error('It was accepted.');
    expect(verdict.problem).toMatchObject({ code: 'shapes-differ' });
    expect(verdict.problem.fixes?.[0]?.label).toBe('Insert 1×1 projection after “3a”: 8 filters, stride 2');
  });
  it('[S10] mends a fault inside a definition, for all its instances', () => {
    const broken = edited(
      draw(`${inception}
        image = input height:28 width:28 channels:192
        3a = inception < image`),
      { type: 'set', node: nodeId('3a/c5'), params: { padding: 'valid' } },
    );
    const shapes = inferShapes(broken);
    const [fix] = fixesFor(broken, shapes, nodeId('3a'));
    expect(fix?.label).toBe('Set padding of “c5” to same in module “inception”');
    expect(stateOf(edited(broken, ...(fix?.edits ?? [])), '3a')).toMatchObject({ state: 'ok' });
    // The same remedy found on the expanded graph leads to the definition too.
    const flat = expand(broken);
    const flatFix = fixesFor(flat, inferShapes(flat), nodeId('3a/join'))[0];
    expect(flatFix?.label).toBe('Set padding of “3a/c5” to same');
    expect(stateOf(edited(broken, ...(flatFix?.edits ?? [])), '3a')).toMatchObject({ state: 'ok' });
  });
  it('an unpooling in a module finds the pool that a port hands it', () => {
    const unpool = (kind: string) =>
      draw(`
        module up
          maps = moduleInput
          pool = moduleInput
          conv = conv2d filters:1 < maps
          unpool = maxUnpool < conv pool
          out = moduleOutput < unpool
        end
        module down
          x = moduleInput
          pool = ${kind} < x
          out = moduleOutput < pool
        end
        image = input
        d = down < image
        u = up < d d`);
    expect(stateOf(unpool('maxPool'), 'u')).toMatchObject({ state: 'ok', shape: [28, 28, 1] });
    const flat = expand(unpool('maxPool'));
    expect(inferShapes(flat).get(nodeId('u/unpool'))).toMatchObject({ shape: [28, 28, 1] });
    expect(misfitOf(unpool('avgPool'), 'u')).toMatchObject({
      inside: { path: 'unpool', misfit: { code: 'not-a-pool' } },
      slots: [1],
    });
  });
});

describe('innerDrawing', () => {
  const graph = draw(`
    module block width:8
      x = moduleInput
      conv = conv2d filters:"=width" < x
      out = moduleOutput < conv
    end
    module stage width:4
      x = moduleInput
      a = block width:"=2*width" < x
      out = moduleOutput < a
    end
    image = input
    s = stage width:3 < image
    lone = stage`);
  const shapes = inferShapes(graph);

  it('shows an instance’s nodes at its values, with their shapes and edges', () => {
    const shown = innerDrawing(graph, shapes, nodeId('s/a'));
    expect(shown?.module.name).toBe('block');
    expect(shown?.drawing.graph.nodes.get(nodeId('conv'))).toMatchObject({
      params: { filters: 6 },
      bindings: { filters: 'width' },
    });
    expect(shown?.shapes.get(nodeId('conv'))).toMatchObject({ shape: [28, 28, 6] });
    const states = shown && edgeStates(shown.drawing.graph, shown.shapes);
    expect([...(states?.values() ?? [])].map(({ state }) => state)).toEqual(['ok', 'ok']);
    expect(innerDrawing(graph, shapes, nodeId('s/a'))).toBe(shown);
  });
  it('judges wires inside it, ports included', () => {
    const shown = innerDrawing(graph, shapes, nodeId('s'));
    if (!shown) throw new Error('It is not shown.');
    const wire = { from: nodeId('x'), to: nodeId('out'), slot: 0 };
    expect(checkEdge(shown.drawing.graph, shown.shapes, wire)).toMatchObject({
      ok: true,
      shape: [28, 28, 1],
    });
  });
  it('shows an instance that lacks a wire, and nothing where there is none', () => {
    const shown = innerDrawing(graph, shapes, nodeId('lone'));
    expect([...(shown?.shapes.values() ?? [])].map(({ state }) => state)).toEqual([
      'incomplete',
      'waiting',
      'waiting',
    ]);
    expect(innerDrawing(graph, shapes, nodeId('image'))).toBeUndefined();
    expect(innerDrawing(graph, shapes, nodeId('s/x/y'))).toBeUndefined();
  });
});
