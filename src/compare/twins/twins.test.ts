// Twins of the templates: each a plan of its own or a refusal, with exactly the nodes gone or new that it says, and with
// the figures of the published pairs.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Document } from '../../graph/document';
import { edgeOf, makeGraph } from '../../graph/graph';
import { parseTemplate } from '../../graph/parseTemplate';
import { serialise } from '../../graph/serialise';
import { defaultParams } from '../../layers/index';
import { nodeId } from '../../lib/ids';
import { makeTwin, type Twin, type TwinKind, twinKinds } from './twins';
import { flatOf, overlaps, totals, twinOf } from './twins.fixture';

const folder = new URL('../../../templates/', import.meta.url);
const read = new Map(
  readdirSync(folder)
    .filter((name) => name.endsWith('.json') && !name.endsWith('.schema.json'))
    .map((name) => {
      const parsed = parseTemplate(readFileSync(new URL(name, folder), 'utf8'));
      if (!parsed.ok) throw new Error(`${name}: ${parsed.error.problems[0]?.message}`);
      return [name.replace('.json', ''), parsed.value] as const;
    }),
);
const templateNames = [...read.keys()];

function template(name: string): Document {
  const document = read.get(name);
  if (!document) throw new Error(`There is no template “${name}”.`);
  return document;
}

const named = ({ changes }: Twin, verb: string): readonly string[] =>
  changes.flatMap((sentence) =>
    sentence.startsWith(`${verb} `) ? (/: (.*)\.$/.exec(sentence)?.[1]?.split(', ') ?? []) : [],
  );

/** The names themselves, and the paths below those of instances. */
const covering = (names: readonly string[]) => (id: string) =>
  names.some((name) => id === name || id.startsWith(`${name}/`));

const cases = templateNames.flatMap((name) => twinKinds.map((kind) => [name, kind] as const));

describe('every template and every kind of twin', () => {
  it.each(cases)('%s, %s', (name, kind) => {
    const document = template(name);
    const made = makeTwin(document, kind);
    if (!made.ok) {
      expect(made.error.reason).toMatch(/^[A-Z].*\.$/);
      expect(made.error.remedy).toMatch(/^[A-Z].*\.$/);
      return;
    }
    const twin = made.value;
    const [before, after] = [flatOf(document), flatOf(twin.document)];
    const removed = [...before.nodes.keys()].filter((id) => !after.nodes.has(id));
    const added = [...after.nodes.keys()].filter((id) => !before.nodes.has(id));
    const changed = [...after.nodes].filter(
      ([id, node]) => before.nodes.has(id) && JSON.stringify(node) !== JSON.stringify(before.nodes.get(id)),
    );
    expect(removed.filter((id) => !covering(named(twin, 'Removed'))(id))).toEqual([]);
    expect(added.filter((id) => !covering(named(twin, 'Added'))(id))).toEqual([]);
    expect(changed.map(([id]) => id).filter((id) => !named(twin, 'Changed').includes(id))).toEqual([]);
    // And nothing is told that did not happen.
    for (const told of named(twin, 'Removed')) expect(removed.some(covering([told]))).toBe(true);
    for (const told of named(twin, 'Added')) expect(added.some(covering([told]))).toBe(true);
    for (const kept of named(twin, 'Kept'))
      expect(after.nodes.has(kept) || hasInstance(twin, kept)).toBe(true);
    expect(overlaps(twin.document)).toEqual([]);
    for (const [id, at] of twin.document.layout)
      if (document.layout.has(id)) expect(document.layout.get(id)).toEqual(at);
    expect(twin.document.about).toBeUndefined();
    expect(twin.before).toMatchObject(figures(document));
    expect(twin.after).toMatchObject(figures(twin.document));
    const again = parseTemplate(serialise(twin.document));
    expect(again.ok ? flatOf(again.value) : again.error.problems).toEqual(after);
  });
});

const hasInstance = ({ document }: Twin, id: string) => document.graph.nodes.has(nodeId(id));

function figures(document: Document) {
  const { trainable, macs, depth } = totals(document);
  return { trainable, macs, depth };
}

