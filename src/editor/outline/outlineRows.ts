// The drawing as the rows of a tree: nodes in the order in which data flows, and below an instance of a module what is
// in it, at that instance's values.
import { topologicalOrder } from '../../graph/cycles';
import type { Graph } from '../../graph/graph';
import { moduleOf } from '../../graph/module';
import { layerOf } from '../../layers/index';
import type { NodeId } from '../../lib/ids';
import type { NodeShape, Shapes } from '../../shapes/inferShapes';
import { innerDrawing } from '../../shapes/innerDrawing';
import { type LevelPath, prefixOf } from '../../store/level';
import { synonymsOf } from '../palette/synonyms';

export interface OutlineRow {
  /** The node's path in the expanded drawing, `3a/conv5x5`; unique. */
  readonly id: NodeId;
  /** The instances that it is within. */
  readonly path: LevelPath;
  readonly state: NodeShape;
  /** Counts from 0. */
  readonly depth: number;
  /** Its place among its siblings that are listed, from 1, and their number. */
  readonly place: number;
  readonly siblings: number;
  /** Undefined of a node that has nothing in it. */
  readonly expanded: boolean | undefined;
  /** Problems of the node, or within it. */
  readonly problems: number;
}

export interface OutlineView {
  /** Ids of the instances that stand open. */
  readonly open: ReadonlySet<string>;
  /** Words that a node's name or kind has; of what they find, the way there stands open. */
  readonly filter: string;
  /** Problems of the nodes of the drawing itself, such as those of the data. */
  readonly problems: ReadonlyMap<NodeId, number>;
}

export function outlineRows(graph: Graph, shapes: Shapes, view: OutlineView): readonly OutlineRow[] {
  const words = view.filter.toLowerCase().split(/\s+/).filter(Boolean);
  return rowsOf({ graph, shapes, root: graph, rootShapes: shapes, path: [], words, view });
}

interface LevelOf {
  readonly graph: Graph;
  readonly shapes: Shapes;
  readonly root: Graph;
  readonly rootShapes: Shapes;
  readonly path: LevelPath;
  readonly words: readonly string[];
  readonly view: OutlineView;
}

function rowsOf(level: LevelOf): readonly OutlineRow[] {
  const { graph, shapes, path, words, view } = level;
  const listed = inOrder(graph).flatMap((id) => {
    const state = shapes.get(id);
    if (!state) return [];
    const full = prefixOf([...path, id]);
    const inside = moduleOf(graph, state.node) !== undefined;
    const filtering = words.length > 0;
    const open = inside && (filtering || view.open.has(full));
    const below = open ? within(level, id) : [];
    if (filtering && below.length === 0 && !matches(graph, state, words)) return [];
    const own = path.length === 0 ? (view.problems.get(id) ?? 0) : 0;
    const row = {
      id: full,
      path,
      state,
      depth: path.length,
      // What is found in an instance shows it open; else it is as the user left it.
      expanded: inside ? (filtering ? below.length > 0 : open) : undefined,
      problems: Math.max(own, faultsIn(state)),
    };
    return [{ row, below }];
  });
  return listed.flatMap(({ row, below }, i) => [{ ...row, place: i + 1, siblings: listed.length }, ...below]);
}

function within(level: LevelOf, id: NodeId): readonly OutlineRow[] {
  const path = [...level.path, id];
  const inner = innerDrawing(level.root, level.rootShapes, prefixOf(path));
  return inner ? rowsOf({ ...level, graph: inner.drawing.graph, shapes: inner.shapes, path }) : [];
}

/** Each node after all that feeds it; those on a cycle, which only a file can bring, last. */
function inOrder(graph: Graph): readonly NodeId[] {
  const order = topologicalOrder(graph);
  if (order.length === graph.nodes.size) return order;
  const known = new Set(order);
  return [...order, ...[...graph.nodes.keys()].filter((id) => !known.has(id))];
}

function faultsIn(state: NodeShape): number {
  if (state.state !== 'misfit' && state.state !== 'incomplete') return 0;
  const inner = 'inner' in state && state.inner ? [...state.inner.values()] : [];
  return Math.max(
    1,
    inner.reduce((sum, inside) => sum + faultsIn(inside), 0),
  );
}

/** By name, by kind and its other names, and by module. */
function matches(graph: Graph, { node }: NodeShape, words: readonly string[]): boolean {
  const kind = moduleOf(graph, node)?.name ?? layerOf(node.kind).label;
  const text = `${node.id} ${kind} ${synonymsOf(node.kind)}`.toLowerCase();
  return words.every((word) => text.includes(word));
}
