// A document as the text of a template file, in the one canonical form: fixed key order, a line for every node and
// every edge, so that a change in the drawing is a small difference in the file.
import type { Params } from '../layers/fields';
import { parseField } from '../layers/fields';
import { layerOf } from '../layers/index';
import type { Document, Point } from './document';
import { edgesInto, type GraphNode } from './graph';
import { currentVersion } from './migrate';
import { trainingFields } from './trainingFields';

/**
 * The canonical text of a document: nodes in the order of drawing, edges by their target's place in that order and
 * then by slot, positions in whole pixels. A node of an unknown layer is written as it was read.
 */
export function serialise(document: Document): string {
  const { graph, layout } = document;
  const nodes = [...graph.nodes.values()].map((node) => line(nodeJson(node, layout.get(node.id))));
  const edges = [...graph.nodes.keys()].flatMap((id) =>
    edgesInto(graph, id).map(({ from, to, slot }) => line({ from, to, slot })),
  );
  const training = Object.keys(trainingFields).map((name) => {
    const value = document.training[name as keyof typeof trainingFields];
    return `${JSON.stringify(name)}: ${line(value)}`;
  });
  const members = [
    `"format": "convas"`,
    `"version": ${currentVersion}`,
    `"title": ${JSON.stringify(document.title)}`,
    `"description": ${JSON.stringify(document.description)}`,
    `"nodes": ${block('[', nodes, ']')}`,
    `"edges": ${block('[', edges, ']')}`,
    `"training": ${block('{', training, '}')}`,
  ];
  return `{\n  ${members.join(',\n  ')}\n}\n`;
}

function block(open: string, lines: readonly string[], close: string): string {
  return lines.length === 0 ? `${open}${close}` : `${open}\n    ${lines.join(',\n    ')}\n  ${close}`;
}

function nodeJson(node: GraphNode, at: Point = { x: 0, y: 0 }) {
  // Adding 0 turns −0 into 0.
  const position = [Math.round(at.x) + 0, Math.round(at.y) + 0];
  if (node.kind === 'unknown') {
    return { id: node.id, layer: String(node.params.layer), params: unknownParams(node.params), position };
  }
  return { id: node.id, layer: node.kind, params: knownParams(node), position };
}

function knownParams({ kind, params }: GraphNode): Params {
  return Object.fromEntries(
    Object.entries(layerOf(kind).fields).map(([name, field]) => {
      const value = params[name] ?? field.default;
      const spelled = parseField(field, value);
      return [name, spelled.ok ? spelled.value : value];
    }),
  );
}

function unknownParams({ json }: Params): unknown {
  try {
    return JSON.parse(String(json));
  } catch {
    return String(json);
  }
}

/** One value on one line, with a blank after every comma and colon. */
function line(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(line).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(([name, member]) => `${JSON.stringify(name)}: ${line(member)}`);
    return `{${members.join(', ')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}
