// Adds a layer, or an instance of a module, where it is asked for: from the palette by click, key or drag.
import { directionOf } from '../../graph/document';
import type { Edit } from '../../graph/edits';
import type { GraphNode, Wire } from '../../graph/graph';
import type { Problem } from '../../graph/problem';
import { freeName, freeSlot, hasOutput, inputsOf, slotLimit } from '../../graph/slots';
import type { NodeId } from '../../lib/ids';
import { err, ok, type Result } from '../../lib/result';
import type { Point } from '../../lib/turned';
import { checkEdge } from '../../shapes/checkEdge';
import { levelNow } from '../../store/derive';
import { useStore } from '../../store/store';
import { levelAfter } from '../commands';
import { freePlace } from '../freePlace';
import type { NewLayer } from './paletteItems';

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
  const { selectedNodes, apply, select } = useStore.getState();
  const { graph, layout } = levelNow();
  const node: GraphNode = { id: freeName(graph, stem), kind, params };
  const beside = 'at' in place ? [] : sourcesFor(node, [...selectedNodes]);
  const at =
    'at' in place
      ? place.at
      : freePlace(layout, beside, place.middle, directionOf(useStore.getState().document));
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
