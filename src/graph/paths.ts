// Edits whose ids are paths (`3a/conv5x5`), as remedies found on the expanded graph have them: taken apart into edits of
// the definitions that the paths lead to.
import { stemOf } from '../layers/index';
import { type EdgeId, edgeIdOf, endsOf, type NodeId, namesOf, pathOf } from '../lib/ids';
import { ok, type Result } from '../lib/result';
import type { Point } from '../lib/turned';
import type { Edit, ModuleEdit } from './edits';
import { edgeAtSlot, type Graph, type Module } from './graph';
import { definitionsAlong } from './module';
import { atDocument, type Problem } from './problem';
import { freeName } from './slots';
import { refuse } from './wires';

export type LevelEdit = Exclude<Edit, ModuleEdit | { type: 'inModule' | 'paste' | 'unfold' }>;

/** An edit of one level: of the drawing at hand, or of the definition that an instance at `path` leads to. */
export interface Part {
  readonly path: string;
  readonly definition: Module | undefined;
  readonly edit: LevelEdit;
}

interface Level {
  readonly path: string;
  readonly definition: Module | undefined;
  /** The node's own name there. */
  readonly id: NodeId;
}

const here = (id: NodeId): Level => ({ path: '', definition: undefined, id });

function levelOf(graph: Graph, id: NodeId): Result<Level, Problem> {
  const names = namesOf(id);
  // An expanded graph holds path ids as its own.
  if (names.length === 1 || graph.nodes.has(id)) return ok(here(id));
  const around = names.slice(0, -1);
  const definitions = definitionsAlong(graph, around);
  const stranger = around[definitions.length];
  if (stranger !== undefined)
    return refuse('no-such-node', atDocument, `There is no node “${id}”: “${stranger}” is no module.`);
  return ok({ path: around.join('/'), definition: definitions.at(-1), id: names.at(-1) ?? id });
}

const graphAt = (graph: Graph, { definition }: Level): Graph =>
  definition ? { ...definition.graph, modules: graph.modules } : graph;

/** The parts of an edit, by level; one part without a path where every id is the level's own. */
export function partsOf(graph: Graph, edit: LevelEdit): Result<readonly Part[], Problem> {
  switch (edit.type) {
    case 'add':
      return single(graph, edit.node.id, (id) => ({ ...edit, node: { ...edit.node, id } }));
    case 'set':
    case 'rename':
    case 'replace':
    case 'bind':
    case 'ungroup':
      return single(graph, edit.node, (node) => ({ ...edit, node }));
    case 'connect':
      return together(graph, [edit.from, edit.to], ([from = edit.from, to = edit.to]) => ({
        ...edit,
        from,
        to,
      }));
    case 'defineModule': {
      const parameters = edit.parameters ?? [];
      const ids = [...edit.nodes, ...parameters.map(({ node }) => node)];
      return together(graph, ids, (own) => ({
        ...edit,
        nodes: own.slice(0, edit.nodes.length),
        parameters: parameters.map((each, i) => ({ ...each, node: own[edit.nodes.length + i] ?? each.node })),
      }));
    }
    case 'insert':
      return insertParts(graph, edit);
    case 'remove':
      return removeParts(graph, edit);
    case 'move':
      return moveParts(graph, edit);
    case 'addAnnotation':
    case 'setAnnotation':
    case 'moveAnnotations':
    case 'removeAnnotations':
      return ok([{ path: '', definition: undefined, edit }]);
  }
}

function single(graph: Graph, id: NodeId, make: (id: NodeId) => LevelEdit): Result<readonly Part[], Problem> {
  const level = levelOf(graph, id);
  if (!level.ok) return level;
  const { path, definition, id: own } = level.value;
  return ok([{ path, definition, edit: make(own) }]);
}

function together(
  graph: Graph,
  ids: readonly NodeId[],
  make: (ids: readonly NodeId[]) => LevelEdit,
): Result<readonly Part[], Problem> {
  const levels: Level[] = [];
  for (const id of ids) {
    const level = levelOf(graph, id);
    if (!level.ok) return level;
    levels.push(level.value);
  }
  const [first] = levels;
  const apart = levels.findIndex(({ path }) => path !== first?.path);
  if (apart > 0) {
    return refuse(
      'no-such-node',
      atDocument,
      `“${ids[0]}” and “${ids[apart]}” stand in different modules, and nothing can join them directly: use the modules’ ports.`,
    );
  }
  return ok([
    { path: first?.path ?? '', definition: first?.definition, edit: make(levels.map(({ id }) => id)) },
  ]);
}

