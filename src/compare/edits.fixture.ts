// Changes to flat graphs of which it is known what they change: copies under other names and in another order, and
// single edits.
import { expand } from '../graph/expand';
import { edgeOf, edgesFrom, edgesInto, type Graph, type GraphNode, makeGraph } from '../graph/graph';
import { parseTemplate } from '../graph/parseTemplate';
import { hasOutput } from '../graph/slots';
import type { FieldValue } from '../layers/fields';
import { defaultParams } from '../layers/index';
import { type NodeId, nodeId } from '../lib/ids';
import { shownParams } from './shownParams';

/** A template's graph from its file's text, modules expanded. */
export function flatGraphIn(text: string): Graph {
  const parsed = parseTemplate(text);
  if (!parsed.ok) throw new Error(parsed.error.problems[0]?.message);
  return expand(parsed.value.graph);
}

/** The list in an order that the numbers decide. */
function shuffled<T>(list: readonly T[], numbers: () => number): readonly T[] {
  const rest = [...list];
  return list.flatMap(() => rest.splice(Math.floor(numbers() * rest.length), 1));
}

/** Numbers from 0 to 1, the same for the same seed (Mulberry32). */
export function numbersFrom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Every name another, nodes and wires in another order; by node of the graph, the copy's. */
export function disguised(graph: Graph, seed: number): { copy: Graph; names: ReadonlyMap<NodeId, NodeId> } {
  const numbers = numbersFrom(seed);
  const taken = shuffled([...graph.nodes.keys()], numbers);
  const names = new Map(
    [...graph.nodes.keys()].map((id, i) => [id, nodeId(`x${taken.indexOf(id)}-${i % 3}`)]),
  );
  const named = (id: NodeId) => names.get(id) ?? id;
  const nodes = [...graph.nodes.values()].map((node) => ({ ...node, id: named(node.id) }));
  const edges = [...graph.edges.values()].map(({ from, to, slot }) =>
    edgeOf({ from: named(from), to: named(to), slot }),
  );
  return { copy: makeGraph(shuffled(nodes, numbers), shuffled(edges, numbers), graph.modules), names };
}

/** Without nodes of one input or, of a merge, its first input alone: what read them reads what they read. */
export function splicedOut(graph: Graph, gone: ReadonlySet<NodeId>): Graph {
  const source = (id: NodeId): NodeId | undefined => {
    if (!gone.has(id)) return id;
    const first = edgesInto(graph, id)[0]?.from;
    return first === undefined ? undefined : source(first);
  };
  const edges = [...graph.edges.values()].flatMap(({ from, to, slot }) => {
    const reads = gone.has(to) ? undefined : source(from);
    return reads === undefined ? [] : [edgeOf({ from: reads, to, slot })];
  });
  return makeGraph(
    [...graph.nodes.values()].filter(({ id }) => !gone.has(id)),
    edges,
    graph.modules,
  );
}

/** The plain twin by names alone: skip-adds read their first input, and what then leads nowhere goes too. */
export function withoutAdds(graph: Graph): { twin: Graph; gone: ReadonlySet<NodeId> } {
  const gone = new Set([...graph.nodes.values()].filter(({ kind }) => kind === 'add').map(({ id }) => id));
  let twin = splicedOut(graph, gone);
  const ends = new Set([...graph.nodes.keys()].filter((id) => edgesFrom(graph, id).length === 0));
  for (;;) {
    const loose = [...twin.nodes.keys()].filter((id) => !ends.has(id) && edgesFrom(twin, id).length === 0);
    if (loose.length === 0) return { twin, gone };
    for (const id of loose) gone.add(id);
    const left = [...twin.nodes.values()].filter(({ id }) => !gone.has(id));
    twin = makeGraph(
      left,
      [...twin.edges.values()].filter(({ to }) => !gone.has(to)),
      twin.modules,
    );
  }
}

export type SingleEdit =
  | { readonly type: 'remove'; readonly node: NodeId }
  | { readonly type: 'insert'; readonly node: NodeId }
  | { readonly type: 'set'; readonly node: NodeId; readonly param: string }
  | { readonly type: 'skip'; readonly node: NodeId };

/** One edit that the numbers choose; undefined where the graph has no place for it. */
export function editedOnce(
  graph: Graph,
  type: SingleEdit['type'],
  pick: number,
): { edited: Graph; edit: SingleEdit } | undefined {
  const all = [...graph.nodes.values()];
  const at = <T>(list: readonly T[]): T | undefined => list[pick % Math.max(1, list.length)];
  const edges = [...graph.edges.values()];
  if (type === 'remove') {
    const node = at(
      all.filter(({ id }) => edgesInto(graph, id).length === 1 && edgesFrom(graph, id).length > 0),
    );
    if (!node) return undefined;
    return { edited: splicedOut(graph, new Set([node.id])), edit: { type, node: node.id } };
  }
  if (type === 'set') return setOne(graph, pick);
  const node = nodeId('fresh');
  if (type === 'insert') {
    const edge = at(edges);
    if (!edge) return undefined;
    const made: GraphNode = { id: node, kind: 'batchNorm', params: defaultParams('batchNorm') };
    const wires = [edgeOf({ from: edge.from, to: node, slot: 0 }), edgeOf({ ...edge, from: node })];
    const rest = edges.filter(({ id }) => id !== edge.id);
    return { edited: makeGraph([...all, made], [...rest, ...wires], graph.modules), edit: { type, node } };
  }
  // A skip around one node: its input is added to its output, for all who read that.
  const around = at(
    all.filter(
      (one) =>
        edgesInto(graph, one.id).length === 1 && edgesFrom(graph, one.id).length > 0 && hasOutput(graph, one),
    ),
  );
  const source = around && edgesInto(graph, around.id)[0]?.from;
  if (!around || source === undefined) return undefined;
  const moved = edges.map((edge) => (edge.from === around.id ? edgeOf({ ...edge, from: node }) : edge));
  const wires = [edgeOf({ from: around.id, to: node, slot: 0 }), edgeOf({ from: source, to: node, slot: 1 })];
  const made: GraphNode = { id: node, kind: 'add', params: {} };
  return { edited: makeGraph([...all, made], [...moved, ...wires], graph.modules), edit: { type, node } };
}

function setOne(graph: Graph, pick: number): { edited: Graph; edit: SingleEdit } | undefined {
  const places = [...graph.nodes.values()].flatMap((node) =>
    [...shownParams(graph, node).values()].flatMap(({ name, field, value }) => {
      const other = otherValue(field, value);
      return other === undefined ? [] : [{ node, name, other }];
    }),
  );
  const place = places[pick % Math.max(1, places.length)];
  if (!place) return undefined;
  const { node, name, other } = place;
  const nodes = [...graph.nodes.values()].map((each) =>
    each === node ? { ...node, params: { ...node.params, [name]: other } } : each,
  );
  return {
    edited: makeGraph(nodes, graph.edges.values(), graph.modules),
    edit: { type: 'set', node: node.id, param: name },
  };
}

function otherValue(
  field: { type: string; choices?: readonly string[] },
  value: FieldValue,
): FieldValue | undefined {
  if (field.type === 'flag') return !value;
  if (field.type === 'choice') return field.choices?.find((each) => each !== value);
  if (typeof value === 'number') return value > 1 ? value - 1 : value + 1;
  return field.type === 'size' || field.type === 'padding' ? 7 : undefined;
}
