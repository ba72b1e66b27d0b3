// What a user can do to the drawing, independent of the control that asks for it: mouse, keyboard, palette and
// inspector call the same few functions, so that each judges a wire the same way.

import { directionOf } from '../graph/document';
import { applyEdits } from '../graph/edit';
import type { Edit } from '../graph/edits';
import type { Wire } from '../graph/graph';
import type { Layout } from '../graph/layout';
import type { Fix, Problem } from '../graph/problem';
import type { EdgeId, NodeId } from '../lib/ids';
import { err, ok, type Result } from '../lib/result';
import type { Point } from '../lib/turned';
import { checkEdge } from '../shapes/checkEdge';
import { inferShapes } from '../shapes/inferShapes';
import { levelNow } from '../store/derive';
import { editsFrom, type Level, levelOf } from '../store/level';
import { useStore } from '../store/store';
import { card, freePlace } from './freePlace';
import { nameOfAnnotations } from './notes/nameOf';
import { say } from './spoken/spoken';

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
    const middle = at && { x: at.x + card.width / 2, y: at.y + card.height / 2 };
    if (middle) positions.set(id, freePlace(others, [], middle, directionOf(now().document)));
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
  say(`${label.replace('Delete', 'Deleted')}.`);
}

function labelOfDeletion(nodes: readonly NodeId[], edges: readonly EdgeId[]): string {
  if (nodes.length === 1) return `Delete ${nodes[0]}`;
  if (nodes.length > 1) return `Delete ${nodes.length} nodes`;
  return edges.length === 1 ? 'Delete a wire' : `Delete ${edges.length} wires`;
}

export const deleteEdge = (edge: EdgeId): void => {
  now().apply('Delete a wire', [{ type: 'remove', nodes: [], edges: [edge] }]);
};

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
