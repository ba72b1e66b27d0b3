// An instance replaced by the nodes of its definition, its values filled in, wired as it was.
import { type NodeId, nodeId } from '../lib/ids';
import { ok, type Result } from '../lib/result';
import { noAnnotations, placedAmong } from './annotations';
import { withBindings } from './bindings';
import { boxOf } from './defineModule';
import type { Drawing } from './edits';
import { longestExpression, namesIn, withNames } from './expressions';
import { annotationsInPlane, inPlane } from './fileLimits';
import {
  edgeOf,
  edgesFrom,
  edgesInto,
  type Graph,
  type GraphEdge,
  type GraphNode,
  type Module,
  makeGraph,
} from './graph';
import { isPort, moduleOf, portsOf } from './module';
import { atDocument, atNode, type Problem } from './problem';
import { freeName, inputsOf } from './slots';
import { boundValue, fieldsOf, type Values, valuesOf } from './values';
import { refuse } from './wires';

/**
 * Instances within it stay instances. Names that are taken get the instance's before them; with `prefix` `always`, all
 * do. Within a definition, what the instance's values follow is put into the expressions of its nodes.
 */
export function ungroup(
  { graph, layout, annotations = noAnnotations }: Drawing,
  id: NodeId,
  within: Module | undefined,
  prefix: 'always' | 'where taken' = 'where taken',
): Result<Drawing, Problem> {
  const node = graph.nodes.get(id);
  if (!node) return refuse('no-such-node', atDocument, `There is no node “${id}”.`);
  const definition = moduleOf(graph, node);
  if (!definition) {
    return refuse(
      'unknown-module',
      atNode(id),
      `“${id}” is no instance of a module that this drawing defines: there is nothing to ungroup.`,
    );
  }
  const values = valuesOf(definition, node.params);
  if (!values.ok) return refuse('bad-value', atNode(id), `“${id}”: ${values.error.reason} first.`);
  const names = freeNames(graph, node, definition, prefix);
  const nodes = filledIn(graph, node, definition, { values: values.value, within, names });
  if (!nodes.ok) return nodes;
  const edges = rewired(graph, id, definition, names);
  const twin = twinOf(graph, nodes.value, edges);
  if (twin) {
    return refuse(
      'already-wired',
      atNode(id),
      `Ungrouping “${id}” would wire “${twin.from}” twice to “${twin.to}”: put a layer between first.`,
    );
  }
  const all = [...graph.nodes.values()].flatMap((each) => (each === node ? nodes.value : [each]));
  const at = layout.get(id) ?? { x: 0, y: 0 };
  const inner = nodesOf(definition);
  const box = boxOf(inner.map((each) => definition.layout.get(each.id) ?? { x: 0, y: 0 }));
  const by = {
    x: at.x - box.x - Math.round(box.width / 2),
    y: at.y - box.y - Math.round(box.height / 2),
  };
  const moved = inner.map(({ id: own }) => {
    const { x, y } = definition.layout.get(own) ?? { x: 0, y: 0 };
    return [names.get(own) ?? own, inPlane({ x: x + by.x, y: y + by.y })] as const;
  });
  const rest = [...layout].filter(([each]) => each !== id);
  return ok({
    graph: makeGraph(all, edges, graph.modules),
    layout: new Map([...rest, ...moved]),
    ...(definition.annotations
      ? { annotations: annotationsInPlane(placedAmong(annotations, definition.annotations, by)) }
      : {}),
  });
}

const nodesOf = ({ graph }: Module): readonly GraphNode[] =>
  [...graph.nodes.values()].filter((node) => !isPort(node));

function freeNames(
  graph: Graph,
  { id }: GraphNode,
  definition: Module,
  prefix: 'always' | 'where taken',
): ReadonlyMap<NodeId, NodeId> {
  const others = new Map([...graph.nodes].filter(([each]) => each !== id));
  const names = new Map<NodeId, NodeId>();
  for (const node of nodesOf(definition)) {
    const prefixed = nodeId(`${id}-${node.id}`.slice(0, 64));
    const wanted = prefix === 'always' ? [prefixed] : [node.id, prefixed];
    const free =
      wanted.find((each) => !others.has(each)) ??
      freeName({ ...graph, nodes: others }, `${node.id.slice(0, 56)}-`);
    others.set(free, node);
    names.set(node.id, free);
  }
  return names;
}

