// Two flat graphs as numbers, for matching them: node i of a side has a kind, a signature, the nodes it reads in slot
// order and the nodes that read it. Kinds and signatures are numbered alike on both sides, so that equal means equal.
import { topologicalOrder } from '../graph/cycles';
import { edgesInto, type Graph, type GraphEdge, type GraphNode } from '../graph/graph';
import { inputsOf } from '../graph/slots';
import { type NodeId, namesOf } from '../lib/ids';
import { signatureOf } from './shownParams';

export interface Side {
  /** In topological order, nodes on a cycle behind. */
  readonly ids: readonly NodeId[];
  readonly indexOf: ReadonlyMap<NodeId, number>;
  readonly kinds: readonly string[];
  /** Number of the last name of the path: `conv1` of `block2/conv1`. */
  readonly ownNames: readonly number[];
  /** Number of the kind with all shown parameters. */
  readonly signatures: readonly number[];
  readonly reading: readonly Reading[];
  /** Nodes read, in slot order; where slots have names, −1 at one without a wire. */
  readonly inputs: readonly (readonly number[])[];
  /** The slots of those. */
  readonly slots: readonly (readonly number[])[];
  readonly readers: readonly (readonly Reader[])[];
}

/** How the inputs of two nodes compare: in any order, in their order, or name by name. */
export type Reading = 'any' | 'order' | 'named';

export interface Reader {
  readonly node: number;
  /** Which of the reader's inputs; −1 where their order does not matter. */
  readonly place: number;
}

export interface Sides {
  readonly left: Side;
  readonly right: Side;
}

/** Merges whose result does not depend on the order of their inputs. */
const unordered: ReadonlySet<string> = new Set(['add', 'multiply', 'average', 'maximum']);

/** Numbers texts in the order in which they are first met. */
export type Numbering = (text: string) => number;
export function makeNumbering(): Numbering {
  const numbers = new Map<string, number>();
  return (text) => {
    const known = numbers.get(text);
    if (known !== undefined) return known;
    numbers.set(text, numbers.size);
    return numbers.size - 1;
  };
}

/** Of each left graph the last right one: a diff asks for the same sides as the matching before it. */
const lastSides = new WeakMap<Graph, { right: WeakRef<Graph>; sides: Sides }>();

export function sidesOf(left: Graph, right: Graph): Sides {
  const known = lastSides.get(left);
  if (known?.right.deref() === right) return known.sides;
  const numberOf = makeNumbering();
  const sides = { left: sideOf(left, numberOf), right: sideOf(right, numberOf) };
  lastSides.set(left, { right: new WeakRef(right), sides });
  return sides;
}

function sideOf(graph: Graph, numberOf: Numbering): Side {
  const order = topologicalOrder(graph);
  const ids = order.length === graph.nodes.size ? order : [...new Set([...order, ...graph.nodes.keys()])];
  const indexOf = new Map(ids.map((id, i) => [id, i]));
  const nodes = ids.flatMap((id) => graph.nodes.get(id) ?? []);
  const reading = nodes.map((node) => readingOf(graph, node));
  const wires = nodes.map((node, i) => placed(edgesInto(graph, node.id), reading[i] === 'named'));
  const inputs = wires.map((into) => into.map((edge) => (edge ? (indexOf.get(edge.from) ?? -1) : -1)));
  const readers: Reader[][] = ids.map(() => []);
  inputs.forEach((sources, node) => {
    sources.forEach((source, place) => {
      readers[source]?.push({ node, place: reading[node] === 'any' ? -1 : place });
    });
  });
  return {
    ids,
    indexOf,
    kinds: nodes.map(({ kind }) => kind),
    ownNames: ids.map((id) => numberOf(`/${namesOf(id).at(-1)}`)),
    signatures: nodes.map((node) => numberOf(signatureOf(graph, node))),
    reading,
    inputs,
    slots: wires.map((into) => into.map((edge, place) => edge?.slot ?? place)),
    readers,
  };
}

function readingOf(graph: Graph, node: GraphNode): Reading {
  if (unordered.has(node.kind)) return 'any';
  return inputsOf(graph, node).type === 'named' ? 'named' : 'order';
}

/** Wires in slot order, or each at its slot. */
function placed(wires: readonly GraphEdge[], named: boolean): readonly (GraphEdge | undefined)[] {
  if (!named) return wires;
  const length = (wires.at(-1)?.slot ?? -1) + 1;
  return Array.from({ length }, (_, slot) => wires.find((edge) => edge.slot === slot));
}
