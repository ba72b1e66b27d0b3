// Edits of modules: made, taken apart, renamed, given parameters, and edited from any of their instances.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultParams, placeable } from '../layers/index';
import { edgeIdOf, nodeId } from '../lib/ids';
import { emptyDocument } from './document';
import { arbitraryDocument } from './document.fixture';
import { draw } from './drawing.fixture';
import { applyEdit, applyEdits } from './edit';
import type { Drawing, Edit } from './edits';
import { edgesFrom, edgesInto, type Graph, type GraphNode, type ModuleParameter } from './graph';
import { parseTemplate } from './parseTemplate';
import { placeNodes } from './placeNodes';
import { serialise } from './serialise';

const drawingOf = (text: string): Drawing => {
  const graph = draw(text);
  return { graph, layout: placeNodes(graph) };
};
const edited = (drawing: Drawing, ...edits: Edit[]): Drawing => {
  const result = applyEdits(drawing, edits);
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.value;
};
const refusal = (drawing: Drawing, edit: Edit) => {
  const result = applyEdit(drawing, edit);
  if (result.ok) throw new Error('It was accepted.');
  return result.error;
};
const ids = (...names: string[]) => names.map(nodeId);
const wires = (graph: Graph) => [...graph.edges.keys()].sort();
const inner = (graph: Graph, module: string) => graph.modules.get(module)?.graph;
const nodeIn = (graph: Graph, module: string, id: string) => inner(graph, module)?.nodes.get(nodeId(id));

const plain = drawingOf(`
  image = input
  stem = conv2d filters:16 < image
  c1 = bottleneck filters:8 < stem
  r3 = bottleneck filters:12 < stem
  c3 = conv2d filters:8 < r3
  join = concat < c1 c3
  skip = concat < stem join
  flat = flatten < skip`);
const define: Edit = {
  type: 'defineModule',
  name: 'inception',
  nodes: ids('join', 'c1', 'r3', 'c3'),
  parameters: [
    { node: nodeId('c1'), param: 'filters', name: 'c' },
    { node: nodeId('c3'), param: 'filters', name: 'c' },
    { node: nodeId('r3'), param: 'filters', name: 'r3' },
  ],
};

const two = drawingOf(`
  module block width:8
    x = moduleInput
    side = moduleInput
    a = conv2d filters:"=width" < x
    b = conv2d filters:"=2*width" < side
    join = concat < a b
    out = moduleOutput < join
  end
  module pair width:4
    in = moduleInput
    one = block width:"=width+1" < in in
    out = moduleOutput < one
  end
  image = input
  stem = conv2d filters:16 < image
  k1 = block width:8 < image stem
  k2 = block width:9 < k1 stem
  p = pair < k2
  flat = flatten < p`);

