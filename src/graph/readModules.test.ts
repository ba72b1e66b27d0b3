// Modules and `about` in a file: what they are read as, what is refused in which words, and what is saved of the rest.
import { describe, expect, it } from 'vitest';
import { nodeId } from '../lib/ids';
import { emptyDocument } from './document';
import { type ParseFailure, parseTemplate } from './parseTemplate';
import { serialise } from './serialise';

type Raw = Record<string, unknown>;
const width = { name: 'width', type: 'int', default: 8, min: 1, max: 512, help: 'Filters.' };
const block = (change: Raw = {}): Raw => ({
  name: 'block',
  doc: 'Two convolutions.',
  parameters: [width],
  nodes: [
    { id: 'x', layer: 'moduleInput' },
    { id: 'conv', layer: 'conv2d', params: { filters: '=2*width' } },
    { id: 'out', layer: 'moduleOutput' },
  ],
  edges: [
    { from: 'x', to: 'conv' },
    { from: 'conv', to: 'out' },
  ],
  ...change,
});
const instance = (params: unknown = { module: 'block', width: 16 }, id = 'b1'): Raw => ({
  id,
  layer: 'module',
  params,
});
const file = (change: Raw = {}): string =>
  JSON.stringify({
    format: 'convas',
    version: 2,
    modules: [block()],
    nodes: [{ id: 'image', layer: 'input' }, instance(), { id: 'flat', layer: 'flatten' }],
    edges: [
      { from: 'image', to: 'b1' },
      { from: 'b1', to: 'flat' },
    ],
    ...change,
  });
const placing = (name: string, placed: string, params: Raw = {}): Raw =>
  block({
    name,
    parameters: [],
    nodes: [
      { id: 'x', layer: 'moduleInput' },
      instance({ module: placed, ...params }, 'within'),
      { id: 'out', layer: 'moduleOutput' },
    ],
    edges: [
      { from: 'x', to: 'within' },
      { from: 'within', to: 'out' },
    ],
  });
const convWith = (params: Raw): Raw =>
  block({
    nodes: [
      { id: 'x', layer: 'moduleInput' },
      { id: 'conv', layer: 'conv2d', params },
      { id: 'out', layer: 'moduleOutput' },
    ],
  });

const parsed = (text: string) => {
  const result = parseTemplate(text);
  if (!result.ok) throw new Error(result.error.problems.map((problem) => problem.message).join('\n'));
  return result.value;
};
const failed = (text: string): ParseFailure => {
  const result = parseTemplate(text);
  if (result.ok) throw new Error('It was read without a problem.');
  return result.error;
};

const about = {
  family: 'Residual networks',
  paper: 'Deep residual learning for image recognition',
  authors: 'K. He, X. Zhang, S. Ren, J. Sun',
  year: 2015,
  url: 'https://arxiv.org/abs/1512.03385',
  idea: 'Layers learn what to add to their input.',
  look: 'The wires that pass the blocks by.',
  figures: [{ figure: 'trainable', value: 25_557_032, to: 1, source: 'torchvision' }],
};

