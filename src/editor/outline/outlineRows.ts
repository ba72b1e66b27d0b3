// The drawing as the rows of a tree: nodes in the order in which data flows, below an instance of a module what is in it,
// at that instance's values, and below a frame what lies in it.
import type { Annotation } from '../../graph/annotations';
import { topologicalOrder } from '../../graph/cycles';
import type { Drawing } from '../../graph/edits';
import type { Graph } from '../../graph/graph';
import { moduleOf } from '../../graph/module';
import { layerOf } from '../../layers/index';
import type { NodeId } from '../../lib/ids';
import { innerDrawing } from '../../shapes/innerDrawing';
import type { NodeShape, Shapes } from '../../shapes/nodeShape';
import { type LevelPath, prefixOf } from '../../store/level';
import { flowIdOf } from '../notes/annotationFlow';
import { titleOfAnnotation } from '../notes/nameOf';
import { synonymsOf } from '../palette/synonyms';
import { framed, type Item } from './framed';

interface RowPlace {
  /** The path in the expanded drawing, `3a/conv5x5`, where a note or frame has a sign before its name; unique. */
  readonly id: string;
  /** The row that it lies below. */
  readonly parent: string | undefined;
  /** The instances that it is within. */
  readonly path: LevelPath;
  /** As it is shown, and found by its first letters. */
  readonly name: string;
  /** Counts from 0. */
  readonly depth: number;
  /** Its place among its siblings that are listed, from 1, and their number. */
  readonly place: number;
  readonly siblings: number;
  /** Undefined of what has nothing in it. */
  readonly expanded: boolean | undefined;
  /** Problems of the node, or within it. */
  readonly problems: number;
}
export type NodeRow = RowPlace & { readonly state: NodeShape; readonly annotation?: undefined };
export type AnnotationRow = RowPlace & { readonly annotation: Annotation; readonly state?: undefined };
export type OutlineRow = NodeRow | AnnotationRow;

export interface OutlineView {
  /** Ids of the instances that stand open. */
  readonly open: ReadonlySet<string>;
  /** Ids of the frames that are folded. */
  readonly folded: ReadonlySet<string>;
  /** Words that a node's name or kind has, or a note or frame; of what they find, the way there stands open. */
  readonly filter: string;
  /** Problems of the nodes of the drawing itself, such as those of the data. */
  readonly problems: ReadonlyMap<NodeId, number>;
}

export function outlineRows(drawing: Drawing, shapes: Shapes, view: OutlineView): readonly OutlineRow[] {
  const words = view.filter.toLowerCase().split(/\s+/).filter(Boolean);
  return levelRows({ drawing, shapes, root: drawing.graph, rootShapes: shapes, path: [], words, view }, 0);
}

interface LevelOf {
  readonly drawing: Drawing;
  readonly shapes: Shapes;
  readonly root: Graph;
  readonly rootShapes: Shapes;
  readonly path: LevelPath;
  readonly words: readonly string[];
  readonly view: OutlineView;
}

/** Where rows lie in the tree. */
interface Branch {
  readonly parent: string | undefined;
  readonly depth: number;
}
type Unplaced<Row> = Row extends OutlineRow ? Omit<Row, 'place' | 'siblings'> : never;
/** A row and what lies below it; undefined where the filter finds nothing of it. */
type Listed = { readonly row: Unplaced<OutlineRow>; readonly below: readonly OutlineRow[] } | undefined;

const levelRows = (level: LevelOf, depth: number): readonly OutlineRow[] =>
  rowsOf(level, framed(level.drawing, inOrder(level.drawing.graph)), {
    parent: level.path.length > 0 ? prefixOf(level.path) : undefined,
    depth,
  });

function rowsOf(level: LevelOf, items: readonly Item[], branch: Branch): readonly OutlineRow[] {
  const listed = items.flatMap(
    (item) =>
      (item.annotation ? annotationRow(level, item, branch) : nodeRow(level, item.node, branch)) ?? [],
  );
  return listed.flatMap(({ row, below }, i) => [{ ...row, place: i + 1, siblings: listed.length }, ...below]);
}

function nodeRow(level: LevelOf, node: NodeId, branch: Branch): Listed {
  const { drawing, shapes, path, words, view } = level;
  const state = shapes.get(node);
  if (!state) return undefined;
  const id = prefixOf([...path, node]);
  const inside = moduleOf(drawing.graph, state.node) !== undefined;
  const filtering = words.length > 0;
  const open = inside && (filtering || view.open.has(id));
  const below = open ? within(level, node, branch.depth + 1) : [];
  if (filtering && below.length === 0 && !matches(drawing.graph, state, words)) return undefined;
  const own = path.length === 0 ? (view.problems.get(node) ?? 0) : 0;
  const row = {
    ...branch,
    id,
    path,
    name: state.node.id,
    state,
    // What is found in an instance shows it open; else it is as the user left it.
    expanded: inside ? (filtering ? below.length > 0 : open) : undefined,
    problems: Math.max(own, faultsIn(state)),
  };
  return { row, below };
}

function annotationRow(
  level: LevelOf,
  { annotation, items }: Extract<Item, { annotation: Annotation }>,
  branch: Branch,
): Listed {
  const { path, words, view } = level;
  const id = [...path, flowIdOf(annotation.id)].join('/');
  const filtering = words.length > 0;
  const open = items.length > 0 && (filtering || !view.folded.has(id));
  const below = open ? rowsOf(level, items, { parent: id, depth: branch.depth + 1 }) : [];
  const text = `${annotation.type === 'frame' ? annotation.title : ''} ${annotation.text}`.toLowerCase();
  if (filtering && below.length === 0 && !words.every((word) => text.includes(word))) return undefined;
  const expanded = items.length === 0 ? undefined : filtering ? below.length > 0 : open;
  const name = titleOfAnnotation(annotation);
  return { row: { ...branch, id, path, name, annotation, expanded, problems: 0 }, below };
}

function within(level: LevelOf, id: NodeId, depth: number): readonly OutlineRow[] {
  const path = [...level.path, id];
  const inner = innerDrawing(level.root, level.rootShapes, prefixOf(path));
  return inner ? levelRows({ ...level, drawing: inner.drawing, shapes: inner.shapes, path }, depth) : [];
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