describe('making a module', () => {
  it('[G19] [G20] puts one instance in the nodes’ place, with ports named after what they are wired to', () => {
    const { graph, layout } = edited(plain, define);
    expect([...graph.nodes.keys()]).toEqual(['image', 'stem', 'inception1', 'skip', 'flat']);
    expect(wires(graph)).toEqual([
      'image->stem:0',
      'inception1->skip:1',
      'skip->flat:0',
      'stem->inception1:0',
      'stem->skip:0',
    ]);
    expect(graph.nodes.get(nodeId('inception1'))?.params).toEqual({ module: 'inception', c: 8, r3: 12 });
    expect([...(inner(graph, 'inception')?.nodes.keys() ?? [])]).toEqual([
      'stem',
      'c1',
      'r3',
      'c3',
      'join',
      'skip',
    ]);
    expect(nodeIn(graph, 'inception', 'c3')).toMatchObject({ bindings: { filters: 'c' } });
    expect(layout.has(nodeId('c1'))).toBe(false);
    expect(layout.has(nodeId('inception1'))).toBe(true);
  });
  it('[G19] is undone by ungrouping: names, wires, parameters and positions', () => {
    const back = edited(plain, define, { type: 'ungroup', node: nodeId('inception1') });
    expect(back.graph.nodes).toEqual(plain.graph.nodes);
    expect(wires(back.graph)).toEqual(wires(plain.graph));
    expect(back.layout).toEqual(plain.layout);
  });
  it.each<[string, string, Edit]>([
    ['two outputs', 'several-outputs', { ...define, nodes: ids('c1', 'r3') }],
    ['a way out and back', 'not-convex', { ...define, nodes: ids('r3', 'join'), parameters: [] }],
    ['an input', 'input-inside-module', { ...define, nodes: ids('image', 'stem'), parameters: [] }],
    ['nothing', 'nothing-selected', { ...define, nodes: [], parameters: [] }],
    ['a missing node', 'no-such-node', { ...define, nodes: ids('nowhere') }],
    ['a bad name', 'bad-id', { ...define, name: 'two words' }],
    ['a name with a path', 'bad-id', { ...define, name: 'a/b' }],
    [
      'a parameter that is no number',
      'bad-params',
      { ...define, parameters: [{ node: nodeId('c1'), param: 'activation', name: 'a' }] },
    ],
    [
      'unequal values under one name',
      'bad-params',
      {
        ...define,
        parameters: [
          { node: nodeId('c1'), param: 'filters', name: 'c' },
          { node: nodeId('r3'), param: 'filters', name: 'c' },
        ],
      },
    ],
  ])('refuses %s', (_, code, edit) => {
    expect(refusal(plain, edit).code).toBe(code);
  });
  it('names the nodes by which a choice is left and entered again', () => {
    const { message } = refusal(plain, { ...define, nodes: ids('r3', 'join'), parameters: [] } as Edit);
    expect(message).toContain('r3 → c3 → join');
    expect(message).toContain('“c3”');
  });
  it('works within a definition, whose parameters its nodes go on following', () => {
    const { graph } = edited(two, {
      type: 'inModule',
      module: 'block',
      edit: { type: 'defineModule', name: 'inner', nodes: ids('a', 'b', 'join'), instance: 'i' },
    });
    expect(graph.modules.get('inner')?.parameters.map(({ name }) => name)).toEqual(['width']);
    expect(nodeIn(graph, 'block', 'i')).toMatchObject({
      params: { module: 'inner', width: 8 },
      bindings: { width: 'width' },
    });
    const back = edited({ ...two, graph }, { type: 'ungroup', node: nodeId('k1/i') });
    expect(inner(back.graph, 'block')?.nodes).toEqual(inner(two.graph, 'block')?.nodes);
    expect(nodeIn(back.graph, 'block', 'b')?.bindings).toEqual({ filters: '2*width' });
  });
});

describe('ungrouping', () => {
  it('[G20] fills the values in, keeps instances within as such, and frees names', () => {
    const { graph } = edited(two, { type: 'ungroup', node: nodeId('p') });
    expect(graph.nodes.get(nodeId('one'))?.params).toEqual({ module: 'block', width: 5 });
    const again = edited(
      { ...two, graph },
      { type: 'ungroup', node: nodeId('k1') },
      {
        type: 'ungroup',
        node: nodeId('k2'),
      },
    );
    expect(again.graph.nodes.get(nodeId('b'))?.params.filters).toBe(16);
    expect(again.graph.nodes.get(nodeId('k2-b'))?.params.filters).toBe(18);
    expect(edgesInto(again.graph, nodeId('k2-a')).map(({ from }) => from)).toEqual(['join']);
    expect(edgesFrom(again.graph, nodeId('stem')).map(({ to }) => to)).toEqual(['b', 'k2-b']);
  });
  it('within a definition, puts what the values follow into the expressions', () => {
    const { graph } = edited(two, { type: 'ungroup', node: nodeId('p/one') });
    expect(nodeIn(graph, 'pair', 'b')).toMatchObject({
      params: { filters: 10 },
      bindings: { filters: '2*(width+1)' },
    });
  });
  it('refuses to wire one node twice to inputs that are alike', () => {
    const drawing = drawingOf(`
      module both
        x = moduleInput
        y = moduleInput
        sum = add < x y
        out = moduleOutput < sum
      end
      image = input
      b = both < image image`);
    expect(refusal(drawing, { type: 'ungroup', node: nodeId('b') })).toMatchObject({
      code: 'already-wired',
      message: expect.stringContaining('“image” twice to “sum”'),
    });
  });
});