/** The drawn wire that an edge is: of a path, the one that fills its target's slot where the target is drawn. */
function edgeLevel(graph: Graph, id: EdgeId): Result<{ level: Level; edge: EdgeId }, Problem> {
  const ends = endsOf(id);
  if (graph.edges.has(id) || !ends || namesOf(ends.to).length === 1)
    return ok({ level: here(ends?.to ?? ('' as NodeId)), edge: drawnEdge(graph, id, ends) });
  const level = levelOf(graph, ends.to);
  if (!level.ok) return level;
  const edge = edgeAtSlot(graphAt(graph, level.value), level.value.id, ends.slot);
  return edge
    ? ok({ level: level.value, edge: edge.id })
    : refuse('no-such-node', atDocument, `There is no wire “${id}”.`);
}

/** A wire from a path to a node of this level is drawn as leaving the instance. */
function drawnEdge(graph: Graph, id: EdgeId, ends: ReturnType<typeof endsOf>): EdgeId {
  if (!ends || graph.edges.has(id) || namesOf(ends.from).length === 1) return id;
  return edgeAtSlot(graph, ends.to, ends.slot)?.id ?? id;
}

function insertParts(
  graph: Graph,
  edit: Extract<Edit, { type: 'insert' }>,
): Result<readonly Part[], Problem> {
  const found = edgeLevel(graph, edit.edge);
  if (!found.ok) return found;
  const { level, edge } = found.value;
  const own = namesOf(edit.node.id).at(-1) ?? edit.node.id;
  const inside = graphAt(graph, level);
  // A name that was free in the expanded graph may be taken here.
  const id = level.definition && inside.nodes.has(own) ? freeName(inside, stemOf(edit.node.kind)) : own;
  const node = id === edit.node.id ? edit.node : { ...edit.node, id };
  return ok([{ path: level.path, definition: level.definition, edit: { ...edit, edge, node } }]);
}

function removeParts(
  graph: Graph,
  edit: Extract<Edit, { type: 'remove' }>,
): Result<readonly Part[], Problem> {
  const parts = new Map<string, { level: Level; nodes: NodeId[]; edges: EdgeId[] }>();
  const at = (level: Level) => {
    const part = parts.get(level.path) ?? { level, nodes: [], edges: [] };
    parts.set(level.path, part);
    return part;
  };
  for (const id of edit.nodes) {
    const level = levelOf(graph, id);
    if (!level.ok) return level;
    at(level.value).nodes.push(level.value.id);
  }
  for (const id of edit.edges) {
    const found = edgeLevel(graph, id);
    if (!found.ok) return found;
    at(found.value.level).edges.push(found.value.edge);
  }
  return ok(
    [...parts.values()].map(({ level, nodes, edges }) => ({
      path: level.path,
      definition: level.definition,
      edit: { type: 'remove', nodes, edges },
    })),
  );
}

function moveParts(graph: Graph, edit: Extract<Edit, { type: 'move' }>): Result<readonly Part[], Problem> {
  const parts = new Map<string, { level: Level; positions: Map<NodeId, Point> }>();
  for (const [id, at] of edit.positions) {
    const level = levelOf(graph, id);
    if (!level.ok) return level;
    const part = parts.get(level.value.path) ?? { level: level.value, positions: new Map<NodeId, Point>() };
    parts.set(level.value.path, part);
    part.positions.set(level.value.id, at);
  }
  return ok(
    [...parts.values()].map(({ level, positions }) => ({
      path: level.path,
      definition: level.definition,
      edit: { type: 'move', positions },
    })),
  );
}

/** An edit of a definition's own ids as one of path ids below an instance, for remedies found inside it. */
export function editWithin(path: string, edit: LevelEdit): LevelEdit {
  const at = (id: NodeId): NodeId => pathOf(path, id);
  const edgeAt = (id: EdgeId): EdgeId => {
    const ends = endsOf(id);
    return ends ? edgeIdOf(at(ends.from), at(ends.to), ends.slot) : id;
  };
  switch (edit.type) {
    case 'add':
      return { ...edit, node: { ...edit.node, id: at(edit.node.id) } };
    case 'insert':
      return { ...edit, edge: edgeAt(edit.edge), node: { ...edit.node, id: at(edit.node.id) } };
    case 'connect':
      return { ...edit, from: at(edit.from), to: at(edit.to) };
    case 'remove':
      return { ...edit, nodes: edit.nodes.map(at), edges: edit.edges.map(edgeAt) };
    case 'move':
      return { ...edit, positions: new Map([...edit.positions].map(([id, point]) => [at(id), point])) };
    case 'defineModule':
      return {
        ...edit,
        nodes: edit.nodes.map(at),
        parameters: (edit.parameters ?? []).map((each) => ({ ...each, node: at(each.node) })),
      };
    case 'set':
    case 'rename':
    case 'replace':
    case 'bind':
    case 'ungroup':
      return { ...edit, node: at(edit.node) };
    // Their names are no paths; `inModule` leads to those of a definition.
    case 'addAnnotation':
    case 'setAnnotation':
    case 'moveAnnotations':
    case 'removeAnnotations':
      return edit;
  }
}
