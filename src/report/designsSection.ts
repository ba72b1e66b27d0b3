// The designs as pictures, and below each the modules that it is made of, as they are at their first instance.

import { type Annotations, noAnnotations } from '../graph/annotations';
import { type Document, directionOf } from '../graph/document';
import type { Graph } from '../graph/graph';
import { designSvg, type Picture } from '../interchange/picture/designSvg';
import { type NodeId, pathOf } from '../lib/ids';
import { inferShapes } from '../shapes/inferShapes';
import { innerDrawing } from '../shapes/innerDrawing';
import type { MarksAt } from './comparing';
import { prose, tag, text, words } from './html';
import type { ReportDesign } from './reportInput';
import { swatch } from './resultsSection';

/** Beyond this a drawing of one row is cut into strips: about the widest that can still be read on a page. */
const stripWidth = 1450;
/** Wider pictures have a page of their own, across. */
const wide = 1000;

/** `marks` are those of a comparison, in the order of the designs. */
export function designsSection(designs: readonly ReportDesign[], marks: readonly MarksAt[]): string {
  const shown = new Set<string>();
  const several = designs.length > 1;
  return designs.map((design, i) => designPart(design, several ? i : undefined, marks[i], shown)).join('');
}

function designPart(
  { document, label }: ReportDesign,
  colour: number | undefined,
  marksAt: MarksAt | undefined,
  shown: Set<string>,
): string {
  const name = colour === undefined ? document.title : `${label} · ${document.title}`;
  const whole = designSvg(document, inferShapes(document.graph), {
    theme: 'light',
    stripWidth,
    direction: directionOf(document),
    label: `The design ${name}`,
    ...marksAt?.(''),
  });
  const { pictures, repeated } = insides(document, shown, marksAt);
  const all = [
    { picture: whole, caption: `The design ${name}.${formulaWord(document.annotations)}` },
    ...pictures,
  ];
  return tag(
    'div',
    { class: all.some(({ picture }) => picture.width > wide) ? 'design wide' : 'design' },
    tag('h3', {}, colour === undefined ? '' : swatch(colour), words(name)),
    prose(document.description),
    source(document),
    ...all.map(figure),
    repeated.length === 0
      ? ''
      : tag('p', { class: 'source' }, text(`Drawn above as they are here: ${repeated.join(', ')}.`)),
  );
}

function source({ about }: Document): string {
  if (!about) return '';
  return tag(
    'p',
    { class: 'source' },
    text(`${about.authors}: `),
    tag('cite', {}, text(about.paper)),
    text(` (${about.year}).`),
  );
}

/** A picture cannot draw what a note has between dollars. */
const formulaWord = (annotations: Annotations = noAnnotations): string =>
  [...annotations.values()].some(({ text: written }) => /\$[^$]+\$/.test(written))
    ? ' Formulas in its notes stand as they were typed.'
    : '';

interface Captioned {
  readonly picture: Picture;
  readonly caption: string;
}

function figure({ picture: { svg, width }, caption }: Captioned): string {
  // Never larger than drawn, and on a screen never so small that it cannot be read.
  const room = `max-width:${width}px;min-width:${Math.round(width / 2)}px`;
  return tag(
    'figure',
    {},
    tag('div', { class: 'scroll' }, tag('div', { class: 'picture', style: room }, svg)),
    tag('figcaption', {}, text(caption)),
  );
}

/** A picture of each module; those that another design has just so are named, and not drawn again. */
function insides(document: Document, shown: Set<string>, marksAt: MarksAt | undefined) {
  const { graph } = document;
  const direction = directionOf(document);
  const shapes = inferShapes(graph);
  const pictures: Captioned[] = [];
  const repeated: string[] = [];
  for (const [name, path] of firstInstances(graph)) {
    const inner = innerDrawing(graph, shapes, path);
    if (!inner) continue;
    const picture = designSvg(inner.drawing, inner.shapes, {
      theme: 'light',
      stripWidth,
      direction,
      label: `The module ${name}`,
      ...marksAt?.(path),
    });
    if (shown.has(picture.svg)) repeated.push(name);
    else {
      shown.add(picture.svg);
      const word = formulaWord(inner.module.annotations);
      const caption = `The module ${name}, with the shapes at ${path}. ${inner.module.doc}${word}`;
      pictures.push({ picture, caption });
    }
  }
  return { pictures, repeated };
}

/** For every module that is placed, the path of its first instance, outer ones first. */
function firstInstances(graph: Graph): ReadonlyMap<string, NodeId> {
  const found = new Map<string, NodeId>();
  const queue: { readonly level: Graph; readonly at: string }[] = [{ level: graph, at: '' }];
  for (const { level, at } of queue) {
    for (const node of level.nodes.values()) {
      if (node.kind !== 'module') continue;
      const name = String(node.params.module);
      const definition = graph.modules.get(name);
      if (!definition || found.has(name)) continue;
      const path = pathOf(at, node.id);
      found.set(name, path);
      queue.push({ level: definition.graph, at: path });
    }
  }
  return found;
}