describe('path ids', () => {
  it('[G22] lead an edit to the definition, and so to every instance', () => {
    const { graph } = edited(two, { type: 'set', node: nodeId('k2/a'), params: { kernel: 5 } });
    expect(nodeIn(graph, 'block', 'a')?.params.kernel).toBe(5);
    expect(graph.nodes).toBe(two.graph.nodes);
    const deep = edited(two, { type: 'rename', node: nodeId('p/one/a'), id: 'first' });
    expect(nodeIn(deep.graph, 'block', 'first')).toBeDefined();
  });
  it('[G22] `set` replaces an expression by the value', () => {
    const { graph } = edited(two, { type: 'set', node: nodeId('k2/a'), params: { filters: 3 } });
    expect(nodeIn(graph, 'block', 'a')).toMatchObject({ params: { filters: 3 } });
    expect(nodeIn(graph, 'block', 'a')?.bindings).toBeUndefined();
  });
  it('[G22] insert on a wire of the expanded graph: within the definition, or outside it', () => {
    const node = (id: string): GraphNode => ({
      id: nodeId(id),
      kind: 'batchNorm',
      params: defaultParams('batchNorm'),
    });
    const inside = edited(two, {
      type: 'insert',
      edge: edgeIdOf(nodeId('k1/join'), nodeId('k2/a'), 0),
      node: node('bn1'),
    });
    expect(wires(inner(inside.graph, 'block') ?? two.graph)).toContain('x->bn1:0');
    const outside = edited(two, {
      type: 'insert',
      edge: edgeIdOf(nodeId('p/one/join'), nodeId('flat'), 0),
      node: node('bn1'),
    });
    expect(wires(outside.graph)).toContain('p->bn1:0');
  });
  it('[G22] that lead nowhere, or into two modules at once, are refused', () => {
    expect(refusal(two, { type: 'set', node: nodeId('stem/a'), params: {} }).code).toBe('no-such-node');
    expect(
      refusal(two, { type: 'connect', from: nodeId('k1/a'), to: nodeId('k2/b'), slot: 0 }).message,
    ).toContain('different modules');
  });
});

