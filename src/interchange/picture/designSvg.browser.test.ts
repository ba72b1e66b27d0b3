// What only a page can tell of a picture: that a strict XML parser takes it, and that no text is wider than its card, be
// it in Inter or, where that is not installed, in whatever the page has instead.
import '@fontsource-variable/inter';
import { afterEach, expect, it } from 'vitest';
import { makeGraph } from '../../graph/graph';
import { defaultParams } from '../../layers/index';
import { nodeId } from '../../lib/ids';
import { inferShapes } from '../../shapes/inferShapes';
import { loadTemplate } from '../../store/templates';
import { designSvg } from './designSvg';

const names = ['mini-inception', 'googlenet', 'resnet-34', 'variational-autoencoder', 'densenet-121'];

function parse(svg: string): SVGSVGElement {
  const document_ = new DOMParser().parseFromString(svg, 'image/svg+xml');
  expect(document_.querySelector('parsererror')?.textContent).toBeUndefined();
  return document.body.appendChild(
    document.importNode(document_.documentElement, true),
  ) as unknown as SVGSVGElement;
}

afterEach(() => {
  document.body.replaceChildren();
});

/** Texts that stand out of their card or label, or of the whole picture. */
function outside(root: SVGSVGElement): readonly string[] {
  const paper = root.getBoundingClientRect();
  const left = (text: SVGTextElement): DOMRect => text.getBoundingClientRect();
  return [...root.querySelectorAll('text')].flatMap((text) => {
    const frame = text.closest('[data-node], [data-edge]')?.querySelector('rect:last-of-type');
    // A difference's sign stands on the corner.
    const room = frame?.getBoundingClientRect() ?? paper;
    const box = left(text);
    const out = Math.max(room.left - box.left, box.right - room.right);
    return out > 0.5 ? [`${text.textContent}: ${out.toFixed(1)}`] : [];
  });
}

it.each(names)('%s is XML, and its texts keep within their cards', async (name) => {
  const document_ = await loadTemplate(name);
  if (!document_) throw new Error(`no template ${name}`);
  await document.fonts.load('13px "Inter Variable"');
  await document.fonts.load('600 13px "Inter Variable"');
  for (const theme of ['light', 'dark'] as const) {
    const { svg } = designSvg(document_.document, inferShapes(document_.document.graph), {
      theme,
      title: document_.document.title,
      stripWidth: 1450,
    });
    const root = parse(svg);
    expect(root.querySelectorAll('[data-node]').length).toBe(document_.document.graph.nodes.size);
    expect(outside(root)).toEqual([]);
    root.setAttribute('font-family', 'sans-serif');
    expect(outside(root)).toEqual([]);
    root.setAttribute('font-family', 'system-ui');
    expect(outside(root)).toEqual([]);
  }
});

it('keeps the longest names within their cards, in any script', () => {
  const given = [
    'W'.repeat(40),
    'a-name-of-forty-characters-0123456789-xyz',
    '層'.repeat(40),
    'שכבת קונבולוציה '.repeat(3),
    '<b>"&',
  ];
  const graph = makeGraph(
    given.map((name) => ({ id: nodeId(name), kind: 'input', params: defaultParams('input') })),
    [],
  );
  const root = parse(designSvg({ graph, layout: new Map() }, inferShapes(graph), { theme: 'light' }).svg);
  expect([...root.querySelectorAll('[data-node]')].map((card) => card.getAttribute('data-node'))).toEqual(
    given,
  );
  expect(outside(root)).toEqual([]);
});
