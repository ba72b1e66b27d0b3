// What the rules of the twins look at and give back: one level of a design — the drawing itself, or the inside of one
// instance of a module at its values — and the plain edits of its wires.

import {
  edgeOf,
  edgesFrom,
  type Graph,
  type GraphEdge,
  type GraphNode,
  type Modules,
  makeGraph,
} from '../../graph/graph';
import type { Layout } from '../../graph/layout';
import { inputsOf } from '../../graph/slots';
import type { NodeId } from '../../lib/ids';
import type { NodeShape, Shapes } from '../../shapes/nodeShape';

export interface Level {
  /** Of an instance: its definition's nodes, with the bindings; what they are in this instance is in `shapes`. */
  readonly graph: Graph;
  readonly layout: Layout;
  readonly shapes: Shapes;
  /** The design's definitions as they were; `shapes` names instances by them. */
  readonly modules: Modules;
}

/** One thing done, or left on purpose, to one node. Equal ones make one sentence. */
export interface Remark {
  readonly verb: 'Removed' | 'Added' | 'Changed' | 'Kept';
  /** In the singular and in the plural: `skip-add`, `skip-adds`. */
  readonly thing: readonly [one: string, many: string];
  /** By its own name in the level; `rewrite` puts the path before it. */
  readonly node: NodeId;
}

export interface LevelChange {
  readonly graph: Graph;
  readonly layout: Layout;
  readonly remarks: readonly Remark[];
  /** What to call a second definition, where instances of one differ: `projection`. */
  readonly suffix?: string;
}

export interface Rule {
  /** Gives what the level becomes, with what it has to say; the same graph where nothing changes. */
  readonly apply: (level: Level) => LevelChange;
  /** The instances to go into; all where it is left out. */
  readonly inside?: (level: Level) => ReadonlySet<NodeId>;
}

type Known = Extract<NodeShape, { state: 'ok' }>;

/** What is known of a node that has a shape: its parameters at this instance's values, shapes and cost. */
export function known({ shapes }: Level, id: NodeId): Known | undefined {
  const state = shapes.get(id);
  return state?.state === 'ok' ? state : undefined;
}

/** Layers that multiply, as depth counts them; those within an instance each. */
export function weighted(state: NodeShape | undefined): number {
  if (state?.state !== 'ok') return 0;
  if (!state.inner) return state.cost.macs > 0 ? 1 : 0;
  let sum = 0;
  for (const inner of state.inner.values()) sum += weighted(inner);
  return sum;
}

export const readersOf = (graph: Graph, id: NodeId): readonly NodeId[] =>
  edgesFrom(graph, id).map(({ to }) => to);

/** The one reader of a node; undefined where there is none or more than one. */
export function onlyReader(graph: Graph, id: NodeId): GraphNode | undefined {
  const [edge, ...others] = edgesFrom(graph, id);
  return edge && others.length === 0 ? graph.nodes.get(edge.to) : undefined;
}

/**
 * Whether all that reads `from` could read `to` in its place: a merge whose inputs are alike takes no node twice, and
 * what looks past a tensor at the layer before it must not meet another.
 */
export function canReadInstead(graph: Graph, from: NodeId, to: NodeId): boolean {
  const already = new Set(readersOf(graph, to));
  return edgesFrom(graph, from).every((edge) => {
    const reader = graph.nodes.get(edge.to);
    if (!reader || reader.kind === 'module') return reader !== undefined;
    const inputs = inputsOf(graph, reader);
    if (inputs.type !== 'named') return !already.has(edge.to);
    const slot = inputs.slots[edge.slot];
    return slot?.from === undefined && slot?.reads !== 'input';
  });
}

/** All that reads `from` reads `to` instead. */
export const readInstead = (graph: Graph, from: NodeId, to: NodeId): Graph =>
  makeGraph(
    graph.nodes.values(),
    [...graph.edges.values()].map((edge) => (edge.from === from ? edgeOf({ ...edge, from: to }) : edge)),
    graph.modules,
  );

export function withoutNodes(graph: Graph, gone: ReadonlySet<NodeId>): Graph {
  if (gone.size === 0) return graph;
  return makeGraph(
    [...graph.nodes.values()].filter(({ id }) => !gone.has(id)),
    [...graph.edges.values()].filter(({ from, to }) => !gone.has(from) && !gone.has(to)),
    graph.modules,
  );
}

/** Nodes put behind one another in the order of drawing, and wires added to those that there are. */
export function withNodes(
  graph: Graph,
  behind: NodeId,
  nodes: readonly GraphNode[],
  edges: readonly GraphEdge[],
): Graph {
  const all = [...graph.nodes.values()].flatMap((node) => (node.id === behind ? [node, ...nodes] : [node]));
  return makeGraph(all, [...graph.edges.values(), ...edges], graph.modules);
}

/** The layout of the nodes that there are. */
export const layoutWithin = (layout: Layout, { nodes }: Graph): Layout =>
  new Map([...layout].filter(([id]) => nodes.has(id)));
