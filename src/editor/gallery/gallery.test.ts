// What the gallery tells of a template and how it finds one; its looks are for the journeys.
import { describe, expect, it } from 'vitest';
import { type About, type Document, emptyDocument } from '../../graph/document';
import { edgeOf, makeGraph } from '../../graph/graph';
import { defaultParams } from '../../layers/index';
import { nodeId } from '../../lib/ids';
import { loadTemplates, type Template } from '../../store/templates';
import { drawThumbnail, thumbnailSize } from './drawThumbnail';
import { describeTemplate, figuresOf } from './entry';
import { formatPublished } from './Figures';
import { searchEntries } from './searchEntries';
import { splitTimes } from './splitTimes';

const about: About = {
  family: 'Networks that classify',
  paper: 'Going deeper with convolutions',
  authors: 'Szegedy, Dollár',
  year: 2014,
  url: '',
  idea: '',
  look: '',
  figures: [],
};

const chain = (...kinds: readonly string[]) => {
  const nodes = kinds.map((kind, i) => ({ id: nodeId(`n${i}`), kind, params: defaultParams(kind) }));
  const edges = nodes.slice(1).map(({ id }, i) => edgeOf({ from: nodeId(`n${i}`), to: id, slot: 0 }));
  return {
    graph: makeGraph(nodes, edges),
    layout: new Map(nodes.map(({ id }, i) => [id, { x: i * 250, y: 0 }])),
  };
};

const entry = (title: string, kinds: readonly string[], more: Partial<Document> = {}) => {
  const document: Document = { ...emptyDocument, title, ...chain(...kinds), ...more };
  const template: Template = { id: title, title, description: '', text: '', document };
  return describeTemplate(template);
};

describe('a template’s figures', () => {
  const totals = { trainable: 138_357_544, macs: 15_470_264_320, depth: 16, frozen: 0, activations: 0 };
  const published = (figure: 'trainable' | 'macs', value: number, to: number) => ({
    figure,
    value,
    to,
    source: 'table 2',
  });

  it('agree with what was published, for every template, modules and auxiliary heads counted', async () => {
    const entries = (await loadTemplates()).map(describeTemplate);
    const figures = entries.flatMap(({ template, figures: own }) =>
      own.filter(({ published: known }) => known).map((figure) => ({ id: template.id, ...figure })),
    );
    expect(figures.length).toBeGreaterThan(30);
    expect(figures.filter(({ agrees }) => !agrees)).toEqual([]);
  });

  it('agree with a published one that they equal or round to, and with no other', () => {
    const agree = (value: number, to: number) =>
      figuresOf(totals, [published('trainable', value, to)])[0]?.agrees;
    expect(agree(138_357_544, 1)).toBe(true);
    expect(agree(138_357_545, 1)).toBe(false);
    expect(agree(138e6, 1e6)).toBe(true);
    expect(agree(139e6, 1e6)).toBe(false);
    expect(figuresOf(totals, [])).toEqual([
      { figure: 'trainable', ours: 138_357_544 },
      { figure: 'macs', ours: 15_470_264_320 },
      { figure: 'depth', ours: 16 },
    ]);
  });

  it('are written as their source writes them', () => {
    expect(formatPublished(published('trainable', 138e6, 1e6))).toBe('138 M');
    expect(formatPublished(published('trainable', 61_706, 1))).toBe('61,706');
    expect(formatPublished(published('macs', 15.3e9, 1e8))).toBe('15.3 G');
    expect(formatPublished(published('trainable', 1_730_000, 10_000))).toBe('1,730,000');
  });

  it('tell what trains here while one waits: it must plan, and have the built-in data', () => {
    const small = ['input', 'conv2d', 'globalAvgPool', 'dense', 'classifier'];
    const withUnits = (data: string, epochs: number) => {
      const { graph, layout } = chain(...small);
      const nodes = [...graph.nodes.values()].map((node) =>
        node.kind === 'dense' ? { ...node, params: { ...node.params, units: 10 } } : node,
      );
      const training = { ...emptyDocument.training, data, epochs };
      return entry('Small', [], { graph: makeGraph(nodes, graph.edges.values()), layout, training }).quick;
    };
    expect(withUnits('digits', 3)).toBe(true);
    expect(withUnits('digits', 1000)).toBe(false);
    expect(withUnits('own-data', 3)).toBe(false);
    expect(entry('Unfinished', ['input', 'conv2d']).quick).toBe(false);
  });
});