describe('ports', () => {
  it('[G20] a new input adds a slot at the end; all wires stay', () => {
    const { graph } = edited(two, {
      type: 'inModule',
      module: 'block',
      edit: {
        type: 'add',
        node: { id: nodeId('third'), kind: 'moduleInput', params: {} },
        at: { x: 0, y: 0 },
      },
    });
    expect(wires(graph)).toEqual(wires(two.graph));
  });
  it('[G20] without an input, its slot’s wires go everywhere and those behind it move up', () => {
    const { graph } = edited(two, { type: 'remove', nodes: ids('k1/x'), edges: [] });
    expect(edgesInto(graph, nodeId('k1')).map(({ from, slot }) => [from, slot])).toEqual([['stem', 0]]);
    expect(edgesInto(graph, nodeId('k2')).map(({ from, slot }) => [from, slot])).toEqual([['stem', 0]]);
    expect(wires(inner(graph, 'pair') ?? graph)).toEqual(['in->one:0', 'one->out:0']);
  });
  it('[G20] without the output, the wires that left its instances go', () => {
    const { graph } = edited(two, { type: 'remove', nodes: ids('k1/out'), edges: [] });
    expect(edgesFrom(graph, nodeId('k1'))).toEqual([]);
    expect(wires(inner(graph, 'pair') ?? graph)).toEqual(['in->one:0', 'in->one:1']);
    expect(
      refusal({ ...two, graph }, { type: 'connect', from: nodeId('k1'), to: nodeId('flat'), slot: 0 }).code,
    ).toBe('output-has-no-out');
  });
  it.each<[string, Edit]>([
    [
      'port-outside-module',
      { type: 'add', node: { id: nodeId('y'), kind: 'moduleInput', params: {} }, at: { x: 0, y: 0 } },
    ],
    [
      'several-outputs',
      { type: 'add', node: { id: nodeId('k1/y'), kind: 'moduleOutput', params: {} }, at: { x: 0, y: 0 } },
    ],
    [
      'input-inside-module',
      {
        type: 'add',
        node: { id: nodeId('k1/y'), kind: 'input', params: defaultParams('input') },
        at: { x: 0, y: 0 },
      },
    ],
    [
      'module-recursion',
      {
        type: 'add',
        node: { id: nodeId('k1/y'), kind: 'module', params: { module: 'pair' } },
        at: { x: 0, y: 0 },
      },
    ],
    [
      'unknown-module',
      {
        type: 'add',
        node: { id: nodeId('y'), kind: 'module', params: { module: 'none' } },
        at: { x: 0, y: 0 },
      },
    ],
    [
      'bad-value',
      {
        type: 'add',
        node: { id: nodeId('y'), kind: 'module', params: { module: 'pair', width: 0 } },
        at: { x: 0, y: 0 },
      },
    ],
    ['bad-value', { type: 'set', node: nodeId('k1'), params: { width: 70_000 } }],
    ['bad-value', { type: 'set', node: nodeId('k1'), params: { depth: 3 } }],
    ['module-recursion', { type: 'set', node: nodeId('p/one'), params: { module: 'pair' } }],
  ])('refuses: %s', (code, edit) => {
    expect(refusal(two, edit).code).toBe(code);
  });
  it('[G17] names the ring', () => {
    const { message } = refusal(two, {
      type: 'inModule',
      module: 'block',
      edit: {
        type: 'add',
        node: { id: nodeId('y'), kind: 'module', params: { module: 'pair' } },
        at: { x: 0, y: 0 },
      },
    });
    expect(message).toContain('block → pair → block');
  });
  it('[G17] refuses more nodes than a drawing takes, with both numbers', () => {
    let text =
      'module m0\nx = moduleInput\na = activation < x\nb = activation < a\nout = moduleOutput < b\nend\n';
    for (let i = 1; i <= 13; i += 1) {
      text += `module m${i}\nx = moduleInput\na = m${i - 1} < x\nb = m${i - 1} < a\nout = moduleOutput < b\nend\n`;
    }
    const drawing = drawingOf(`${text}image = input\nbig = m13 < image`);
    expect(
      refusal(drawing, {
        type: 'add',
        node: { id: nodeId('more'), kind: 'module', params: { module: 'm13' } },
        at: { x: 0, y: 0 },
      }),
    ).toMatchObject({ code: 'module-too-large', message: expect.stringMatching(/32,769 nodes.*20,000/) });
  });
});

const width = (change: Partial<ModuleParameter> = {}): ModuleParameter => ({
  name: 'width',
  type: 'int',
  default: 8,
  min: 1,
  max: 65_536,
  help: '',
  ...change,
});
const parameters = (...list: ModuleParameter[]): Edit => ({
  type: 'setModule',
  module: 'block',
  parameters: list,
});