interface Filling {
  readonly values: Values;
  readonly within: Module | undefined;
  readonly names: ReadonlyMap<NodeId, NodeId>;
}

function filledIn(
  graph: Graph,
  instance: GraphNode,
  definition: Module,
  { values, within, names }: Filling,
): Result<readonly GraphNode[], Problem> {
  const filled: GraphNode[] = [];
  for (const node of nodesOf(definition)) {
    const fields = fieldsOf(graph, node);
    const params = { ...node.params };
    const bindings: (readonly [string, string])[] = [];
    for (const [param, expression] of Object.entries(node.bindings ?? {})) {
      const value = boundValue(fields[param], expression, values);
      if (!value.ok) {
        return refuse(
          'bad-value',
          atNode(instance.id),
          `“${instance.id}” cannot be ungrouped: inside it, “${param}” of “${node.id}” ${value.error}. Give it other values first.`,
        );
      }
      params[param] = value.value;
      const followed = within ? substituted(expression, instance, values) : undefined;
      if (followed !== undefined) bindings.push([param, followed]);
    }
    const tooLong = bindings.find(([, text]) => text.length > longestExpression);
    if (tooLong) {
      return refuse(
        'bad-expression',
        atNode(instance.id),
        `“${instance.id}” cannot be ungrouped: the expression for “${tooLong[0]}” of “${node.id}” would have ${tooLong[1].length} characters, and one takes at most ${longestExpression}.`,
      );
    }
    filled.push(withBindings({ ...node, id: names.get(node.id) ?? node.id, params }, bindings));
  }
  return ok(filled);
}

/** The expression in terms of the parameters that the instance's own values follow; undefined where it follows none. */
function substituted(expression: string, { bindings = {} }: GraphNode, values: Values): string | undefined {
  if (!namesIn(expression).some((name) => Object.hasOwn(bindings, name))) return undefined;
  return withNames(expression, (name) => {
    const followed = Object.hasOwn(bindings, name) ? bindings[name] : undefined;
    const text = followed ?? String(values.get(name) ?? 0);
    return /^[A-Za-z0-9.]+$/.test(text) ? text : `(${text})`;
  });
}

function rewired(
  graph: Graph,
  id: NodeId,
  definition: Module,
  names: ReadonlyMap<NodeId, NodeId>,
): readonly GraphEdge[] {
  const { inputs, output } = portsOf(definition);
  const feeds = new Map<NodeId, NodeId>();
  for (const { from, slot } of edgesInto(graph, id)) {
    const port = inputs[slot];
    if (port !== undefined) feeds.set(port, from);
  }
  // A port hands on what feeds it; without a wire, nothing.
  const outside = (from: NodeId): NodeId | undefined => names.get(from) ?? feeds.get(from);
  const inner = [...definition.graph.edges.values()].flatMap(({ from, to, slot }) => {
    const source = outside(from);
    const target = names.get(to);
    return source !== undefined && target !== undefined ? [edgeOf({ from: source, to: target, slot })] : [];
  });
  const last = output === undefined ? undefined : edgesInto(definition.graph, output)[0]?.from;
  const giving = last === undefined ? undefined : outside(last);
  const leaving = edgesFrom(graph, id).flatMap((edge) =>
    giving === undefined ? [] : [edgeOf({ ...edge, from: giving })],
  );
  const rest = [...graph.edges.values()].filter((edge) => edge.from !== id && edge.to !== id);
  return [...rest, ...inner, ...leaving];
}

/** Two wires from one node into inputs that are alike, which a drawing does not have. */
function twinOf(
  graph: Graph,
  added: readonly GraphNode[],
  edges: readonly GraphEdge[],
): GraphEdge | undefined {
  const nodes = new Map([...graph.nodes, ...added.map((node) => [node.id, node] as const)]);
  const seen = new Set<string>();
  return edges.find(({ from, to }) => {
    const target = nodes.get(to);
    if (!target || inputsOf(graph, target).type === 'named') return false;
    const ends = `${from} ${to}`;
    if (seen.has(ends)) return true;
    seen.add(ends);
    return false;
  });
}
