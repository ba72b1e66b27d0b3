// A definition's nodes at an instance's values, remembered, so that the same values give the same objects.
import type { Graph, GraphNode, Module } from '../graph/graph';
import { boundValue, fieldsOf, type Values, withValues } from '../graph/values';

export interface Filled {
  readonly nodes: Graph['nodes'];
  /** The first node whose bound parameter these values take out of range, and how. */
  readonly fault?: string;
}
const filledByNodes = new WeakMap<Graph['nodes'], Map<string, Filled>>();
/** Values of one definition that are remembered; a value being typed passes through many. */
export const mostRemembered = 200;

/** A definition's nodes at the given values of its parameters. */
export function filledNodes({ graph: { nodes } }: Module, values: Values): Filled {
  const filled = filledByNodes.get(nodes) ?? new Map<string, Filled>();
  filledByNodes.set(nodes, filled);
  const key = JSON.stringify([...values]);
  const known = filled.get(key);
  if (known) return known;
  const made = fill(nodes, values);
  if (filled.size >= mostRemembered) filled.clear();
  filled.set(key, made);
  return made;
}

function fill(nodes: Graph['nodes'], values: Values): Filled {
  const all = [...nodes.values()];
  if (all.every(({ bindings }) => !bindings)) return { nodes };
  const filled = new Map(all.map((node) => [node.id, nodeAt(node, values)]));
  const fault = all.flatMap((node) => bindingFaults(node, values)).at(0);
  return fault === undefined ? { nodes: filled } : { nodes: filled, fault };
}

const nodesByValues = new WeakMap<GraphNode, Map<string, GraphNode>>();

/** A node at the given values; the same object where an edit elsewhere in its definition brings it up again. */
function nodeAt(node: GraphNode, values: Values): GraphNode {
  if (!node.bindings) return node;
  const made = nodesByValues.get(node) ?? new Map<string, GraphNode>();
  nodesByValues.set(node, made);
  const now = withValues(node, values);
  const key = JSON.stringify(Object.keys(node.bindings).map((name) => now.params[name]));
  const before = made.get(key);
  if (before) return before;
  if (made.size >= mostRemembered) made.clear();
  made.set(key, now);
  return now;
}

/** Bound values of an inner instance are judged there, for only the drawing knows their limits. */
const bindingFaults = (node: GraphNode, values: Values): readonly string[] =>
  node.kind === 'module'
    ? []
    : Object.entries(node.bindings ?? {}).flatMap(([param, expression]) => {
        const value = boundValue(fieldsOf({ modules: new Map() }, node)[param], expression, values);
        return value.ok ? [] : [`inside it, “${param}” of “${node.id}” ${value.error}: give it other values`];
      });