describe('definitions', () => {
  it('are renamed with all their instances', () => {
    const { graph } = edited(two, { type: 'renameModule', module: 'block', name: 'brick' });
    expect([...graph.modules.keys()]).toEqual(['brick', 'pair']);
    expect(graph.nodes.get(nodeId('k1'))?.params.module).toBe('brick');
    expect(nodeIn(graph, 'pair', 'one')?.params.module).toBe('brick');
    expect(refusal(two, { type: 'renameModule', module: 'block', name: 'pair' }).code).toBe(
      'duplicate-module',
    );
  });
  it('take a new default, and what follows it follows', () => {
    const { graph } = edited(two, parameters(width({ default: 3 })));
    expect(nodeIn(graph, 'block', 'b')?.params.filters).toBe(6);
    expect(graph.nodes).toBe(two.graph.nodes);
  });
  it('lose a parameter: what followed it keeps its value', () => {
    const { graph } = edited(two, parameters());
    expect(nodeIn(graph, 'block', 'b')).toMatchObject({ params: { filters: 16 } });
    expect(nodeIn(graph, 'block', 'b')?.bindings).toBeUndefined();
    expect(graph.nodes.get(nodeId('k2'))?.params).toEqual({ module: 'block' });
    expect(nodeIn(graph, 'pair', 'one')).toEqual({ id: 'one', kind: 'module', params: { module: 'block' } });
  });
  it('gain one: every instance has its default', () => {
    const { graph } = edited(two, parameters(width(), width({ name: 'depth', default: 2 })));
    expect(graph.nodes.get(nodeId('k2'))?.params).toEqual({ module: 'block', width: 9, depth: 2 });
  });
  it('rename one, with expressions and instances', () => {
    const { graph } = edited(two, { type: 'renameParameter', module: 'block', from: 'width', to: 'w' });
    expect(nodeIn(graph, 'block', 'b')?.bindings).toEqual({ filters: '2*w' });
    expect(graph.nodes.get(nodeId('k2'))?.params).toEqual({ module: 'block', w: 9 });
    expect(nodeIn(graph, 'pair', 'one')).toMatchObject({ params: { w: 5 }, bindings: { w: 'width+1' } });
  });
  it.each<[string, string, Edit, RegExp]>([
    [
      'a range that an instance breaks',
      'bad-value',
      parameters(width({ max: 8 })),
      /“k2”.*from 1 to 8, found 9/,
    ],
    [
      'a default that breaks a field',
      'bad-value',
      parameters(width({ default: 40_000 })),
      /“filters” of “b” expects .* to 65,536, but “=2\*width” is 80,000/,
    ],
    [
      'a default out of its range',
      'bad-params',
      parameters(width({ default: 0 })),
      /0, is not within 1 to 65536/,
    ],
    ['a bad name', 'bad-params', parameters(width({ name: 'a b' })), /cannot be a parameter’s name/],
    [
      'the name “module”',
      'bad-params',
      parameters(width({ name: 'module' })),
      /cannot be a parameter’s name/,
    ],
    ['one name twice', 'bad-params', parameters(width(), width()), /another parameter is named “width”/],
  ])('refuse %s', (_, code, edit, words) => {
    const problem = refusal(two, edit);
    expect(problem.code).toBe(code);
    expect(problem.message).toMatch(words);
  });
  it('are removed only when no instance is left', () => {
    const problem = refusal(two, { type: 'removeModule', module: 'block' });
    expect(problem.code).toBe('module-in-use');
    for (const name of ['“k1”', '“k2”', '“pair/one”']) expect(problem.message).toContain(name);
    const { graph } = edited(
      two,
      { type: 'remove', nodes: ids('k1', 'k2', 'p/one'), edges: [] },
      { type: 'removeModule', module: 'block' },
    );
    expect([...graph.modules.keys()]).toEqual(['pair']);
  });
  it('bind a number to an expression, and let it go', () => {
    const bind = (param: string, expression: string | undefined): Edit => ({
      type: 'bind',
      node: nodeId('k1/a'),
      param,
      expression,
    });
    const bound = edited(two, bind('kernel', '=width/2 - 1'));
    expect(nodeIn(bound.graph, 'block', 'a')).toMatchObject({
      params: { kernel: 3 },
      bindings: { filters: 'width', kernel: 'width/2 - 1' },
    });
    const free = edited(bound, bind('kernel', undefined));
    expect(nodeIn(free.graph, 'block', 'a')?.bindings).toEqual({ filters: 'width' });
    expect(refusal(two, bind('kernel', 'depth')).code).toBe('bad-expression');
    expect(refusal(two, bind('kernel', '4*')).code).toBe('bad-expression');
    expect(refusal(two, bind('kernel', 'width/3')).code).toBe('bad-value');
    expect(refusal(two, bind('activation', 'width')).code).toBe('bad-value');
    expect(refusal(two, { type: 'bind', node: nodeId('stem'), param: 'filters', expression: '3' }).code).toBe(
      'bad-expression',
    );
  });
});

