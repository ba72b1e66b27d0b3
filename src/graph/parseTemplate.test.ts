// The file format's door: what it takes, what it refuses and in which words, and what it saves of a damaged file.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nodeId } from '../lib/ids';
import { defaultTraining } from './document';
import { arbitraryDocument } from './document.fixture';
import { migrate } from './migrate';
import { type ParseFailure, parseTemplate } from './parseTemplate';
import { serialise } from './serialise';

const template = (change: object = {}): string =>
  JSON.stringify({
    format: 'convas',
    version: 2,
    nodes: [
      { id: 'image', layer: 'input' },
      { id: 'conv', layer: 'conv2d', params: { filters: 8 } },
      { id: 'flat', layer: 'flatten' },
      { id: 'logits', layer: 'dense', params: { units: 10 } },
      { id: 'classes', layer: 'classifier' },
    ],
    edges: [
      { from: 'image', to: 'conv' },
      { from: 'conv', to: 'flat' },
      { from: 'flat', to: 'logits' },
      { from: 'logits', to: 'classes' },
    ],
    ...change,
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
const placeOf = ({ problems: [problem] }: ParseFailure): string =>
  problem?.at.type === 'file' ? problem.at.path : '(elsewhere)';
const node = (layer: string, params?: unknown, id = 'a') => ({
  nodes: [
    { id: 'image', layer: 'input' },
    { id, layer, params },
  ],
  edges: [],
});

describe('parseTemplate', () => {
  it('keeps where a drawing leads, and writes it only where it is not to the right', () => {
    const down = parsed(template({ direction: 'down' }));
    expect(down.direction).toBe('down');
    expect(parsed(serialise(down)).direction).toBe('down');
    expect(serialise(parsed(template({ direction: 'right' })))).not.toContain('direction');
    expect(placeOf(failed(template({ direction: 'up' })))).toBe('direction');
  });

  it('[G6] takes defaults for what is left out', () => {
    const { title, graph, layout, training } = parsed(template());
    expect(title).toBe('Untitled');
    expect(graph.nodes.get(nodeId('conv'))?.params).toMatchObject({
      filters: 8,
      kernel: 3,
      stride: 1,
      padding: 'same',
    });
    expect(training).toEqual(defaultTraining);
    const xs = [...layout.values()].map(({ x }) => x);
    expect(xs).toEqual([...xs].sort((a, b) => a - b));
    expect(new Set(xs).size).toBe(5);
  });

  it('[G1] reads back every document it writes', () => {
    fc.assert(
      fc.property(arbitraryDocument, (document) => {
        const read = parsed(serialise(document));
        expect(read).toEqual(document);
        expect([...read.graph.nodes.keys()]).toEqual([...document.graph.nodes.keys()]);
      }),
      { numRuns: 200 },
    );
  });

  it('[G2] [G3] writes what it read identically, a line for each node and edge', () => {
    fc.assert(
      fc.property(arbitraryDocument, (document) => {
        const text = serialise(document);
        expect(serialise(parsed(text))).toBe(text);
        const lines = text.split('\n').map((line) => line.trim().replace(/,$/, ''));
        for (const id of document.graph.nodes.keys()) {
          expect(
            lines.filter((line) => line.startsWith(`{"id": ${JSON.stringify(id)}, "layer": `)).length,
          ).toBeGreaterThan(0);
        }
        const graphs = [document.graph, ...[...document.graph.modules.values()].map(({ graph }) => graph)];
        const wires = graphs.reduce((sum, { edges }) => sum + edges.size, 0);
        expect(lines.filter((line) => line.startsWith('{"from": '))).toHaveLength(wires);
      }),
      { numRuns: 100 },
    );
  });

  it('[G3] changes one line of the file for one changed parameter', () => {
    const lines = (filters: number) => serialise(parsed(template(node('conv2d', { filters })))).split('\n');
    const after = lines(9);
    expect(lines(8).filter((line, i) => line !== after[i])).toHaveLength(1);
  });
});

describe('bad files', () => {
  it.each<[string, string, string, string, RegExp]>([
    ['no JSON', '{"format": "convas",', 'not-json', 'line 1, column 21', /expected a name in double quotes/],
    ['nothing', '  ', 'not-json', '', /empty/],
    ['a list', '[]', 'other-format', '', /a list, not a Convas template/],
    ['null', 'null', 'other-format', '', /null/],
    ['a Keras model', '{"class_name": "Functional", "config": {}}', 'other-format', '', /Keras/],
    ['a tf.js model', '{"modelTopology": {}, "weightsManifest": []}', 'other-format', '', /TensorFlow\.js/],
    ['another object', '{"format": "gltf"}', 'other-format', '', /"format" is "gltf"/],
    ['no version', '{"format": "convas", "nodes": []}', 'bad-structure', 'version', /whole number from 1/],
    ['nodes of a wrong type', template({ nodes: {} }), 'bad-structure', 'nodes', /expects a list of nodes/],
    [
      'edges of a wrong type',
      template({ edges: 'none' }),
      'bad-structure',
      'edges',
      /expects a list of edges/,
    ],
    [
      'a node of a wrong type',
      template({ nodes: [7], edges: [] }),
      'bad-structure',
      'nodes[0]',
      /expects a node/,
    ],
    ['a title of a wrong type', template({ title: 4 }), 'bad-structure', 'title', /expects a text, found 4/],
    ['an unknown property', template({ author: 'me' }), 'bad-structure', 'author', /no such property/],
    [
      'an unknown property of a node',
      template({ nodes: [{ id: 'a', layer: 'input', colour: 1 }], edges: [] }),
      'bad-structure',
      'nodes[0].colour',
      /no such property/,
    ],
    [
      'a node without a layer',
      template({ nodes: [{ id: 'a' }], edges: [] }),
      'bad-structure',
      'nodes[0].layer',
      /expects a text, found nothing/,
    ],
    [
      'an unknown layer',
      template(node('lstm')),
      'unknown-layer',
      'nodes[1].layer',
      /no layer “lstm”.*Known are input, .*conv2d/,
    ],
    [
      'the stand-in as a layer',
      template(node('unknown')),
      'unknown-layer',
      'nodes[1].layer',
      /no layer “unknown”/,
    ],
    [
      'a layer named like a property of objects',
      template(node('constructor')),
      'unknown-layer',
      'nodes[1].layer',
      /“constructor”/,
    ],
    [
      'a billion filters',
      template(node('conv2d', { filters: 1e9 })),
      'bad-params',
      'nodes[1].params.filters',
      /1 to 65536, found 1000000000.*default|leave it out to take 32/,
    ],
    [
      'half a filter',
      template(node('conv2d', { filters: 0.5 })),
      'bad-params',
      'nodes[1].params.filters',
      /whole number/,
    ],
    [
      'filters in words',
      template(node('conv2d', { filters: '32' })),
      'bad-params',
      'nodes[1].params.filters',
      /found "32"/,
    ],
    [
      'an unknown parameter',
      template(node('conv2d', { fliters: 3 })),
      'bad-params',
      'nodes[1].params.fliters',
      /no parameter “fliters”.*filters, kernel/,
    ],
    [
      'parameters in a list',
      template(node('conv2d', [3])),
      'bad-params',
      'nodes[1].params',
      /expects parameters/,
    ],
    ['a bad name', template(node('flatten', {}, 'a b')), 'bad-id', 'nodes[1].id', /cannot be a node’s name/],
    ['an empty name', template(node('flatten', {}, '')), 'bad-id', 'nodes[1].id', /cannot be a node’s name/],
    [
      'a name used twice',
      template(node('flatten', {}, 'image')),
      'duplicate-node',
      'nodes[1].id',
      /named “image” too/,
    ],
    [
      'a position of a wrong type',
      template({ nodes: [{ id: 'a', layer: 'input', position: { x: 1, y: 2 } }], edges: [] }),
      'bad-structure',
      'nodes[0].position',
      /two numbers/,
    ],
    [
      'a huge position',
      template({ nodes: [{ id: 'a', layer: 'input', position: [1e300, 0] }], edges: [] }),
      'bad-structure',
      'nodes[0].position[0]',
      /pixels from/,
    ],
    [
      'a wire to nowhere',
      template({ edges: [{ from: 'image', to: 'nowhere', slot: 0 }] }),
      'dangling-edge',
      'edges[0].to',
      /no node "nowhere"/,
    ],
    [
      'a wire from nowhere',
      template({ edges: [{ from: '__proto__', to: 'conv', slot: 0 }] }),
      'dangling-edge',
      'edges[0].from',
      /no node "__proto__"/,
    ],
    [
      'a wire twice',
      template({
        edges: [
          { from: 'image', to: 'conv' },
          { from: 'image', to: 'conv' },
        ],
      }),
      'duplicate-edge',
      'edges[1]',
      /already, by edges\[0\]/,
    ],
    [
      'two wires into a slot',
      template({
        edges: [
          { from: 'image', to: 'flat' },
          { from: 'conv', to: 'flat' },
        ],
      }),
      'slot-taken',
      'edges[1]',
      /edges\[0\], from “image”, already fills input 1/,
    ],
    [
      'a second input of a layer with one',
      template({ edges: [{ from: 'image', to: 'conv', slot: 1 }] }),
      'bad-slot',
      'edges[0]',
      /one input, slot 0/,
    ],
    [
      'an input’s input',
      template({ edges: [{ from: 'conv', to: 'image', slot: 0 }] }),
      'bad-slot',
      'edges[0]',
      /has no input/,
    ],
    [
      'a negative slot',
      template({ edges: [{ from: 'image', to: 'conv', slot: -1 }] }),
      'bad-slot',
      'edges[0].slot',
      /found -1/,
    ],
    [
      'a wire of a wrong type',
      template({ edges: ['image->conv'] }),
      'bad-structure',
      'edges[0]',
      /expects an edge/,
    ],
    [
      'a wire out of the output',
      template({ edges: [{ from: 'classes', to: 'conv', slot: 0 }] }),
      'output-has-no-out',
      'edges[0]',
      /nothing follows it/,
    ],
    [
      'a cycle',
      template({
        edges: [
          { from: 'conv', to: 'flat' },
          { from: 'flat', to: 'logits' },
          { from: 'logits', to: 'conv' },
        ],
      }),
      'cycle',
      'edges[2]',
      /conv → flat → logits → conv/,
    ],
    [
      'a wire to itself',
      template({ edges: [{ from: 'conv', to: 'conv' }] }),
      'cycle',
      'edges[0]',
      /conv → conv/,
    ],
    ['training of a wrong type', template({ training: [] }), 'bad-structure', 'training', /expects settings/],
    [
      'a learning rate of zero',
      template({ training: { learningRate: 0 } }),
      'bad-params',
      'training.learningRate',
      /found 0/,
    ],
    [
      'an unknown setting',
      template({ training: { momentum: 0.9 } }),
      'bad-params',
      'training.momentum',
      /no such setting/,
    ],
    [
      'an unnamed data set',
      template({ training: { data: '' } }),
      'bad-params',
      'training.data',
      /name of a data set/,
    ],
  ])('[G5] %s: named with place, reason and remedy', (_, text, code, place, words) => {
    const failure = failed(text);
    expect(failure.problems[0]?.code).toBe(code);
    expect(placeOf(failure)).toBe(place);
    expect(failure.problems[0]?.message).toMatch(words);
    expect(failure.problems).toHaveLength(1);
  });

  it('[G13] refuses a newer version by its number', () => {
    const failure = failed(template({ version: 7, nodes: 'of the future' }));
    expect(failure.problems).toEqual([
      {
        code: 'newer-version',
        at: { type: 'file', path: 'version' },
        message: expect.stringContaining('version 7'),
      },
    ]);
    expect(failure.salvage).toBeUndefined();
  });

  it('[G13] migrates from any earlier version in steps', () => {
    const steps = [(raw: object) => ({ ...raw, second: true }), (raw: object) => ({ ...raw, third: true })];
    expect(migrate({ a: 1 }, 1, steps)).toEqual({ a: 1, second: true, third: true, version: 3 });
    expect(migrate({ a: 1 }, 2, steps)).toEqual({ a: 1, third: true, version: 3 });
    expect(migrate({ a: 1 }, 3, steps)).toEqual({ a: 1 });
  });

  it('[G11] refuses 200,000 nodes, too many edges and too long a text', () => {
    const many = Array.from({ length: 200_000 }, (_, i) => ({ id: `n${i}`, layer: 'flatten' }));
    expect(failed(template({ nodes: many })).problems[0]).toMatchObject({
      code: 'too-many-nodes',
      message: expect.stringContaining('200000'),
    });
    const wires = Array.from({ length: 60_000 }, () => ({ from: 'image', to: 'conv' }));
    expect(failed(template({ edges: wires })).problems[0]?.code).toBe('file-too-large');
    expect(failed(' '.repeat(20_000_001)).problems[0]?.code).toBe('file-too-large');
    expect(failed('{"a":'.repeat(100_000)).problems[0]).toMatchObject({
      code: 'bad-structure',
      message: expect.stringContaining('nests deeper'),
    });
  });

  it('[G11] reads a file at the limit: ten thousand nodes in one chain, written backwards', () => {
    const nodes = Array.from({ length: 10_000 }, (_, i) => ({ id: `n${i}`, layer: 'activation' }));
    const edges = Array.from({ length: 9_999 }, (_, i) => ({ from: `n${9_999 - i}`, to: `n${9_998 - i}` }));
    expect(parsed(template({ nodes, edges })).graph.edges.size).toBe(9_999);
    const closed = failed(template({ nodes, edges: [...edges, { from: 'n0', to: 'n9999' }] }));
    expect(closed.problems[0]?.code).toBe('cycle');
    expect(closed.salvage?.document.graph.edges.size).toBe(9_999);
  });

  it('lists fifty problems and counts the rest', () => {
    const nodes = Array.from({ length: 80 }, (_, i) => ({
      id: `n${i}`,
      layer: 'conv2d',
      params: { filters: 0 },
    }));
    const { problems } = failed(template({ nodes, edges: [] }));
    expect(problems).toHaveLength(51);
    expect(problems[50]?.message).toContain('30 more problems');
  });

  it('[G10] takes __proto__ and constructor for the names they are', () => {
    const attack =
      '{"format":"convas","version":1,"__proto__":{"polluted":1},"nodes":[{"id":"a","layer":"conv2d","__proto__":{"polluted":1},' +
      '"params":{"__proto__":{"filters":64},"constructor":{"prototype":{"polluted":1}},"toString":1}},{"id":"__proto__","layer":"__proto__"}],' +
      '"edges":[{"from":"constructor","to":"a","__proto__":{"slot":3}}],"training":{"__proto__":{"epochs":9},"constructor":1}}';
    const failure = failed(attack);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(Object.prototype.toString.call(1)).toBe('[object Number]');
    const places = failure.problems.map(({ at }) => (at.type === 'file' ? at.path : ''));
    for (const place of [
      'nodes[0].params.__proto__',
      'nodes[0].params.constructor',
      'nodes[1].layer',
      'training.__proto__',
      'training.constructor',
    ]) {
      expect(places).toContain(place);
    }
    expect(failure.salvage?.document.graph.nodes.get(nodeId('a'))?.params.filters).toBe(32);
    expect(failure.salvage?.document.training.epochs).toBe(defaultTraining.epochs);
  });
});

describe('salvage', () => {
  it('[G7] puts the default in place of a wrong parameter, with a note', () => {
    const { salvage } = failed(template(node('conv2d', { filters: 1e9, kernel: 5 })));
    expect(salvage?.document.graph.nodes.get(nodeId('a'))?.params).toMatchObject({ filters: 32, kernel: 5 });
    expect(salvage?.notes.get(nodeId('a'))).toMatch(
      /“filters” expects .* found 1000000000; the default 32 stands in/,
    );
  });

  it('[G8] keeps an unknown layer with its parameters and wires, and writes it back as it was', () => {
    const params = { units: 3, deep: { a: [1, 2, { b: null }] }, text: 'x\n' };
    const text = template({
      nodes: [
        { id: 'image', layer: 'input' },
        { id: 'odd', layer: 'deformConv', params, position: [3, 4] },
        { id: 'conv', layer: 'conv2d' },
      ],
      edges: [
        { from: 'image', to: 'odd', slot: 0 },
        { from: 'odd', to: 'conv', slot: 0 },
      ],
    });
    const { salvage, problems } = failed(text);
    expect(problems.map(({ code }) => code)).toEqual(['unknown-layer']);
    expect(salvage?.document.graph.edges.size).toBe(2);
    expect(salvage?.notes.get(nodeId('odd'))).toMatch(/“deformConv”/);
    const written = salvage ? serialise(salvage.document) : '';
    expect(JSON.parse(written).nodes[1]).toEqual({
      id: 'odd',
      layer: 'deformConv',
      params,
      position: [3, 4],
    });
    const again = failed(written);
    expect(again.salvage?.document).toEqual(salvage?.document);
  });

  it('[G9] leaves out wires that cannot stand, with a note on their target', () => {
    const { salvage } = failed(
      template({
        edges: [
          { from: 'image', to: 'conv' },
          { from: 'conv', to: 'flat' },
          { from: 'gone', to: 'logits' },
          { from: 'flat', to: 'conv', slot: 0 },
          { from: 'logits', to: 'logits' },
        ],
      }),
    );
    expect([...(salvage?.document.graph.edges.keys() ?? [])]).toEqual(['image->conv:0', 'conv->flat:0']);
    expect(salvage?.notes.get(nodeId('logits'))).toMatch(/"gone".*cycle: logits → logits/);
    expect(salvage?.notes.get(nodeId('conv'))).toMatch(/already fills input 1/);
  });

  it('gives a node with a bad or taken name another one, and its wires follow a bad name', () => {
    const { salvage } = failed(
      template({
        nodes: [
          { id: 'image', layer: 'input' },
          { id: 'my conv', layer: 'conv2d' },
          { id: 'image', layer: 'flatten' },
        ],
        edges: [{ from: 'image', to: 'my conv' }],
      }),
    );
    expect([...(salvage?.document.graph.nodes.keys() ?? [])]).toEqual(['image', 'conv1', 'image-2']);
    expect([...(salvage?.document.graph.edges.keys() ?? [])]).toEqual(['image->conv1:0']);
    expect(salvage?.notes.get(nodeId('conv1'))).toContain('"my conv"');
  });

  it('[G12] is offered from half of the nodes on', () => {
    const layers = (...kinds: string[]) =>
      template({ nodes: kinds.map((layer, i) => ({ id: `n${i}`, layer })), edges: [] });
    expect(failed(layers('input', 'lstm')).salvage).toBeDefined();
    expect(failed(layers('input', 'lstm', 'gru')).salvage).toBeUndefined();
  });
});

describe('any text', () => {
  const mutation = fc.record({
    at: fc.nat(),
    cut: fc.nat({ max: 12 }),
    put: fc.constantFrom('', '0', '-1', '1e9', '"', 'null', '[]', '{}', 'true', '"x"', ',', '__proto__'),
  });
  const mutated = fc
    .tuple(arbitraryDocument, fc.array(mutation, { minLength: 1, maxLength: 3 }))
    .map(([document, mutations]) =>
      mutations.reduce((text, { at, cut, put }) => {
        const place = at % text.length;
        return text.slice(0, place) + put + text.slice(place + cut);
      }, serialise(document)),
    );
  // Whole values replaced: stays JSON, so that it reaches the rooms behind the first door.
  const revalued = fc
    .tuple(arbitraryDocument, fc.array(fc.tuple(fc.nat(), fc.jsonValue()), { minLength: 1, maxLength: 4 }))
    .map(([document, changes]) => {
      const json = JSON.parse(serialise(document));
      for (const [at, value] of changes) replaceAt(json, at, value);
      return JSON.stringify(json);
    });

  it.each([
    ['JSON', fc.json()],
    ['of damaged characters', mutated],
    ['of wrong values', revalued],
    [
      'with a right beginning',
      fc.jsonValue().map((nodes) =>
        JSON.stringify({
          format: 'convas',
          version: 1,
          nodes: [nodes, ...(Array.isArray(nodes) ? nodes : [])],
          edges: nodes,
          training: nodes,
        }),
      ),
    ],
  ] as [string, fc.Arbitrary<string>][])(
    '[G4] [G5] [G12] ends in a document or in problems with places: text %s',
    (_, arbitrary) => {
      fc.assert(
        fc.property(arbitrary, (text) => {
          const result = parseTemplate(text);
          if (result.ok) {
            const canonical = serialise(result.value);
            expect(serialise(parsed(canonical))).toBe(canonical);
            return;
          }
          const { problems, salvage } = result.error;
          expect(problems.length).toBeGreaterThan(0);
          for (const { at, message } of problems) {
            expect(at.type).toBe('file');
            expect(message.length).toBeLessThan(2000);
          }
          if (!salvage) return;
          const again = parseTemplate(serialise(salvage.document));
          const codes = again.ok ? [] : again.error.problems.map(({ code }) => code);
          expect(codes.filter((code) => code !== 'unknown-layer' && code !== 'unknown-module')).toEqual([]);
          expect(again.ok ? again.value : (again.error.salvage?.document ?? salvage.document)).toEqual(
            salvage.document,
          );
        }),
        { numRuns: 400 },
      );
    },
  );
});

/** Replaces the at-th value met on a walk through `json`, modulo how many there are. */
function replaceAt(json: unknown, at: number, value: unknown): void {
  const places: [Record<string, unknown>, string][] = [];
  const walk = (holder: unknown): void => {
    if (typeof holder !== 'object' || holder === null) return;
    for (const [key, inner] of Object.entries(holder)) {
      places.push([holder as Record<string, unknown>, key]);
      walk(inner);
    }
  };
  walk(json);
  const place = places[at % places.length];
  if (place) place[0][place[1]] = value;
}
