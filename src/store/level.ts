// The level that is shown: the whole drawing, or the inside of an instance of a module on the way `path`. What the
// editor reads and changes is the level's; the store leads edits of it to the module's definition.
import type { Document } from '../graph/document';
import type { Drawing, Edit } from '../graph/edits';
import type { Graph, Module } from '../graph/graph';
import { definitionsAlong } from '../graph/module';
import type { Values } from '../graph/values';
import { type NodeId, nodeId, pathOf } from '../lib/ids';
import { innerDrawing } from '../shapes/innerDrawing';
import type { Shapes } from '../shapes/nodeShape';
import { shapesOf } from './judge';

/** Instances from outside in; none: the drawing itself. */
export type LevelPath = readonly NodeId[];

export interface Level extends Drawing {
  readonly shapes: Shapes;
  /** The definition that is shown, and the values that the instance on the way gives it; absent of the drawing. */
  readonly inside?: { readonly module: Module; readonly values: Values };
}

const levels = new WeakMap<Document, Map<NodeId, Level>>();

/**
 * What is shown at a path; the same object until the document or the path changes. A path that leads nowhere shows the
 * drawing.
 */
export function levelOf({ document, path }: { document: Document; path: LevelPath }): Level {
  const key = prefixOf(path);
  const known = levels.get(document) ?? new Map<NodeId, Level>();
  levels.set(document, known);
  const before = known.get(key);
  if (before) return before;
  const { graph, layout, annotations } = document;
  const shapes = shapesOf(graph);
  const inner = path.length > 0 ? innerDrawing(graph, shapes, key) : undefined;
  const level: Level = inner
    ? { ...inner.drawing, shapes: inner.shapes, inside: { module: inner.module, values: inner.values } }
    : { graph, layout, ...(annotations ? { annotations } : {}), shapes };
  known.set(key, level);
  return level;
}

/** The path as one id, to which a node's own is joined: `stage2/block1`; '' of the drawing itself. */
export const prefixOf = (path: LevelPath): NodeId => nodeId(path.join('/'));

/** A node of the level as the expanded drawing names it. */
export const fullId = ({ path }: { path: LevelPath }, id: NodeId): NodeId => pathOf(prefixOf(path), id);

/** As far along the path as instances of defined modules stand; the same object where all do. */
export function keptPath(graph: Graph, path: LevelPath): LevelPath {
  const { length } = definitionsAlong(graph, path);
  return length === path.length ? path : path.slice(0, length);
}

/** The definition that a path leads to; undefined of the drawing itself. */
export function definitionAt(graph: Graph, path: LevelPath): Module | undefined {
  const along = definitionsAlong(graph, path);
  return along.length === path.length ? along.at(-1) : undefined;
}

/** Edits of the level as edits of the document; those of definitions speak of the document already. */
export function editsFrom(graph: Graph, path: LevelPath, edits: readonly Edit[]): readonly Edit[] {
  const definition = definitionAt(graph, path);
  if (!definition) return edits;
  return edits.map((edit) =>
    edit.type === 'inModule' || 'module' in edit ? edit : { type: 'inModule', module: definition.name, edit },
  );
}