describe('any edits of any document', () => {
  const kinds = [...placeable.map(({ kind }) => kind), 'module', 'moduleInput', 'moduleOutput'];
  const choice = fc.record({
    type: fc.nat(13),
    a: fc.nat(),
    b: fc.nat(),
    c: fc.nat(),
    several: fc.array(fc.nat(), { maxLength: 4 }),
    inside: fc.nat(3),
    name: fc.constantFrom('n1', 'x', 'conv1', 'a b', 'p0', '__proto__', 'constructor', 'm'),
    expression: fc.constantFrom('p0', '2*p1', 'p0/p2', '3', '(', undefined),
  });
  type Choice = typeof choice extends fc.Arbitrary<infer T> ? T : never;

  function editOf(graph: Graph, pick: Choice): Edit {
    const names = [...graph.modules.keys()];
    const module = names[pick.c % Math.max(1, names.length)] ?? 'none';
    const definition = graph.modules.get(module);
    if (pick.inside === 1 && definition)
      return {
        type: 'inModule',
        module,
        edit: editOf({ ...definition.graph, modules: graph.modules }, { ...pick, inside: 0 }),
      };
    const paths = [...graph.nodes.values()].flatMap(({ id, kind, params }) => {
      const below =
        kind === 'module' ? graph.modules.get(String(params.module))?.graph.nodes.keys() : undefined;
      return [id, ...[...(below ?? [])].map((each) => nodeId(`${id}/${each}`))];
    });
    const at = (n: number) => paths[n % Math.max(1, paths.length)] ?? nodeId('none');
    const kind = kinds[pick.b % kinds.length] ?? 'add';
    const params = kind === 'module' ? { module } : defaultParams(kind);
    const edges = [...graph.edges.keys()];
    switch (pick.type) {
      case 0:
        return { type: 'add', node: { id: nodeId(pick.name), kind, params }, at: { x: 0, y: 0 } };
      case 1:
        return { type: 'remove', nodes: pick.several.map(at), edges: [] };
      case 2:
        return { type: 'connect', from: at(pick.a), to: at(pick.b), slot: pick.c % 4 };
      case 3:
        return { type: 'set', node: at(pick.a), params: { filters: 1 + (pick.b % 9) } };
      case 4:
        return { type: 'rename', node: at(pick.a), id: pick.name };
      case 5:
        return {
          type: 'insert',
          edge: edges[pick.a % Math.max(1, edges.length)] ?? edgeIdOf(at(1), at(2), 0),
          node: { id: nodeId(pick.name), kind, params },
        };
      case 6:
      case 7:
        return { type: 'defineModule', name: pick.name, nodes: pick.several.map(at) };
      case 8:
        return { type: 'ungroup', node: at(pick.a) };
      case 9:
        return { type: 'bind', node: at(pick.a), param: 'filters', expression: pick.expression };
      case 10:
        return { type: 'renameModule', module, name: pick.name };
      case 11:
        return {
          type: 'setModule',
          module,
          parameters: (definition?.parameters ?? []).slice(pick.a % 2).map((p) => ({ ...p, default: p.min })),
        };
      case 12:
        return { type: 'removeModule', module };
      default:
        return { type: 'renameParameter', module, from: 'p0', to: pick.name };
    }
  }

  it('[G21] never throw, and leave a drawing that is written and read back without a problem', () => {
    let done = 0;
    const kindsDone = new Set<string>();
    fc.assert(
      fc.property(arbitraryDocument, fc.array(choice, { minLength: 1, maxLength: 8 }), (document, picks) => {
        let drawing: Drawing = document;
        for (const pick of picks) {
          const edit = editOf(drawing.graph, pick);
          const result = applyEdit(drawing, edit);
          if (!result.ok) {
            expect(result.error.message.length).toBeGreaterThan(10);
            continue;
          }
          done += 1;
          kindsDone.add(edit.type);
          drawing = result.value;
        }
        // A parameter that the layer does not have is not written.
        const text = serialise({ ...emptyDocument, ...drawing });
        const read = parseTemplate(text);
        if (!read.ok) throw new Error(read.error.problems.map(({ message }) => message).join('\n'));
        expect([...read.value.graph.nodes.keys()]).toEqual([...drawing.graph.nodes.keys()]);
        expect(wires(read.value.graph)).toEqual(wires(drawing.graph));
        expect(serialise(read.value)).toBe(text);
      }),
      { numRuns: 600 },
    );
    expect(done).toBeGreaterThan(500);
    expect([...kindsDone].sort()).toEqual(
      [
        'add',
        'bind',
        'connect',
        'defineModule',
        'inModule',
        'insert',
        'remove',
        'removeModule',
        'rename',
        'renameModule',
        'renameParameter',
        'set',
        'setModule',
        'ungroup',
      ].sort(),
    );
  });
});
