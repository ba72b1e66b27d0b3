// A document as the text of a template file, in the one canonical form: fixed key order, a line for every node and
// every edge, so that a change in the drawing is a small difference in the file.
import type { Field } from '../layers/fields';
import { type Annotation, noAnnotations } from './annotations';
import type { About, Document } from './document';
import { edgeLine, line, nodeLine } from './drawingLines';
import type { Drawing } from './edits';
import { edgesInto, type Module, type Modules } from './graph';
import { currentVersion } from './migrate';
import { trainingFields } from './trainingFields';

/**
 * The canonical text of a document: nodes in the order of drawing, edges by their target's place in that order and
 * then by slot, positions in whole pixels, `advanced` parameters only where they differ from their defaults. A node of
 * an unknown layer is written as it was read, a bound parameter as its expression (`"=4*width"`).
 */
export function serialise(document: Document): string {
  const { graph, about } = document;
  const training = Object.entries<Field>(trainingFields).flatMap(([name, field]) => {
    const value = document.training[name as keyof typeof trainingFields];
    return field.advanced && value === field.default ? [] : [member(name, value)];
  });
  const modules = [...graph.modules.values()].map((module) => definitionText(module, graph.modules));
  const members = [
    `"format": "convas"`,
    `"version": ${currentVersion}`,
    member('title', document.title),
    member('description', document.description),
    ...(document.direction === 'down' ? [member('direction', document.direction)] : []),
    ...(about ? [`"about": ${aboutText(about)}`] : []),
    ...(modules.length > 0 ? [`"modules": ${block('[', modules, ']', 1)}`] : []),
    ...drawingMembers(document, graph.modules, 1),
    `"training": ${block('{', training, '}', 1)}`,
  ];
  return `${block('{', members, '}', 0)}\n`;
}

/**
 * The same text in pieces, for a drawing so large that writing it keeps the page waiting: it yields after every node. What
 * it has written is kept, so that the text of a document that is left before it is done takes little more.
 */
export function* serialising(document: Document): Generator<void, string> {
  const { modules } = document.graph;
  for (const { nodes } of [document.graph, ...[...modules.values()].map(({ graph }) => graph)])
    for (const node of nodes.values()) {
      nodeLine(node, modules);
      yield;
    }
  return serialise(document);
}

/** Lines one level deeper than the brackets around them, which stand at `depth`. */
function block(open: string, lines: readonly string[], close: string, depth: number): string {
  if (lines.length === 0) return `${open}${close}`;
  const outer = '  '.repeat(depth);
  return `${open}\n${outer}  ${lines.join(`,\n${outer}  `)}\n${outer}${close}`;
}

const member = (name: string, value: unknown): string => `${JSON.stringify(name)}: ${line(value)}`;

/** Nodes, edges, frames and notes, each on its line. */
function drawingMembers(
  { graph, layout, annotations = noAnnotations }: Drawing,
  modules: Modules,
  depth: number,
): readonly string[] {
  const nodes = [...graph.nodes.values()].map((node) => nodeLine(node, modules, layout.get(node.id)));
  const edges = [...graph.nodes.keys()].flatMap((id) => edgesInto(graph, id).map(edgeLine));
  const of = (type: Annotation['type']) =>
    [...annotations.values()].filter((each) => each.type === type).map((each) => line(annotationJson(each)));
  const [frames, notes] = [of('frame'), of('note')];
  return [
    `"nodes": ${block('[', nodes, ']', depth)}`,
    `"edges": ${block('[', edges, ']', depth)}`,
    ...(frames.length > 0 ? [`"frames": ${block('[', frames, ']', depth)}`] : []),
    ...(notes.length > 0 ? [`"notes": ${block('[', notes, ']', depth)}`] : []),
  ];
}

/** A definition as a file has it; equal texts are equal definitions. */
export function definitionText(module: Module, modules: Modules): string {
  const parameters = module.parameters.map(({ name, type, default: value, min, max, help }) =>
    line({ name, type, default: value, min, max, help }),
  );
  const members = [
    member('name', module.name),
    member('doc', module.doc),
    `"parameters": ${block('[', parameters, ']', 3)}`,
    ...drawingMembers(module, modules, 3),
  ];
  return block('{', members, '}', 2);
}

function aboutText(about: About): string {
  const { family, paper, authors, year, url, idea, look } = about;
  const figures = about.figures.map(({ figure, value, to, source }) => line({ figure, value, to, source }));
  const members = Object.entries({ family, paper, authors, year, url, idea, look }).map(([name, value]) =>
    member(name, value),
  );
  return block('{', [...members, `"figures": ${block('[', figures, ']', 2)}`], '}', 1);
}

function annotationJson(annotation: Annotation) {
  const { id, text, colour, at, width, height } = annotation;
  const placed = {
    colour,
    position: [Math.round(at.x) + 0, Math.round(at.y) + 0],
    size: [Math.round(width), Math.round(height)],
  };
  return annotation.type === 'frame'
    ? { id, title: annotation.title, text, ...placed }
    : { id, text, ...placed };
}
