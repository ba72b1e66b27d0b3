// What is done to instances of modules, and with nodes that become one: shown from within, left again, made, dissolved.
import { directionOf } from '../../graph/document';
import type { DefineModule, Edit } from '../../graph/edits';
import { moduleOf } from '../../graph/module';
import type { Problem } from '../../graph/problem';
import type { NodeId } from '../../lib/ids';
import { ok, type Result } from '../../lib/result';
import { levelNow } from '../../store/derive';
import { useStore } from '../../store/store';
import { wayIn } from '../problems/goTo';
import { makeLevel, ungroupLevel } from './keepLevel';

const now = () => useStore.getState();

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
  return applyAndSelect(`Ungroup ${id}`, ungroupLevel(levelNow(), id, directionOf(now().document)));
}

/** Makes a module of nodes of the level that is shown and selects its one instance. */
export const makeModule = (edit: DefineModule): Result<void, Problem> =>
  applyAndSelect(`Make module ${edit.name}`, makeLevel(levelNow(), edit, directionOf(now().document)));

/** Makes edits of the level that is shown, and selects the nodes that are new there. */
function applyAndSelect(label: string, edits: readonly Edit[]): Result<void, Problem> {
  const before = levelNow().graph;
  const made = now().apply(label, edits);
  if (!made.ok) return made;
  now().select([...levelNow().graph.nodes.keys()].filter((node) => !before.nodes.has(node)));
  return ok(undefined);
}
