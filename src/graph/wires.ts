// What a wire must be before any shape is known, and the wires that an edit draws.
import { layerOf } from '../layers/index';
import type { NodeId } from '../lib/ids';
import { err, ok, type Result } from '../lib/result';
import { cyclePath } from './cycles';
import { edgeOf, edgesInto, type Graph, type GraphEdge, type GraphNode, type Modules } from './graph';
import { moduleOf, portsOf } from './module';
import { atDocument, atEdge, atNode, type Place, type Problem, type ProblemCode } from './problem';
import { hasOutput, inputsOf, slotLimit, withoutOutput } from './slots';

export const refuse = (code: ProblemCode, at: Place, message: string) => err<Problem>({ code, at, message });

/** Refuses what no shape could excuse: unknown ends, slots that do not exist, a second identical wire, a cycle. */
export function checkWire(graph: Graph, from: NodeId, to: NodeId, slot: number): Result<GraphEdge, Problem> {
  const source = graph.nodes.get(from);
  const target = graph.nodes.get(to);
  if (!source || !target) {
    const missing = source ? to : from;
    return refuse('no-such-node', atDocument, `There is no node “${missing}” to wire.`);
  }
  if (!hasOutput(graph, source)) {
    return refuse(
      'output-has-no-out',
      atNode(from),
      `“${from}” ${withoutOutput(source)}: nothing follows it.`,
    );
  }
  const { label } = layerOf(target.kind);
  const inputs = inputsOf(graph, target);
  const slots = slotLimit(inputs);
  if (!Number.isInteger(slot) || slot < 0 || slot >= slots) {
    return refuse(
      'no-such-slot',
      atNode(to),
      `“${to}” (${label}) has ${slots === 0 ? 'no input' : `no input ${slot + 1}`}.`,
    );
  }
  const path = cyclePath(graph, from, to);
  if (path) {
    return refuse(
      'cycle',
      atNode(to),
      `This wire would close a cycle: ${path.join(' → ')}. A network must run one way.`,
    );
  }
  const wrong = wrongKind(graph, source, target, slot);
  if (wrong) {
    const wanted = wrong.wanted.map((kind) => layerOf(kind).label).join(' or ');
    return refuse(
      'not-a-pool',
      atNode(to),
      `Input “${wrong.slot}” of “${to}” takes a wire from a layer of kind ${wanted} alone, but “${from}” is ${layerOf(wrong.kind).label}. Wire the ${wanted} there whose places it shall use.`,
    );
  }
  const twin = edgesInto(graph, to).find((edge) => edge.from === from && edge.slot !== slot);
  if (twin && inputs.type !== 'named') {
    return refuse(
      'already-wired',
      atEdge(twin.id),
      `“${from}” is already wired to “${to}”, input ${twin.slot + 1}.`,
    );
  }
  return ok(edgeOf({ from, to, slot }));
}

interface WrongKind {
  /** The slot's name. */
  readonly slot: string;
  readonly wanted: readonly string[];
  readonly kind: string;
}

/** What keeps a slot that takes some kinds of layers alone from what leaves `source`; undefined where nothing does. */
export function wrongKind(
  graph: Graph,
  source: GraphNode,
  target: GraphNode,
  slot: number,
): WrongKind | undefined {
  const inputs = inputsOf(graph, target);
  const spec = inputs.type === 'named' ? inputs.slots[slot] : undefined;
  const kind = kindLeaving(graph, source);
  return spec?.from && kind !== undefined && !spec.from.includes(kind)
    ? { slot: spec.name, wanted: spec.from, kind }
    : undefined;
}

/** The kind of layer whose tensor leaves a node: through instances, the one inside; undefined behind a port. */
function kindLeaving({ modules }: { readonly modules: Modules }, node: GraphNode): string | undefined {
  let at: GraphNode | undefined = node;
  // A definition that contains itself has no end; edits and files refuse it.
  for (let depth = 0; at && depth <= modules.size; depth += 1) {
    const definition = moduleOf({ modules }, at);
    if (!definition) return at.kind === 'moduleInput' || at.kind === 'module' ? undefined : at.kind;
    const { output } = portsOf(definition);
    const last = output === undefined ? undefined : edgesInto(definition.graph, output)[0]?.from;
    at = last === undefined ? undefined : definition.graph.nodes.get(last);
  }
  return undefined;
}
