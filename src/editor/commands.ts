// What a user can do to the drawing, independent of the control that asks for it: mouse, keyboard, palette and
// inspector call the same few functions, so that each judges a wire the same way.
import { directionOf, type Layout, type Point } from '../graph/document';
import { applyEdits } from '../graph/edit';
import type { DefineModule, Edit } from '../graph/edits';
import type { GraphNode, Wire } from '../graph/graph';
import { moduleOf } from '../graph/module';
import type { Fix, Problem } from '../graph/problem';
import { freeName, freeSlot, hasOutput, inputsOf, slotLimit } from '../graph/slots';
import type { EdgeId, NodeId } from '../lib/ids';
import { err, ok, type Result } from '../lib/result';
import { checkEdge } from '../shapes/checkEdge';
import { inferShapes } from '../shapes/inferShapes';
import { levelNow } from '../store/derive';
import { editsFrom, type Level, levelOf } from '../store/level';
import type { Tint } from '../store/state';
import { useStore } from '../store/store';
import { card, freePlace } from './freePlace';
import { nameOfAnnotations } from './notes/nameOf';
import type { NewLayer } from './palette/paletteItems';
import { wayIn } from './problems/goTo';

const now = () => useStore.getState();

/** Wires two nodes if the wire fits; `moved` is the wire that it takes the place of. Answers with why not. */
export function connect(wire: Wire, moved?: EdgeId): Result<void, Problem> {
  const { apply } = now();
  const level = levelNow();
  const lift: readonly Edit[] = moved ? [{ type: 'remove', nodes: [], edges: [moved] }] : [];
  const lifted = applyEdits(level, lift);
  if (!lifted.ok) return lifted;
  const { graph } = lifted.value;
  const verdict = checkEdge(graph, moved ? inferShapes(graph, level.shapes) : level.shapes, wire);
  if (!verdict.ok) return err(afterEdits(verdict.problem, lift));
  const made = apply(`Wire ${wire.from} → ${wire.to}`, [...lift, { type: 'connect', ...wire }]);
  return made.ok ? ok(undefined) : made;
}

/** The same problem with remedies that first make `before`. */
export function afterEdits(problem: Problem, before: readonly Edit[]): Problem {
  if (before.length === 0 || !problem.fixes) return problem;
  return { ...problem, fixes: problem.fixes.map((fix) => ({ ...fix, edits: [...before, ...fix.edits] })) };
}

/**
 * Takes a remedy as one step of history. `whole`: it was found for the whole drawing, not for the level that is shown;
 * where it edits the drawing, that is shown then.
 */
export function applyFix(fix: Fix, whole = false): Result<void, Problem> {
  if (whole && fix.edits.length > 0 && now().path.length > 0) now().goTo([]);
  const added = fix.edits.flatMap((edit) =>
    edit.type === 'add' || edit.type === 'insert' ? [edit.node.id] : [],
  );
  const drawn = levelAfter(fix.edits);
  if (!drawn.ok) return drawn;
  const made = now().applyFix({ ...fix, edits: [...fix.edits, ...madeRoom(drawn.value.layout, added)] });
  if (!made.ok) return made;
  if (added.length > 0) now().select(added);
  return ok(undefined);
}

/** The level that is shown as edits of it would leave it. */
export function levelAfter(edits: readonly Edit[]): Result<Level, Problem> {
  const { document, path } = now();
  const drawn = applyEdits(document, editsFrom(document.graph, path, edits));
  return drawn.ok ? ok(levelOf({ document: { ...document, ...drawn.value }, path })) : drawn;
}

/** A remedy's new nodes stand between others, where there may be no room: they then move aside. */
function madeRoom(layout: Layout, added: readonly NodeId[]): readonly Edit[] {
  const positions = new Map<NodeId, Point>();
  for (const id of added) {
    const at = layout.get(id);
    const others = new Map([...layout, ...positions]);
    others.delete(id);
    if (at) positions.set(id, freePlace(others, [], { x: at.x + card.width / 2, y: at.y + card.height / 2 }));
  }
  return positions.size > 0 ? [{ type: 'move', positions }] : [];
}

/** Deletes what is selected; nothing when nothing is. */
export function deleteSelection(): void {
  const { selectedNodes, selectedEdges, selectedAnnotations, apply, select } = now();
  const annotations = [...selectedAnnotations];
  if (selectedNodes.size + selectedEdges.size + annotations.length === 0) return;
  const label =
    annotations.length > 0 && selectedNodes.size === 0
      ? `Delete ${nameOfAnnotations(annotations)}`
      : labelOfDeletion([...selectedNodes], [...selectedEdges]) +
        (annotations.length > 0 ? ` and ${nameOfAnnotations(annotations)}` : '');
  apply(label, [
    { type: 'remove', nodes: [...selectedNodes], edges: [...selectedEdges] },
    ...(annotations.length > 0 ? [{ type: 'removeAnnotations', annotations } as const] : []),
  ]);
  select([]);
}

function labelOfDeletion(nodes: readonly NodeId[], edges: readonly EdgeId[]): string {
  if (nodes.length === 1) return `Delete ${nodes[0]}`;
  if (nodes.length > 1) return `Delete ${nodes.length} nodes`;
  return edges.length === 1 ? 'Delete a wire' : `Delete ${edges.length} wires`;
}

export const deleteEdge = (edge: EdgeId): void => {
  now().apply('Delete a wire', [{ type: 'remove', nodes: [], edges: [edge] }]);
};

export interface Added {
  /** Undefined where it cannot stand here at all: an input of the network within a module. */
  readonly id: NodeId | undefined;
  /** Why it stands unwired beside the node that was selected, if it does. */
  readonly refused?: Problem;
}

