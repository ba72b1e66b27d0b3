// Remedies in one click. Candidates are tried on the graph and only those that mend the node are offered, so that a
// button never disappoints.
import { applyEdits } from '../graph/edit';
import type { Edit } from '../graph/edits';
import { edgeAtSlot, edgesInto, type Graph, type GraphEdge, type Wire } from '../graph/graph';
import type { Fix } from '../graph/problem';
import type { NodeId } from '../lib/ids';
import { candidatesFor } from './fixCandidates';
import { inferShapes } from './inferShapes';
import type { Shapes } from './nodeShape';

const mostFixes = 4;

/** Remedies for a wire that does not fit; each draws the wire as well. The wire must have passed `checkWire`. */
export function fixesForWire(graph: Graph, shapes: Shapes, wire: Wire): readonly Fix[] {
  const connect: Edit = { type: 'connect', from: wire.from, to: wire.to, slot: wire.slot };
  const drawn = applyEdits({ graph, layout: new Map() }, [connect]);
  if (!drawn.ok) return [];
  const edge = edgeAtSlot(drawn.value.graph, wire.to, wire.slot);
  return fixesAt(drawn.value.graph, inferShapes(drawn.value.graph, shapes), wire.to, edge, [connect]);
}

/** Remedies for a node that an edit has made wrong. */
export function fixesFor(graph: Graph, shapes: Shapes, id: NodeId): readonly Fix[] {
  const state = shapes.get(id);
  if (state?.state !== 'misfit') return [];
  const [slot] = state.misfit.slots;
  return fixesAt(graph, shapes, id, slot === undefined ? undefined : edgeAtSlot(graph, id, slot), []);
}

function fixesAt(
  graph: Graph,
  shapes: Shapes,
  id: NodeId,
  edge: GraphEdge | undefined,
  before: readonly Edit[],
): readonly Fix[] {
  const target = meetingAt(graph, shapes, id);
  if (!target) return [];
  const fixes: Fix[] = [];
  for (const fix of candidatesFor({ graph, shapes, edge, ...target })) {
    if (fixes.length === mostFixes) break;
    if (fixes.some((known) => known.label === fix.label)) continue;
    if (mends(graph, shapes, id, fix)) fixes.push({ label: fix.label, edits: [...before, ...fix.edits] });
  }
  return fixes;
}

/** A merge that still lacks a wire can be wrong among those it has; it is judged as if it were complete. */
function meetingAt(graph: Graph, shapes: Shapes, id: NodeId) {
  const state = shapes.get(id);
  if (state?.state !== 'misfit') return undefined;
  const arriving = edgesInto(graph, id).flatMap((edge) => {
    const source = shapes.get(edge.from);
    return source?.state === 'ok' ? [{ edge, shape: source.shape }] : [];
  });
  return { node: state.node, misfit: state.misfit, arriving };
}

function mends(graph: Graph, shapes: Shapes, id: NodeId, fix: Fix): boolean {
  const tried = applyEdits({ graph, layout: new Map() }, fix.edits);
  if (!tried.ok) return false;
  const after = inferShapes(tried.value.graph, shapes);
  if (after.get(id)?.state !== 'ok') return false;
  // A remedy that breaks another node is none.
  for (const [other, state] of after) {
    if (state.state === 'misfit' && shapes.get(other)?.state === 'ok') return false;
  }
  return true;
}
