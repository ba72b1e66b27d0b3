// What a picture promises: well-formed whatever is written in it, everything named, nothing over anything else.
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Drawing } from '../../graph/edits';
import { edgeOf, emptyGraph, makeGraph } from '../../graph/graph';
import { parseTemplate } from '../../graph/parseTemplate';
import { defaultParams } from '../../layers/index';
import { overlap } from '../../lib/boxes';
import { escapeMarkup } from '../../lib/escapeMarkup';
import { nodeId } from '../../lib/ids';
import { inferShapes } from '../../shapes/inferShapes';
import { arbitraryGraph, arbitraryValid } from '../../shapes/randomGraphs.fixture';
import { designSvg, type PictureOptions } from './designSvg';
import { faultOf } from './wellFormed.fixture';

const folder = new URL('../../../templates/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.json') && !name.endsWith('.schema.json'));

function templateOf(file: string) {
  const parsed = parseTemplate(readFileSync(new URL(file, folder), 'utf8'));
  if (!parsed.ok) throw new Error(parsed.error.problems[0]?.message);
  return parsed.value;
}

const pictureOf = (drawing: Drawing, options: Partial<PictureOptions> = {}) =>
  designSvg(drawing, inferShapes(drawing.graph), { theme: 'light', ...options });

interface Box {
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const numberIn = (text: string, name: string): number =>
  Number(new RegExp(` ${name}="([-\\d.]+)"`).exec(text)?.[1]);

/** The largest rectangle of every element marked so: a card's, or a label's. */
const boxesOf = (svg: string, mark: 'data-node' | 'data-edge'): readonly Box[] =>
  [...svg.matchAll(new RegExp(`<g ${mark}="([^"]*)"[^>]*>.*?</g>`, 'g'))].map(([whole, name = '']) => {
    const rect = [...whole.matchAll(/<rect [^>]*>/g)].at(-1)?.[0] ?? '';
    return {
      name,
      x: numberIn(rect, 'x'),
      y: numberIn(rect, 'y'),
      width: numberIn(rect, 'width'),
      height: numberIn(rect, 'height'),
    };
  });

const overlapping = (boxes: readonly Box[], others = boxes): readonly string[] =>
  boxes.flatMap((a, i) =>
    others
      .slice(boxes === others ? i + 1 : 0)
      .filter((b) => overlap(a, b))
      .map((b) => `${a.name} and ${b.name}`),
  );

/** A chain of 500 layers, in rows of 25. */
function long(): Drawing {
  const ids = Array.from({ length: 500 }, (_, i) => nodeId(i === 0 ? 'input' : `conv${i}`));
  const graph = makeGraph(
    ids.map((id, i) => {
      const kind = i === 0 ? 'input' : 'conv2d';
      return { id, kind, params: defaultParams(kind) };
    }),
    ids.slice(1).map((to, i) => edgeOf({ from: ids[i] ?? to, to, slot: 0 })),
  );
  return {
    graph,
    layout: new Map(ids.map((id, i) => [id, { x: (i % 25) * 250, y: Math.floor(i / 25) * 180 }])),
  };
}

describe.each(files)('%s', (file) => {
  const document = templateOf(file);
  const drawings: readonly Drawing[] = [document, ...document.graph.modules.values()];

  it('is well-formed, light and dark, whole and in strips, with every node named and nothing covered', () => {
    for (const drawing of drawings)
      for (const options of [{}, { theme: 'dark' as const, title: document.title }]) {
        const { svg, width, height } = pictureOf(drawing, options);
        expect(faultOf(svg)).toBeUndefined();
        const cards = boxesOf(svg, 'data-node');
        const labels = boxesOf(svg, 'data-edge');
        expect(cards.map(({ name }) => name)).toEqual([...drawing.graph.nodes.keys()].map(escapeMarkup));
        expect(overlapping(cards)).toEqual([]);
        expect(overlapping(labels)).toEqual([]);
        expect(overlapping(cards, labels)).toEqual([]);
        expect(numberIn(svg, 'width')).toBe(width);
        expect(numberIn(svg, 'height')).toBe(height);
      }
    const cut = pictureOf(document, { stripWidth: 1450 });
    expect(faultOf(cut.svg)).toBeUndefined();
    for (const id of document.graph.nodes.keys()) expect(cut.svg).toContain(`data-node="${id}"`);
  });
});

describe('a picture', () => {
  it('says each card’s layer, parameters, shape and weights', () => {
    const { svg } = pictureOf(templateOf('lenet-5.json'));
    const card = /<g data-node="conv1".*?<\/g>/.exec(svg)?.[0] ?? '';
    for (const words of ['>conv1<', '>Conv 2D<', '>5×5, 6, pad 2, ReLU<', '>28×28×6<', '>156 weights<'])
      expect(card).toContain(words);
  });

  it('labels every level wire of LeNet-5 with the shape that it carries', () => {
    const document = templateOf('lenet-5.json');
    const { svg } = pictureOf(document);
    expect(boxesOf(svg, 'data-edge')).toHaveLength(document.graph.edges.size);
    expect(/<g data-edge="pool1-&gt;conv2:0">.*?<\/g>/.exec(svg)?.[0]).toContain('>14×14×6<');
  });

  it('says the same tensor of a fork once, not at each of its branches', () => {
    const { svg } = pictureOf(templateOf('inception-3a-naive.json'));
    const labelled = boxesOf(svg, 'data-edge').filter(({ name }) => name.startsWith('input-&gt;'));
    expect(labelled).toHaveLength(1);
  });

  it('draws instances as stacks, with their module’s name', () => {
    const { svg } = pictureOf(templateOf('googlenet.json'));
    const card = (name: string) => new RegExp(`<g data-node="${name}".*?</g>`).exec(svg)?.[0] ?? '';
    expect(card('3a')).toContain('>inception<');
    expect(card('3a').match(/<rect /g)).toHaveLength(3);
    expect(card('pool1').match(/<rect /g)).toHaveLength(2);
  });

  it('marks differences by colour, sign and word, and explains the signs that occur', () => {
    const document = templateOf('lenet-5.json');
    const states = new Map([
      [nodeId('conv1'), 'changed' as const],
      [nodeId('pool1'), 'removed' as const],
      [nodeId('conv2'), 'same' as const],
    ]);
    const edge = [...document.graph.edges.values()][3];
    if (!edge) throw new Error('LeNet-5 has edges');
    const { svg } = pictureOf(document, { states, edgeStates: new Map([[edge.id, 'added' as const]]) });
    const card = (name: string) => new RegExp(`<g data-node="${name}".*?</g>`).exec(svg)?.[0] ?? '';
    expect(card('conv1')).toMatch(/>~<\/text>/);
    expect(card('conv1')).toContain(', changed</title>');
    expect(card('pool1')).toMatch(/>−<\/text>/);
    expect(card('conv2')).not.toMatch(/>[~+−]<\/text>/);
    const label = new RegExp(`<g data-edge="${escapeMarkup(edge.id)}">.*?</g>`).exec(svg)?.[0];
    expect(label).toMatch(/>\+ [\d×]+<\/text>/);
    for (const word of ['added', 'changed', 'removed']) expect(svg).toContain(`>${word}</text>`);
    expect(pictureOf(document).svg).not.toContain('>changed</text>');
  });

  it('says what is wrong with a node, and draws its wire so', () => {
    const ids = [nodeId('a'), nodeId('flat'), nodeId('conv')] as const;
    const kinds = ['input', 'flatten', 'conv2d'];
    const graph = makeGraph(
      ids.map((id, i) => ({ id, kind: kinds[i] ?? '', params: defaultParams(kinds[i] ?? '') })),
      [edgeOf({ from: ids[0], to: ids[1], slot: 0 }), edgeOf({ from: ids[1], to: ids[2], slot: 0 })],
    );
    const { svg } = pictureOf({ graph, layout: new Map() });
    expect(/<g data-node="conv".*?<\/g>/.exec(svg)?.[0]).toContain('>does not fit<');
    expect(svg).toMatch(/<path [^>]*stroke="#c92a2a"[^>]*stroke-dasharray/);
  });

  it('draws nothing as an answer in words', () => {
    const { svg, width } = pictureOf({ graph: emptyGraph, layout: new Map() }, { title: 'Empty' });
    expect(faultOf(svg)).toBeUndefined();
    expect(svg).toContain('Nothing is drawn yet.');
    expect(width).toBeGreaterThan(200);
  });

  it.each([
    '<script>alert(1)</script>',
    `"quotes" & 'apostrophes'`,
    'a-name-of-forty-characters-0123456789-xyz',
    'שכבת קונבולוציה ראשונה',
    'nul\u0000 and \ud800',
    ']]><!-- -->',
  ])('takes any name: %j', (name) => {
    const id = nodeId(name);
    const graph = makeGraph([{ id, kind: 'input', params: defaultParams('input') }], []);
    const { svg } = pictureOf({ graph, layout: new Map() }, { title: name });
    expect(faultOf(svg)).toBeUndefined();
    expect(svg).toContain(`data-node="${escapeMarkup(name)}"`);
    expect(svg).toContain(`<title>${escapeMarkup(name)}`);
    expect(svg).not.toContain('<script');
  });

  it('cuts a wide drawing of one row into strips, and says where the wires go on', () => {
    // One row of cards, without the note below it.
    const { annotations: _, ...document } = templateOf('lenet-5.json');
    const whole = pictureOf(document);
    const cut = pictureOf(document, { stripWidth: 1000 });
    expect(cut.width).toBeLessThan(1300);
    expect(cut.height).toBeGreaterThan(2 * whole.height);
    expect(cut.svg).toMatch(/>to [\w-]+<\/text>.*>from [\w-]+<\/text>/);
    expect(boxesOf(cut.svg, 'data-node')).toHaveLength(document.graph.nodes.size);
  });

  it('leaves a drawing in rows whole', () => {
    const document = templateOf('googlenet.json');
    expect(pictureOf(document, { stripWidth: 800 })).toEqual(pictureOf(document));
  });

  it('draws 500 nodes, every one, with none over another', () => {
    const { svg } = pictureOf(long());
    const cards = boxesOf(svg, 'data-node');
    expect(cards).toHaveLength(500);
    expect(overlapping(cards)).toEqual([]);
    expect(faultOf(svg)).toBeUndefined();
  });

  it('is well-formed for any drawing, right or wrong', () => {
    const drawings = fc.oneof(
      arbitraryGraph.map((graph): Drawing => ({ graph, layout: new Map() })),
      arbitraryValid(2),
    );
    fc.assert(
      fc.property(drawings, fc.boolean(), (drawing, cut) => {
        const { svg } = pictureOf(drawing, cut ? { stripWidth: 600, title: 'Any' } : {});
        expect(faultOf(svg)).toBeUndefined();
        for (const id of drawing.graph.nodes.keys()) expect(svg).toContain(`data-node="${id}"`);
      }),
      { numRuns: 150 },
    );
  });
});
