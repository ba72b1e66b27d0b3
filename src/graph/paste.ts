// Nodes brought into a drawing together, with the wires among them, the wires that enter them, and the definitions that
// they place. All of it or none; what stands there already is not touched.
import { ok, type Result } from '../lib/result';
import { editAnnotations } from './annotationEdits';
import { add, type Within } from './basicEdits';
import { topologicalOrder } from './cycles';
import type { Drawing, Paste } from './edits';
import { edgeAtSlot, edgeOf, type Graph, type GraphEdge, makeGraph } from './graph';
import { checkModuleName } from './moduleEdits';
import { atDocument, atNode, type Problem } from './problem';
import { inputsOf } from './slots';
import { checkWire, refuse } from './wires';

export function paste(drawing: Drawing, edit: Paste, within: Within): Result<Drawing, Problem> {
  let modules = drawing.graph.modules;
  for (const definition of edit.modules) {
    const name = checkModuleName({ ...drawing.graph, modules }, definition.name);
    if (!name.ok) return name;
    modules = new Map(modules).set(name.value, definition);
  }
  let current: Drawing = { ...drawing, graph: { ...drawing.graph, modules } };
  for (const node of edit.nodes) {
    const added = add(current, node, edit.positions.get(node.id) ?? { x: 0, y: 0 }, within);
    if (!added.ok) return added;
    current = { ...current, ...added.value };
  }
  const wires = newWires(current.graph, edit);
  if (!wires.ok) return wires;
  const { nodes, edges } = current.graph;
  const graph = makeGraph(nodes.values(), [...edges.values(), ...wires.value], modules);
  return topologicalOrder(graph).length === graph.nodes.size
    ? annotated({ ...current, graph }, edit)
    : refuse('cycle', atDocument, 'The pasted wires would close a cycle. A network must run one way.');
}

function annotated(drawing: Drawing, { annotations }: Paste): Result<Drawing, Problem> {
  let current = drawing;
  for (const annotation of annotations?.values() ?? []) {
    const added = editAnnotations(current, { type: 'addAnnotation', annotation });
    if (!added.ok) return added;
    current = added.value;
  }
  return ok(current);
}

/** Each is judged as a wire drawn by hand or read from a file, and against the others. */
function newWires(graph: Graph, { edges }: Paste): Result<readonly GraphEdge[], Problem> {
  const wires: GraphEdge[] = [];
  const filled = new Set<string>();
  const ends = new Set<string>();
  for (const { from, to, slot } of edges) {
    const checked = checkWire(graph, from, to, slot);
    // A file may hold an unpooling wired to what is no pool; a copy of it says so where it stands, as it does itself.
    if (!checked.ok && checked.error.code !== 'not-a-pool') return checked;
    const target = graph.nodes.get(to);
    const alike = target && inputsOf(graph, target).type !== 'named' ? `${from} ${to}` : undefined;
    if (edgeAtSlot(graph, to, slot) || filled.has(`${to} ${slot}`)) {
      return refuse('slot-taken', atNode(to), `Input ${slot + 1} of “${to}” has a wire already.`);
    }
    if (alike !== undefined && ends.has(alike))
      return refuse('already-wired', atNode(to), `“${from}” is already wired to “${to}”.`);
    filled.add(`${to} ${slot}`);
    if (alike !== undefined) ends.add(alike);
    wires.push(edgeOf({ from, to, slot }));
  }
  return ok(wires);
}