describe('searching the gallery', () => {
  const entries = [
    entry('Starter', ['input', 'dense']),
    entry('LeNet-5, 1998 form', ['input', 'avgPool'], { about: { ...about, year: 1998 } }),
    entry('LeNet-5', ['input', 'avgPool'], { about: { ...about, year: 1999 } }),
    entry('Inception', ['input', 'concat'], { about: { ...about, family: 'Inception' } }),
  ];
  const titles = (query: string) =>
    searchEntries(entries, query).flatMap(({ entries: found }) => found.map((e) => e.template.title));

  it('shows all under their families when nothing is sought', () => {
    expect(searchEntries(entries, ' ').map(({ family, entries: found }) => [family, found.length])).toEqual([
      ['Starters', 1],
      ['Networks that classify', 2],
      ['Inception', 1],
    ]);
  });

  it('finds by title, paper, author without accents, year and layer under any of its names', () => {
    expect(titles('going DEEPER')).toHaveLength(3);
    expect(titles('dollar')).toHaveLength(3);
    expect(titles('1998')).toEqual(['LeNet-5, 1998 form']);
    expect(titles('fully-connected')).toEqual(['Starter']);
    expect(titles('nothing of the kind')).toEqual([]);
  });

  it('puts the title that is meant first', () => {
    expect(titles('lenet-5')[0]).toBe('LeNet-5');
    expect(titles('lenet-5 1998')[0]).toBe('LeNet-5, 1998 form');
    expect(titles('inception')[0]).toBe('Inception');
  });
});

describe('a thumbnail', () => {
  const numbers = (path: string) => [...path.matchAll(/[MCHV ](-?\d+(?:\.\d+)?)/g)].map(([, n]) => Number(n));

  it('stays within its frame, with a path for each group, for a chain of 120 layers as for one node', () => {
    const kinds = ['input', ...Array.from({ length: 119 }, (_, i) => (i % 2 ? 'conv2d' : 'activation'))];
    for (const drawing of [chain(...kinds), chain('input')]) {
      const { cards, wires } = drawThumbnail(drawing);
      expect(new Set(cards.map(({ group }) => group)).size).toBe(cards.length);
      const all = [...cards.map(({ path }) => path), wires].flatMap(numbers);
      expect(Math.max(...all)).toBeLessThanOrEqual(thumbnailSize.width);
      expect(Math.min(...all)).toBeGreaterThanOrEqual(-2.5);
    }
    expect(drawThumbnail(chain('input', 'conv2d')).wires.match(/M/g)).toHaveLength(1);
  });

  it('draws nothing of an empty drawing, and marks instances of modules', () => {
    expect(drawThumbnail(emptyDocument)).toEqual({ wires: '', cards: [], stacks: '', frames: [] });
    const { cards, stacks } = drawThumbnail(chain('input', 'module'));
    expect(cards.map(({ group }) => group)).toEqual(['Input', 'Module']);
    expect(stacks.match(/M/g)).toHaveLength(1);
  });
});

describe('splitTimes', () => {
  it('takes out the sentences that tell how long training takes', () => {
    expect(
      splitTimes('Two blocks after He et al., 2015. It trains in 50 seconds to 97 %. Look at add1.'),
    ).toEqual({
      times: 'It trains in 50 seconds to 97 %.',
      rest: 'Two blocks after He et al., 2015. Look at add1.',
    });
    expect(splitTimes('Seconds of audio, 5×5 kernels.')).toEqual({
      times: '',
      rest: 'Seconds of audio, 5×5 kernels.',
    });
    expect(splitTimes('Trains within a minute.').times).toBe('Trains within a minute.');
  });
});
