// Remedies for a fault inside an instance of a module.
import type { Edit } from '../graph/edits';
import { edgeAtSlot, edgesInto, type Graph, type GraphNode } from '../graph/graph';
import { editWithin, type LevelEdit } from '../graph/paths';
import type { Fix } from '../graph/problem';
import type { Misfit } from '../layers/contract';
import { namesOf, nodeId, pathOf } from '../lib/ids';
import type { Trouble } from './fixEdits';
import { innerDrawing } from './innerDrawing';
import type { Shapes } from './nodeShape';

/**
 * Of a fault inside an instance: what mends the node there, for every instance of the module, and, where its input is of
 * the wrong kind, what mends the wire outside.
 */
export function insideFixes(t: Trouble, candidatesFor: (t: Trouble) => readonly Fix[]): readonly Fix[] {
  const { inside } = t.misfit;
  if (!inside) return [];
  const names = namesOf(pathOf(t.node.id, inside.path));
  const at = names.slice(0, -1).join('/');
  const shown = innerDrawing(t.graph, t.shapes, nodeId(at));
  const node = shown?.drawing.graph.nodes.get(names.at(-1) ?? t.node.id);
  if (!shown || !node) return [];
  const inner = candidatesFor(troubleAt(shown.drawing.graph, shown.shapes, node, inside.misfit));
  const within = inner.map(({ label, edits }) => ({
    label: `${label} in module “${shown.module.name}”`,
    edits: edits.flatMap((edit) => (isOfLevel(edit) ? [editWithin(at, edit)] : [])),
  }));
  const { code } = inside.misfit;
  const outside =
    code === 'needs-vector' || code === 'needs-image'
      ? candidatesFor({ ...t, node, misfit: inside.misfit }).filter(({ edits }) => !edits.some(isSet))
      : [];
  return [...outside, ...within];
}

const isSet = ({ type }: Edit): boolean => type === 'set';
const isOfLevel = (edit: Edit): edit is LevelEdit => edit.type !== 'inModule' && !('module' in edit);

function troubleAt(graph: Graph, shapes: Shapes, node: GraphNode, misfit: Misfit): Trouble {
  const [slot] = misfit.slots;
  const arriving = edgesInto(graph, node.id).flatMap((edge) => {
    const source = shapes.get(edge.from);
    return source?.state === 'ok' ? [{ edge, shape: source.shape }] : [];
  });
  const edge = slot === undefined ? undefined : edgeAtSlot(graph, node.id, slot);
  return { graph, shapes, node, misfit, arriving, edge };
}