describe('the plain twin', () => {
  it.each([
    ['resnet-18', 'plain-18'],
    ['resnet-20', 'plain-20'],
    ['resnet-34', 'plain-34'],
    ['resnet-56', 'plain-56'],
    ['small-residual', 'small-plain'],
  ])('of %s costs what %s does', (residual, plain) => {
    expect(twinOf(template(residual), 'plain').after).toEqual(figures(template(plain)));
  });

  it('of ResNet-50 and -152 keeps the depth, and loses the projections’ weights alone', () => {
    for (const [name, depth] of [
      ['resnet-50', 50],
      ['resnet-152', 152],
    ] as const) {
      const { before, after } = twinOf(template(name), 'plain');
      expect(after.depth).toBe(depth);
      // 1×1 projections of 64→256, 256→512, 512→1024 and 1024→2048, each with γ and β.
      const projections = [64 * 256, 256 * 512, 512 * 1024, 1024 * 2048, 2 * (256 + 512 + 1024 + 2048)];
      expect(before.trainable - after.trainable).toBe(projections.reduce((a, b) => a + b));
    }
  });

  it('changes the definitions, keeps the instances and their values, and has no second definition', () => {
    const document = template('resnet-20');
    const { graph } = twinOf(document, 'plain').document;
    expect([...graph.modules.keys()]).toEqual(['block', 'projection-block']);
    expect([...graph.nodes.values()]).toEqual([...document.graph.nodes.values()]);
  });

  it('keeps an add of two inputs of the network, and says so', () => {
    const made = makeTwin(twoInputs(), 'plain');
    expect(made.ok ? '' : made.error.reason).toContain(
      'Kept 1 add that is no shortcut around a branch: sum.',
    );
  });
});

function twoInputs(): Document {
  const node = (id: string, kind: string, params = {}) => ({
    id: nodeId(id),
    kind,
    params: { ...defaultParams(kind), ...params },
  });
  const base = template('toy-mlp');
  const nodes = [
    node('a', 'vectorInput'),
    node('b', 'vectorInput'),
    node('sum', 'add'),
    node('logits', 'dense', { units: 10, activation: 'none' }),
    node('classes', 'classifier', { classes: 10 }),
  ];
  const wires = [
    ['a', 'sum', 0],
    ['b', 'sum', 1],
    ['sum', 'logits', 0],
    ['logits', 'classes', 0],
  ] as const;
  const edges = wires.map(([from, to, slot]) => edgeOf({ from: nodeId(from), to: nodeId(to), slot }));
  return {
    ...base,
    graph: makeGraph(nodes, edges),
    layout: new Map(nodes.map(({ id }, i) => [id, { x: 250 * i, y: 0 }])),
  };
}

describe('the residual twin', () => {
  it.each(['resnet-18', 'resnet-20', 'resnet-34', 'resnet-50', 'resnet-56', 'resnet-101', 'resnet-152'])(
    'of the plain twin of %s is that network again, name for name and wire for wire',
    (name) => {
      const document = template(name);
      const back = twinOf(twinOf(document, 'plain').document, 'residual').document;
      expect(flatOf(back)).toEqual(flatOf(document));
    },
  );

  it.each([
    ['plain-18', 'resnet-18'],
    ['plain-20', 'resnet-20'],
    ['plain-34', 'resnet-34'],
    ['plain-56', 'resnet-56'],
    ['small-plain', 'small-residual'],
  ])('of %s costs what %s does, and its plain twin is %s again', (plain, residual) => {
    const document = template(plain);
    const twin = twinOf(document, 'residual');
    expect(twin.after).toEqual(figures(template(residual)));
    expect(flatOf(twinOf(twin.document, 'plain').document)).toEqual(flatOf(document));
  });

  it('makes a second definition where instances need another shortcut', () => {
    const { graph } = twinOf(template('plain-20'), 'residual').document;
    expect([...graph.modules.keys()]).toEqual(['plain-block', 'plain-block-projection']);
    const ofInstances = [...graph.nodes.values()].flatMap(({ id, kind, params }) =>
      kind === 'module' ? [[id, params.module, params.filters, params.stride]] : [],
    );
    expect(ofInstances).toContainEqual(['conv3_1', 'plain-block-projection', 32, 2]);
    expect(ofInstances).toContainEqual(['conv3_2', 'plain-block', 32, 1]);
  });

  it('moves a convolution’s own activation behind the add', () => {
    const { document } = twinOf(template('vgg-d'), 'residual');
    const { nodes, edges } = flatOf(document);
    expect(nodes.get('conv3_3')?.params.activation).toBe('none');
    expect(nodes.get('conv3_2')?.params.activation).toBe('relu');
    expect(nodes.get('conv3_relu')).toMatchObject({ kind: 'activation', params: { function: 'relu' } });
    for (const wire of [
      'conv3_3->conv3_add:0',
      'conv3_1->conv3_add:1',
      'conv3_add->conv3_relu:0',
      'conv3_relu->pool3:0',
    ])
      expect(edges).toContain(wire);
  });
});

it('a second shortcut in a chain begins behind the first add’s activation', () => {
  const { edges } = flatOf(twinOf(template('vgg-e'), 'residual').document);
  expect([...edges].filter((wire) => /->conv3_add2:/.test(wire)).sort()).toEqual([
    'conv3_4->conv3_add2:0',
    'conv3_relu->conv3_add2:1',
  ]);
});

