// What the drawing costs, remembered by the graph's identity: every node of the expanded drawing, and for each instance
// of a module the sum of what is inside. Apart from judge.ts, because nobody needs it until somebody looks.
import { edgesInto, type Graph, type GraphNode } from '../graph/graph';
import { definitionsAlong, moduleOf, portsOf } from '../graph/module';
import { type NodeId, namesOf, nodeId, pathOf } from '../lib/ids';
import { type MeasuredTotals, type Measures, measure, sumOf } from '../plan/measures';
import type { ReceptiveField } from '../plan/receptiveField';
import type { Shapes } from '../shapes/nodeShape';
import { expandedOf } from './judge';

/** Of a node, or of all within an instance; bytes at the batch size. */
export interface Costs extends MeasuredTotals {
  /** Nodes of the expanded drawing that it sums. */
  readonly nodes: number;
  readonly field: ReceptiveField;
  /** The node of the expanded drawing whose output it gives; undefined of an instance without one of its own. */
  readonly output: NodeId | undefined;
}

export interface Measured {
  /** As drawn. */
  readonly graph: Graph;
  /** Modules expanded; `shapes` and `measures` are of its nodes. */
  readonly flat: Graph;
  readonly shapes: Shapes;
  readonly measures: Measures;
  /** By path, of every node that has a shape and of every instance around such nodes. */
  readonly costs: ReadonlyMap<NodeId, Costs>;
  /** Images that the bytes are counted for. */
  readonly batch: number;
}

const measuredByGraph = new WeakMap<Graph, Measured>();

export function measuredOf(graph: Graph, batch: number): Measured {
  const known = measuredByGraph.get(graph);
  if (known?.batch === batch) return known;
  const { flat, shapes } = expandedOf(graph);
  const measures = measure(flat, shapes, batch);
  const measured = { graph, flat, shapes, measures, costs: costsByPath(graph, measures), batch };
  measuredByGraph.set(graph, measured);
  return measured;
}

function costsByPath(graph: Graph, { nodes }: Measures): ReadonlyMap<NodeId, Costs> {
  const within = new Map<NodeId, NodeId[]>();
  for (const id of nodes.keys()) {
    const names = namesOf(id);
    for (let n = 1; n <= names.length; n += 1) {
      const path = nodeId(names.slice(0, n).join('/'));
      const inside = within.get(path);
      if (inside) inside.push(id);
      else within.set(path, [id]);
    }
  }
  const costs = new Map<NodeId, Costs>();
  for (const [path, inside] of within) {
    const output = nodes.has(path) ? path : outputOf(graph, path);
    const field = (output && nodes.get(output)?.field) ?? new Map();
    const sum = sumOf(inside.flatMap((id) => nodes.get(id) ?? []));
    costs.set(path, { ...sum, nodes: inside.length, field, output });
  }
  return costs;
}

/** The node at a path of the drawing, as its definition has it. */
export function placedAt(graph: Graph, path: NodeId): GraphNode | undefined {
  const names = namesOf(path);
  const own = names.at(-1);
  const around = names.slice(0, -1);
  const definitions = definitionsAlong(graph, around);
  if (own === undefined || definitions.length < around.length) return undefined;
  return (definitions.at(-1)?.graph ?? graph).nodes.get(own);
}

/** The path of the node whose output leaves an instance; undefined where it has none, or passes an input on. */
function outputOf(graph: Graph, path: NodeId): NodeId | undefined {
  const node = placedAt(graph, path);
  if (node?.kind !== 'module') return path;
  const definition = moduleOf(graph, node);
  const port = definition && portsOf(definition).output;
  const from = port && edgesInto(definition.graph, port)[0]?.from;
  if (!from || definition.graph.nodes.get(from)?.kind === 'moduleInput') return undefined;
  return outputOf(graph, pathOf(path, from));
}
