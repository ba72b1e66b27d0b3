// Parameters of a definition's nodes that follow those of the module: set, taken off, and evaluated anew.
import { ok, type Result } from '../lib/result';
import { expressionOf, namesIn } from './expressions';
import type { Graph, GraphNode, Module } from './graph';
import { atNode, type Problem } from './problem';
import { boundValue, defaultValues, fieldsOf } from './values';
import { refuse } from './wires';

/** The node without the bindings of the given parameters, whose values stay. */
export function withoutBindings(node: GraphNode, params: readonly string[]): GraphNode {
  if (!node.bindings || !params.some((param) => Object.hasOwn(node.bindings ?? {}, param))) return node;
  const rest = Object.entries(node.bindings).filter(([param]) => !params.includes(param));
  return withBindings(node, rest);
}

export function withBindings(
  { bindings: _, ...node }: GraphNode,
  bindings: readonly (readonly [string, string])[],
): GraphNode {
  return bindings.length > 0 ? { ...node, bindings: Object.fromEntries(bindings) } : node;
}

/**
 * The node with its bound parameters at the definition's defaults; the same object where they are so already. Outside a
 * definition nothing can be followed, and the values stand alone.
 */
export function boundNode(
  graph: Graph,
  node: GraphNode,
  within: Module | undefined,
): Result<GraphNode, Problem> {
  if (!node.bindings) return ok(node);
  if (!within) return ok(withBindings(node, []));
  const fields = fieldsOf(graph, node);
  const values = defaultValues(within);
  const params = { ...node.params };
  for (const [param, expression] of Object.entries(node.bindings)) {
    const value = boundValue(fields[param], expression, values);
    if (!value.ok) {
      const readable = expressionOf(expression).ok && namesIn(expression).every((name) => values.has(name));
      return refuse(
        readable ? 'bad-value' : 'bad-expression',
        atNode(node.id),
        `“${param}” of “${node.id}” ${value.error}${readable ? ' at the module’s defaults' : ''}. Correct the expression, or the module’s parameters.`,
      );
    }
    params[param] = value.value;
  }
  const same = Object.keys(node.bindings).every((param) => Object.is(params[param], node.params[param]));
  return ok(same ? node : { ...node, params });
}
