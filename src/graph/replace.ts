// A node made one of another kind at its place: what fits of its parameters stays, and every wire.
import { parseField } from '../layers/fields';
import { defaultParams, layerOf } from '../layers/index';
import { ok, type Result } from '../lib/result';
import { boundNode, withBindings } from './bindings';
import { checkParams } from './checkParams';
import type { Drawing, Edit } from './edits';
import { edgesFrom, edgesInto, type Graph, type GraphNode, type Module, makeGraph } from './graph';
import { checkInstance } from './instances';
import { misplacement } from './misplacement';
import { isPort, moduleOf } from './module';
import { atDocument, atNode, type Problem } from './problem';
import { hasOutput, inputsOf, slotLimit } from './slots';
import { fieldsOf, instanceParams, isBindable } from './values';
import { checkWire, refuse } from './wires';

/** Refused where a wire would have no slot or no output to end at, or where the kind cannot stand. */
export function replace(
  { graph, layout }: Drawing,
  { node: id, kind, params }: Extract<Edit, { type: 'replace' }>,
  within: Module | undefined,
): Result<Drawing, Problem> {
  const old = graph.nodes.get(id);
  if (!old) return refuse('no-such-node', atDocument, `There is no node “${id}”.`);
  if (isPort(old) || isPort({ ...old, kind })) {
    return refuse(
      'port-outside-module',
      atNode(id),
      `“${id}” would change the module's ports, which every instance is wired to: add or delete the port instead.`,
    );
  }
  const made = madeOf(graph, old, { id, kind, params }, within);
  if (!made.ok) return made;
  const others = new Map([...graph.nodes].filter(([each]) => each !== id));
  const misplaced = misplacement(made.value, others, { within });
  if (misplaced) return refuse(misplaced.code, atNode(id), misplaced.message);
  const nodes = [...graph.nodes.values()].map((node) => (node.id === id ? made.value : node));
  const replaced = { ...graph, nodes: new Map(nodes.map((node) => [node.id, node])) };
  const wires = checkWires(replaced, made.value);
  return wires.ok ? ok({ graph: replaced, layout }) : wires;
}

function madeOf(
  graph: Graph,
  old: GraphNode,
  given: GraphNode,
  within: Module | undefined,
): Result<GraphNode, Problem> {
  const { id, kind } = given;
  const definition = moduleOf(graph, given);
  const bare: GraphNode =
    kind === 'module'
      ? { id, kind, params: definition ? instanceParams(definition, given.params) : given.params }
      : { id, kind, params: { ...defaultParams(kind), ...given.params } };
  const fields = fieldsOf(graph, bare);
  const kept = Object.entries(fields).flatMap(([name, field]) => {
    const value = Object.hasOwn(old.params, name) && name !== 'module' ? old.params[name] : undefined;
    const parsed = value === undefined ? undefined : parseField(field, value);
    return parsed?.ok ? [[name, parsed.value] as const] : [];
  });
  // What is asked for goes before what was there.
  const params = { ...bare.params, ...Object.fromEntries(kept), ...givenIn(given, bare) };
  const bindings = Object.entries(old.bindings ?? {}).filter(([name]) => {
    const field = fields[name];
    return field !== undefined && isBindable(field) && params[name] === old.params[name];
  });
  const whole =
    kind === 'module'
      ? checkInstance(graph, { id, kind, params }, within)
      : checkParams({ id, kind, params });
  if (!whole.ok) return whole;
  const bound = boundNode(graph, withBindings(whole.value, bindings), within);
  // A value that suits the new kind now may not at the module's defaults: it then stands alone.
  return bound.ok ? bound : whole;
}

/** The parameters that were given other than at their default. */
const givenIn = ({ params }: GraphNode, { kind }: GraphNode): GraphNode['params'] => {
  const defaults = kind === 'module' ? {} : defaultParams(kind);
  return Object.fromEntries(Object.entries(params).filter(([name, value]) => value !== defaults[name]));
};

function checkWires(graph: Graph, node: GraphNode): Result<void, Problem> {
  const into = edgesInto(graph, node.id);
  const label = layerOf(node.kind).label;
  const slots = slotLimit(inputsOf(graph, node));
  const beyond = into.find(({ slot }) => slot >= slots);
  if (beyond) {
    const takes = slots === 0 ? 'no input' : slots === 1 ? 'one input' : `${slots} inputs`;
    return refuse(
      'no-such-slot',
      atNode(node.id),
      `A ${label} takes ${takes}, and ${into.length === 1 ? 'a wire arrives' : `${into.length} wires arrive`} at “${node.id}”: take away ${into.length === 1 ? 'the wire' : 'the others'} first.`,
    );
  }
  if (edgesFrom(graph, node.id).length > 0 && !hasOutput(graph, node)) {
    return refuse(
      'output-has-no-out',
      atNode(node.id),
      `A ${label} has no output, and “${node.id}” feeds other nodes: take those wires away first.`,
    );
  }
  for (const edge of [...into, ...edgesFrom(graph, node.id)]) {
    const without = [...graph.edges.values()].filter(({ id }) => id !== edge.id);
    const checked = checkWire(
      makeGraph(graph.nodes.values(), without, graph.modules),
      edge.from,
      edge.to,
      edge.slot,
    );
    if (!checked.ok) return checked;
  }
  return ok(undefined);
}