describe('modules in a file', () => {
  it('are read with parameters, expressions and their values at the defaults', () => {
    const { graph } = parsed(file());
    const definition = graph.modules.get('block');
    expect(definition?.parameters).toEqual([width]);
    expect(definition?.graph.nodes.get(nodeId('conv'))).toMatchObject({
      params: { filters: 16, kernel: 3 },
      bindings: { filters: '2*width' },
    });
    expect(definition?.layout.size).toBe(3);
    expect(graph.nodes.get(nodeId('b1'))?.params).toEqual({ module: 'block', width: 16 });
  });
  it('[G15] any number can be an expression: sizes, paddings, and values of instances within', () => {
    const { graph } = parsed(
      file({
        modules: [
          convWith({ kernel: '=width-1', padding: '=(width-2)/2', l1: '=1/width' }),
          placing('outer', 'block', { width: 4 }),
          { ...placing('bound', 'block', { width: '=w*2' }), parameters: [{ ...width, name: 'w' }] },
        ],
      }),
    );
    expect(graph.modules.get('block')?.graph.nodes.get(nodeId('conv'))?.params).toMatchObject({
      kernel: 7,
      padding: 3,
      l1: 0.125,
    });
    expect(graph.modules.get('bound')?.graph.nodes.get(nodeId('within'))?.params.width).toBe(16);
  });
  it('[G3] stand before the nodes, a line for each parameter, node and edge', () => {
    const lines = serialise(parsed(file())).split('\n');
    expect(lines.slice(5, 13)).toEqual([
      '  "modules": [',
      '    {',
      '      "name": "block",',
      '      "doc": "Two convolutions.",',
      '      "parameters": [',
      '        {"name": "width", "type": "int", "default": 8, "min": 1, "max": 512, "help": "Filters."}',
      '      ],',
      '      "nodes": [',
    ]);
    expect(lines.some((line) => line.includes('"params": {"filters": "=2*width", "kernel": 3,'))).toBe(true);
    expect(lines).toContain(
      '    {"id": "b1", "layer": "module", "params": {"module": "block", "width": 16}, "position": [260, 0]},',
    );
  });
  it('[G6] leave `advanced` parameters out at their defaults, and write them elsewhere', () => {
    const text = (params: Raw) =>
      serialise(parsed(file({ nodes: [{ id: 'c', layer: 'conv2d', params }], edges: [] })));
    expect(text({})).not.toContain('"groups"');
    expect(text({ groups: 2 })).toContain('"groups": 2');
  });
  it('say where a network comes from, in canonical form', () => {
    const text = serialise(parsed(file({ about })));
    expect(parsed(text).about).toEqual(about);
    expect(text.split('\n')).toContain(
      '      {"figure": "trainable", "value": 25557032, "to": 1, "source": "torchvision"}',
    );
    expect(serialise(emptyDocument)).not.toContain('about');
  });
});

const doubling = [
  block({
    name: 'm0',
    parameters: [],
    nodes: [
      { id: 'x', layer: 'moduleInput' },
      { id: 'conv', layer: 'activation' },
      { id: 'out', layer: 'moduleOutput' },
    ],
  }),
  ...Array.from({ length: 40 }, (_, i) =>
    block({
      name: `m${i + 1}`,
      parameters: [],
      nodes: [
        { id: 'x', layer: 'moduleInput' },
        instance({ module: `m${i}` }, 'a'),
        instance({ module: `m${i}` }, 'b'),
        { id: 'out', layer: 'moduleOutput' },
      ],
      edges: [
        { from: 'x', to: 'a' },
        { from: 'a', to: 'b' },
        { from: 'b', to: 'out' },
      ],
    }),
  ),
];