describe('the twin without bottlenecks', () => {
  it('of the reduced Inception module has the naive one’s convolutions, and still the pool’s projection', () => {
    const naive = template('inception-3a-naive');
    const { after, changes, document } = twinOf(
      withHead(template('inception-3a-reduced')),
      'withoutBottlenecks',
    );
    const left = flatOf(document).nodes;
    for (const id of ['3a-3x3-reduce', '3a-5x5-reduce']) expect(left.has(id)).toBe(false);
    expect(changes.join(' ')).toContain('behind a pool, which reduces no other’s input: 3a-pool-reduce.');
    const projection = 192 * 32 + 32;
    const head = (64 + 128 + 32 + 32) * 10 + 10;
    expect(after.trainable).toBe(totals(naive).trainable + projection + head);
  });

  it('drops the parameters that no layer follows any more, from the module and its instances', () => {
    const { graph } = twinOf(template('googlenet'), 'withoutBottlenecks').document;
    expect(graph.modules.get('inception')?.parameters.map(({ name }) => name)).toEqual([
      'c1',
      'c3',
      'c5',
      'pp',
    ]);
    expect(Object.keys(graph.nodes.get(nodeId('3a'))?.params ?? {})).toEqual([
      'module',
      'c1',
      'c3',
      'c5',
      'pp',
    ]);
  });

  it('lets the 3×3 of a ResNet’s bottleneck take the stride, and keeps the 1×1 that reduces nothing', () => {
    const { nodes } = flatOf(twinOf(template('resnet-50'), 'withoutBottlenecks').document);
    expect(nodes.has('conv3_1/reduce')).toBe(false);
    expect(nodes.get('conv3_1/conv')?.params.stride).toBe(2);
    expect(nodes.has('conv2_1/reduce')).toBe(true);
    expect(nodes.get('conv2_1/conv')?.params.stride).toBe(1);
  });
});

function withHead(document: Document): Document {
  const { nodes, edges } = document.graph;
  const head = [
    { id: nodeId('average'), kind: 'globalAvgPool', params: defaultParams('globalAvgPool') },
    {
      id: nodeId('logits'),
      kind: 'dense',
      params: { ...defaultParams('dense'), units: 10, activation: 'none' },
    },
    { id: nodeId('classes'), kind: 'classifier', params: { ...defaultParams('classifier'), classes: 10 } },
  ];
  const chain = [nodeId('3a-concat'), ...head.map(({ id }) => id)];
  const wires = head.map(({ id }, i) => edgeOf({ from: chain[i] ?? id, to: id, slot: 0 }));
  const places = head.map(({ id }, i) => [id, { x: 1300 + 250 * i, y: 0 }] as const);
  return {
    ...document,
    graph: makeGraph([...nodes.values(), ...head], [...edges.values(), ...wires]),
    layout: new Map([...document.layout, ...places]),
  };
}

describe('the deeper and the shallower twin', () => {
  const depths = (name: string, kind: TwinKind) => twinOf(template(name), kind).after.depth;

  it.each([
    ['resnet-20', 26, 14],
    ['resnet-56', 62, 50],
    ['resnet-50', 62, 38],
    ['plain-34', 42, 26],
    ['vgg-e', 24, 16],
  ])('of %s are one block or layer a stage deeper and shallower', (name, deeper, shallower) => {
    expect([depths(name, 'deeper'), depths(name, 'shallower')]).toEqual([deeper, shallower]);
  });

  it('undo each other where a stage repeats blocks', () => {
    for (const name of ['resnet-20', 'resnet-56', 'vgg-d', 'small-residual']) {
      const document = template(name);
      const back = twinOf(twinOf(document, 'deeper').document, 'shallower').document;
      expect(flatOf(back)).toEqual(flatOf(document));
    }
  });

  it('of VGG-16 by one convolution fewer in the three stages of three is VGG-13', () => {
    expect(twinOf(template('vgg-d'), 'shallower').after).toEqual(figures(template('vgg-b')));
  });

  it('refuse where nothing is repeated, naming what is there once', () => {
    const made = makeTwin(template('two-tasks'), 'shallower');
    expect(made.ok ? '' : made.error.reason).toContain('No block or convolution is repeated');
  });
});

it('refuses a design that cannot be planned, with what is in the way', () => {
  const made = makeTwin(template('inception-3a-reduced'), 'withoutBottlenecks');
  expect(made.ok ? '' : made.error.reason).toContain('has no output');
  expect(made.ok ? '' : made.error.remedy).toContain('Mend it first');
});
