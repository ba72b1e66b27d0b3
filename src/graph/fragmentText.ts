// A part of a drawing as text for the clipboard, which is a whole template, and where it was cut out of a module also tells
// what its parameters followed there; and the JSON in a text that may hold more, such as a message of a chat.

import { withBindings } from './bindings';
import type { Document } from './document';
import type { Drawing } from './edits';
import { expressionOf } from './expressions';
import { isRecord } from './findings';
import { type GraphNode, makeGraph } from './graph';
import { parseJson } from './jsonText';
import { serialise } from './serialise';

/**
 * The template of a fragment, with the title and training settings of the document that it was cut from. A bound parameter
 * is its value, and its expression stands beside the drawing.
 */
export function fragmentText(
  { graph, layout, annotations }: Drawing,
  from: Pick<Document, 'title' | 'training'>,
): string {
  const nodes = [...graph.nodes.values()].map(unbound);
  const text = serialise({
    title: from.title,
    description: '',
    graph: makeGraph(nodes, graph.edges.values(), graph.modules),
    layout,
    ...(annotations ? { annotations } : {}),
    training: from.training,
  });
  const bound = [...graph.nodes.values()].flatMap(({ id, bindings }) =>
    bindings ? [`    ${JSON.stringify(id)}: ${expressionsText(bindings)}`] : [],
  );
  if (bound.length === 0) return text;
  return text.replace(/\n\}\n$/, `,\n  "expressions": {\n${bound.join(',\n')}\n  }\n}\n`);
}

const expressionsText = (bindings: NonNullable<GraphNode['bindings']>): string => {
  const members = Object.entries(bindings).map(
    ([param, expression]) => `${JSON.stringify(param)}: ${JSON.stringify(`=${expression}`)}`,
  );
  return `{ ${members.join(', ')} }`;
};

/**
 * The fragment that was read from a text, with the expressions that the text tells of, so that they go on where it is
 * pasted into a module with parameters of those names. What is no expression, or of no node, is passed over.
 */
export function withExpressions(fragment: Drawing, text: string): Drawing {
  const json = parseJson(text);
  const told = json.ok && isRecord(json.value) ? json.value.expressions : undefined;
  if (!isRecord(told)) return fragment;
  const { graph } = fragment;
  const nodes = [...graph.nodes.values()].map((node) => {
    const own = Object.hasOwn(told, node.id) ? told[node.id] : undefined;
    return isRecord(own) ? withBindings(node, boundParams(node, own)) : node;
  });
  return { ...fragment, graph: makeGraph(nodes, graph.edges.values(), graph.modules) };
}

function boundParams(
  { params }: GraphNode,
  told: Readonly<Record<string, unknown>>,
): readonly (readonly [string, string])[] {
  return Object.entries(told).flatMap(([param, text]) => {
    if (!Object.hasOwn(params, param) || typeof text !== 'string' || !text.startsWith('=')) return [];
    const expression = text.slice(1).trim();
    return expressionOf(expression).ok ? [[param, expression] as const] : [];
  });
}

/** Outside its module an expression has nothing to follow, and the value stands alone. */
const unbound = ({ bindings: _, ...node }: GraphNode): GraphNode => node;

/**
 * The JSON object in a text: all of it, or what stands in a code fence or between sentences. All before it is blanked,
 * so that lines and columns remain those of the whole text. Undefined where no `{` begins one.
 */
export function jsonWithin(text: string): string | undefined {
  const begin = /^\s*\ufeff?\s*(?=[{[])/.exec(text)?.[0].length;
  if (begin !== undefined) {
    const end = endOf(text, begin);
    // More JSON behind the end is a bracket too many, to be told as a fault; anything else is talk.
    return blanked(text, begin, /^\s*[\]},"]/.test(text.slice(end)) ? text.length : end);
  }
  const fences = [...text.matchAll(/```[^\n]*\n([\s\S]*?)(?:\n\s*```|$)/g)].flatMap((match) => {
    const inside = match[1] ?? '';
    const at = (match.index ?? 0) + match[0].indexOf('\n') + 1;
    const brace = inside.indexOf('{');
    return brace < 0 ? [] : [{ start: at + brace, end: at + inside.trimEnd().length }];
  });
  const found = [...fences, ...objectsIn(text)];
  const likely = found.find(({ start, end }) => text.slice(start, end).includes('"format"')) ?? found[0];
  return likely && blanked(text, likely.start, likely.end);
}

const blanked = (text: string, start: number, end: number): string =>
  text.slice(0, start).replace(/[^\n\r]/g, ' ') + text.slice(start, end);

const mostTried = 50;

/** The outermost objects, as brackets outside quotes tell; one that is not closed reaches to the end. */
function objectsIn(text: string): readonly { readonly start: number; readonly end: number }[] {
  const found: { start: number; end: number }[] = [];
  let at = beginningOf(text, 0);
  while (at >= 0 && found.length < mostTried) {
    const end = endOf(text, at);
    found.push({ start: at, end });
    at = beginningOf(text, end);
  }
  return found;
}

/** A brace followed by a name in quotes, or by nothing: a `{x}` of prose or code is none. */
function beginningOf(text: string, from: number): number {
  const found = /\{\s*["}]/g;
  found.lastIndex = from;
  return found.exec(text)?.index ?? -1;
}

/** Behind the bracket that closes the one at `start`; the end of the text where none does. */
function endOf(text: string, start: number): number {
  let depth = 0;
  let quoted = false;
  for (let at = start; at < text.length; at += 1) {
    const sign = text[at];
    if (quoted) {
      if (sign === '\\') at += 1;
      else if (sign === '"') quoted = false;
    } else if (sign === '"') quoted = true;
    else if (sign === '{' || sign === '[') depth += 1;
    else if (sign === '}' || sign === ']') {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return text.length;
}