describe('bad modules', () => {
  it.each<[string, string, string, string, RegExp]>([
    ['a list of a wrong type', file({ modules: {} }), 'bad-structure', 'modules', /list of modules/],
    [
      'a module of a wrong type',
      file({ modules: [block(), 7] }),
      'bad-structure',
      'modules[1]',
      /expects a module/,
    ],
    [
      'an unknown property',
      file({ modules: [block({ author: 'me' })] }),
      'bad-structure',
      'modules[0].author',
      /no such property/,
    ],
    [
      'a bad name',
      file({ modules: [block(), block({ name: 'a/b' })] }),
      'bad-id',
      'modules[1].name',
      /"a\/b" cannot be/,
    ],
    [
      'a name twice',
      file({ modules: [block(), block()] }),
      'duplicate-module',
      'modules[1].name',
      /“block” too/,
    ],
    [
      'an unknown module',
      file({ nodes: [{ id: 'image', layer: 'input' }, instance({ module: 'brick' })], edges: [] }),
      'unknown-module',
      'nodes[1].params.module',
      /no module "brick" \(node “b1”\).*defines block.*define the module/,
    ],
    [
      'an unknown parameter',
      file({ nodes: [instance({ module: 'block', width: 8, depth: 2 })], edges: [] }),
      'bad-value',
      'nodes[0].params.depth',
      /no parameter “depth”\. It has width/,
    ],
    [
      'a missing parameter',
      file({ nodes: [instance({ module: 'block' })], edges: [] }),
      'bad-value',
      'nodes[0].params.width',
      /no value for its parameter “width”.*from 1 to 512; its default is 8/,
    ],
    [
      'a value out of range',
      file({ nodes: [instance({ module: 'block', width: 513 })], edges: [] }),
      'bad-value',
      'nodes[0].params.width',
      /from 1 to 512, found 513/,
    ],
    [
      'an expression outside a module',
      file({ nodes: [instance({ module: 'block', width: '=4' })], edges: [] }),
      'bad-value',
      'nodes[0].params.width',
      /whole number.*found "=4"/,
    ],
    [
      'an expression that is none',
      file({ modules: [convWith({ filters: '=2*' })] }),
      'bad-expression',
      'modules[0].nodes[1].params.filters',
      /“=2\*”, which expects a number, a parameter or “\(”/,
    ],
    [
      'an expression of an unknown name',
      file({ modules: [convWith({ filters: '=2*depth' })] }),
      'bad-expression',
      'modules[0].nodes[1].params.filters',
      /no parameter “depth” \(it has width\)/,
    ],
    [
      'an expression beyond its field at the defaults',
      file({ modules: [convWith({ filters: '=10000*width' })] }),
      'bad-value',
      'modules[0].nodes[1].params.filters',
      /from 1 to 65,?536, but “=10000\*width” is 80,000 at the module’s defaults/,
    ],
    [
      'an expression that is no whole number',
      file({ modules: [convWith({ filters: '=width/3' })] }),
      'bad-value',
      'modules[0].nodes[1].params.filters',
      /whole number/,
    ],
    [
      'an expression for a choice',
      file({ modules: [convWith({ activation: '=width' })] }),
      'bad-params',
      'modules[0].nodes[1].params.activation',
      /expects one of/,
    ],
    [
      'a parameter with a bad name',
      file({ modules: [block({ parameters: [width, { ...width, name: 'a_b' }] })] }),
      'bad-params',
      'modules[0].parameters[1].name',
      /cannot be a parameter’s name/,
    ],
    [
      'a default out of range',
      file({ modules: [block({ parameters: [{ ...width, default: 1000 }] })] }),
      'bad-params',
      'modules[0].parameters[0].default',
      /1000, is not within 1 to 512/,
    ],
    [
      'two outputs',
      file({
        modules: [block({ nodes: [...(block().nodes as Raw[]), { id: 'o2', layer: 'moduleOutput' }] })],
      }),
      'several-outputs',
      'modules[0].nodes[3].layer',
      /“o2” would be a second output.*“out”/,
    ],
    [
      'an input layer inside',
      file({ modules: [block({ nodes: [...(block().nodes as Raw[]), { id: 'i', layer: 'input' }] })] }),
      'input-inside-module',
      'modules[0].nodes[3].layer',
      /“i” \(Input\) is an input of the network/,
    ],
    [
      'a port outside',
      file({ nodes: [{ id: 'p', layer: 'moduleInput' }], edges: [{ from: 'p', to: 'p' }] }),
      'port-outside-module',
      'nodes[0].layer',
      /“p” \(Module input\) belongs within a module/,
    ],
    [
      'a module that contains itself',
      file({ modules: [block(), placing('loop', 'loop')] }),
      'module-recursion',
      'modules[1].nodes[1].params.module',
      /loop → loop/,
    ],
    [
      'modules that contain one another',
      file({ modules: [block(), placing('a', 'b'), placing('b', 'c'), placing('c', 'a')] }),
      'module-recursion',
      'modules[3].nodes[1].params.module',
      /a → b → c → a/,
    ],
    [
      'a slot that the module does not have',
      file({ edges: [{ from: 'image', to: 'b1', slot: 1 }] }),
      'bad-slot',
      'edges[0]',
      /one input, slot 0, not slot 1/,
    ],
    [
      'a wire out of a module without output',
      file({
        modules: [block({ nodes: (block().nodes as Raw[]).slice(0, 2), edges: [{ from: 'x', to: 'conv' }] })],
      }),
      'output-has-no-out',
      'edges[1]',
      /“b1” gives nothing, for the module “block” has no output/,
    ],
    ['an `about` of a wrong type', file({ about: 3 }), 'bad-structure', 'about', /found 3/],
    [
      'a figure of an unknown kind',
      file({ about: { ...about, figures: [{ ...about.figures[0], figure: 'depht' }] } }),
      'bad-structure',
      'about.figures[0].figure',
      /"trainable", "macs" or "depth", found "depht"/,
    ],
  ])('[G5] [G16] %s: named with place, reason and remedy', (_, text, code, place, words) => {
    const failure = failed(text);
    const [problem] = failure.problems;
    expect(problem?.code).toBe(code);
    expect(problem?.at).toEqual({ type: 'file', path: place });
    expect(problem?.message).toMatch(words);
    expect(failure.problems).toHaveLength(1);
    const again = failure.salvage ? parseTemplate(serialise(failure.salvage.document)) : undefined;
    const codes = again?.ok === false ? again.error.problems.map((each) => each.code) : [];
    expect(codes.filter((each) => each !== 'unknown-module')).toEqual([]);
  });

  it('[G17] are refused beyond 20,000 nodes, with both numbers, before they cost time', () => {
    const failure = failed(file({ modules: doubling, nodes: [instance({ module: 'm40' })], edges: [] }));
    expect(failure.problems[0]).toMatchObject({
      code: 'module-too-large',
      at: { type: 'file', path: 'modules[15].nodes[2].params.module' },
      message: expect.stringMatching(/32,768 nodes.*20,000/),
    });
    const { salvage } = failure;
    expect(salvage && parseTemplate(serialise(salvage.document)).ok).toBe(true);
  });

  it('[G8] [G16] keep an instance of an unknown module as it was, with its wires', () => {
    const params = { module: 'brick', width: 3, mode: 'wide' };
    const text = file({
      nodes: [{ id: 'image', layer: 'input' }, instance(params), { id: 'flat', layer: 'flatten' }],
    });
    const { salvage } = failed(text);
    const written = JSON.parse(salvage ? serialise(salvage.document) : '');
    expect(written.nodes[1].params).toEqual(params);
    expect(written.edges).toHaveLength(2);
    expect(salvage?.notes.get(nodeId('b1'))).toContain('"brick"');
  });

  it('[G7] [G16] take the default for a wrong value, noted at the instance', () => {
    const { salvage } = failed(file({ nodes: [instance({ module: 'block', width: 0 })], edges: [] }));
    expect(salvage?.document.graph.nodes.get(nodeId('b1'))?.params).toEqual({ module: 'block', width: 8 });
    expect(salvage?.notes.get(nodeId('b1'))).toMatch(/“width” expects .* found 0; the default 8 stands in/);
  });

  it('note what was changed within a module at its instances, nested ones too', () => {
    const { salvage } = failed(
      file({
        modules: [convWith({ filters: 0 }), placing('outer', 'block', { width: 4 })],
        nodes: [instance({ module: 'outer' })],
        edges: [],
      }),
    );
    expect(salvage?.notes.get(nodeId('b1'))).toMatch(/Within the module “block”, “conv”: “filters” expects/);
  });

  it('[G13] version 1 is read as it was', () => {
    const { graph } = parsed(
      JSON.stringify({ format: 'convas', version: 1, nodes: [{ id: 'image', layer: 'input' }], edges: [] }),
    );
    expect(graph.nodes.size).toBe(1);
    expect(graph.modules.size).toBe(0);
  });
});
