// A part of a drawing as text for the clipboard, which is a whole template; and the JSON in a text that may hold more,
// such as a message of a chat.
import type { Document } from './document';
import type { Drawing } from './edits';
import { type GraphNode, makeGraph } from './graph';
import { serialise } from './serialise';

/** The template of a fragment, with the title and training settings of the document that it was cut from. */
export function fragmentText(
  { graph, layout, annotations }: Drawing,
  from: Pick<Document, 'title' | 'training'>,
): string {
  const nodes = [...graph.nodes.values()].map(unbound);
  return serialise({
    title: from.title,
    description: '',
    graph: makeGraph(nodes, graph.edges.values(), graph.modules),
    layout,
    ...(annotations ? { annotations } : {}),
    training: from.training,
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