/**
 * Adds a layer, or an instance of a module, with default parameters. At a given point it stands unwired. Otherwise it
 * stands to the right of what is selected and is wired to it where that fits (a merge to every selected node), or in
 * free space about `middle`.
 */
export function addLayer({ kind, params, stem }: NewLayer, place: { at: Point } | { middle: Point }): Added {
  const { selectedNodes, apply, select } = now();
  const { graph, layout } = levelNow();
  const node: GraphNode = { id: freeName(graph, stem), kind, params };
  const beside = 'at' in place ? [] : sourcesFor(node, [...selectedNodes]);
  const at = 'at' in place ? place.at : freePlace(layout, beside, place.middle, directionOf(now().document));
  const edits: Edit[] = [{ type: 'add', node, at }];
  let refused: Problem | undefined;
  for (const from of beside) {
    const verdict = judgeAfter(edits, from, node.id);
    if (verdict.ok) edits.push({ type: 'connect', ...verdict.value });
    else refused = verdict.error;
  }
  const made = apply(`Add ${node.id}`, edits);
  if (!made.ok) return { id: undefined, refused: made.error };
  select([node.id]);
  return { id: node.id, ...(refused ? { refused } : {}) };
}

function sourcesFor(node: GraphNode, selected: readonly NodeId[]): readonly NodeId[] {
  const { graph } = levelNow();
  const slots = slotLimit(inputsOf(graph, node));
  if (slots === 0 || (slots === 1 && selected.length !== 1)) return [];
  return selected.filter((id) => {
    const source = graph.nodes.get(id);
    return source !== undefined && hasOutput(graph, source);
  });
}

/** Whether `from` may be wired to a node that the edits so far would make. */
function judgeAfter(edits: readonly Edit[], from: NodeId, to: NodeId): Result<Wire, Problem> {
  const drawn = levelAfter(edits);
  if (!drawn.ok) return drawn;
  const { graph, shapes } = drawn.value;
  const wire: Wire = { from, to, slot: freeSlot(graph, to) ?? 0 };
  const verdict = checkEdge(graph, shapes, wire);
  return verdict.ok ? ok(wire) : err(verdict.problem);
}

/** Moves the selected nodes by a step in the plane. */
export function nudgeSelection(dx: number, dy: number): void {
  const { selectedNodes, selectedAnnotations, apply } = now();
  const { layout, annotations } = levelNow();
  const positions = new Map(
    [...selectedNodes].flatMap((id) => {
      const at = layout.get(id);
      return at ? [[id, { x: at.x + dx, y: at.y + dy }] as const] : [];
    }),
  );
  const places = new Map(
    [...selectedAnnotations].flatMap((id) => {
      const at = annotations?.get(id)?.at;
      return at ? [[id, { x: at.x + dx, y: at.y + dy }] as const] : [];
    }),
  );
  const [only] = positions.keys();
  const what =
    places.size > 0 && only === undefined
      ? nameOfAnnotations([...places.keys()])
      : positions.size === 1
        ? only
        : 'nodes';
  const edits: Edit[] = [];
  if (positions.size > 0) edits.push({ type: 'move', positions });
  if (places.size > 0) edits.push({ type: 'moveAnnotations', places });
  if (edits.length > 0) apply(`Move ${what}`, edits);
}

/** Opens the table of costs, or leads from it back to the inspector. */
export function toggleCosts(): void {
  const { sidePanel, sideOpen, setView } = now();
  setView({ sidePanel: sideOpen && sidePanel === 'costs' ? 'inspector' : 'costs', sideOpen: true });
}

const tintTurn: readonly Tint[] = ['none', 'weights', 'macs', 'memory'];

/** Colours the cards by the next figure in turn. */
export function nextTint(): void {
  const { tint, setView } = now();
  setView({ tint: tintTurn[(tintTurn.indexOf(tint) + 1) % tintTurn.length] ?? 'none' });
}

/**
 * Shows the inside of an instance of the level that is shown, at the node at fault where something in it is wrong; false
 * where the node is no instance.
 */
export function openInstance(id: NodeId): boolean {
  const { graph, shapes } = levelNow();
  if (!moduleOf(graph, graph.nodes.get(id))) return false;
  const { goTo, path, focusNode } = now();
  const fault = wayIn(shapes, id, path);
  if (fault) focusNode(fault.node, fault.path);
  else goTo([...path, id]);
  return true;
}

/** Shows the level `depth` instances deep, with the one that was left selected; false where it is shown already. */
export function goUp(depth = now().path.length - 1): boolean {
  const { goTo, path } = now();
  if (depth < 0 || depth >= path.length) return false;
  goTo(path.slice(0, depth), path[depth]);
  return true;
}

/** Puts the nodes of an instance in its place; undefined where the node is none. */
export function ungroupNode(id: NodeId): Result<void, Problem> | undefined {
  const { graph } = levelNow();
  if (!moduleOf(graph, graph.nodes.get(id))) return undefined;
  return applyAndSelect(`Ungroup ${id}`, { type: 'ungroup', node: id });
}

/** Makes a module of nodes of the level that is shown and selects its one instance. */
export const makeModule = (edit: DefineModule): Result<void, Problem> =>
  applyAndSelect(`Make module ${edit.name}`, edit);

/** Makes an edit of the level that is shown, and selects the nodes that are new there. */
function applyAndSelect(label: string, edit: Edit): Result<void, Problem> {
  const before = levelNow().graph;
  const made = now().apply(label, [edit]);
  if (!made.ok) return made;
  now().select([...levelNow().graph.nodes.keys()].filter((node) => !before.nodes.has(node)));
  return ok(undefined);
}
