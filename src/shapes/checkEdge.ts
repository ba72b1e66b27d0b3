// The one judge of a wire before it is drawn: the drag preview, the drop and every other way to make a wire ask it.
import { edgeAtSlot, edgeOf, edgesInto, type Graph, type GraphEdge, type Wire } from '../graph/graph';
import { atNode, type Problem } from '../graph/problem';
import { inputsOf } from '../graph/slots';
import { checkWire } from '../graph/wires';
import { type Misfit, neededInputs, type Shape } from '../layers/contract';
import { formatShape } from '../lib/format';
import type { EdgeId } from '../lib/ids';
import { fixesForWire } from './fixes';
import { arriving, judge, sourceOf } from './inferShapes';
import type { Shapes } from './nodeShape';

export type Verdict =
  /** `shape` is what the target would put out; undefined while that is not known. `replaces` is the wire now in the slot. */
  | { readonly ok: true; readonly shape?: Shape; readonly replaces?: EdgeId }
  | { readonly ok: false; readonly problem: Problem };

/**
 * Judges a wire against the graph and the tensors that would meet.
 * A wire whose source has no shape yet is allowed: networks are drawn in any order, and it is judged again when the
 * shape is known. `withFixes: false` leaves the remedies out, which cost a re-inference each; the preview of a drag
 * over many slots asks so.
 */
export function checkEdge(graph: Graph, shapes: Shapes, wire: Wire, withFixes = true): Verdict {
  const drawable = checkWire(graph, wire.from, wire.to, wire.slot);
  if (!drawable.ok) return { ok: false, problem: drawable.error };
  const replaced = edgeAtSlot(graph, wire.to, wire.slot);
  const replaces = replaced && replaced.from !== wire.from ? { replaces: replaced.id } : {};
  const target = graph.nodes.get(wire.to);
  const source = shapes.get(wire.from);
  if (!target || source?.state !== 'ok') return { ok: true, ...replaces };

  const takes = inputsOf(graph, target);
  const meeting = edgesWith(graph, wire).flatMap((edge) => {
    const from = shapes.get(edge.from);
    return from?.state === 'ok'
      ? [{ edge, shape: arriving(takes, edge.slot, from), source: sourceOf(from) }]
      : [];
  });
  const complete = meeting.length >= neededInputs(takes);
  // Inputs that are not alike cannot be judged before all are there.
  if (takes.type === 'named' && !complete) return { ok: true, ...replaces };
  const judged = judge(
    target,
    meeting.map((m) => m.shape),
    meeting.map((m) => m.source),
    graph.modules,
  );
  if (judged.ok) {
    return complete ? { ok: true, shape: judged.value.shape, ...replaces } : { ok: true, ...replaces };
  }
  if (notThisWiresFault(judged.error, meeting, wire, shapes)) return { ok: true, ...replaces };
  const shape = arriving(takes, wire.slot, source);
  const message = wireMessage(wire, shape, judged.error, meeting);
  const problem: Problem = { code: judged.error.code, at: atNode(wire.to), message };
  return {
    ok: false,
    problem: withFixes ? { ...problem, fixes: fixesForWire(graph, shapes, wire) } : problem,
  };
}

/** The target's wires as they would be, in slot order. */
function edgesWith(graph: Graph, wire: Wire): readonly GraphEdge[] {
  const others = edgesInto(graph, wire.to).filter((edge) => edge.slot !== wire.slot);
  return [...others, edgeOf(wire)].sort((a, b) => a.slot - b.slot);
}

/**
 * Parameters that clash are marked on their node and forbid no wire; nor does a target that was wrong before for
 * another wire's sake.
 */
function notThisWiresFault(
  found: Misfit,
  meeting: readonly { readonly edge: GraphEdge }[],
  wire: Wire,
  shapes: Shapes,
): boolean {
  if (found.slots.length === 0) return true;
  if (shapes.get(wire.to)?.state !== 'misfit') return false;
  return !found.slots.some((i) => meeting[i]?.edge.slot === wire.slot);
}

function wireMessage(
  wire: Wire,
  arriving: Shape,
  found: Misfit,
  meeting: readonly { readonly edge: GraphEdge; readonly shape: Shape }[],
): string {
  const others = meeting.filter((m) => m.edge.slot !== wire.slot);
  const from = `“${wire.from}” (${formatShape(arriving)})`;
  if (others.length === 0) return `${from} does not fit “${wire.to}”: ${found.message}.`;
  const beside = others.map((m) => `“${m.edge.from}” (${formatShape(m.shape)})`).join(', ');
  return `${from} does not fit “${wire.to}” beside ${beside}: ${found.message}.`;
}
