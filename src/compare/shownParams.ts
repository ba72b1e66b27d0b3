// The parameters of a node that count in a comparison: those a user can see. A field that has no effect at present
// (`shownWhen`) is not shown, and so cannot differ; it is set apart here because matching and diff must agree on it.
import type { GraphNode, Modules } from '../graph/graph';
import { fieldsOf } from '../graph/values';
import { type Field, type Fields, type FieldValue, type Params, parseField } from '../layers/fields';
import { formatCount } from '../lib/format';

export interface ShownParam {
  readonly name: string;
  readonly field: Field;
  /** In its canonical spelling: 3, not [3, 3]. */
  readonly value: FieldValue;
}

type Around = { readonly modules: Modules };
const shownByNode = new WeakMap<GraphNode, { modules: Modules; shown: ReadonlyMap<string, ShownParam> }>();

/** In the order of the layer's fields; a parameter that the node does not hold has its default. */
export function shownParams(graph: Around, node: GraphNode): ReadonlyMap<string, ShownParam> {
  const known = shownByNode.get(node);
  if (known && known.modules === graph.modules) return known.shown;
  const fields = fieldsOf(graph, node);
  const shown = new Map<string, ShownParam>();
  for (const [name, field] of Object.entries(fields)) {
    if (hasEffect(field, fields, node.params))
      shown.set(name, { name, field, value: canonical(field, node.params[name] ?? field.default) });
  }
  shownByNode.set(node, { modules: graph.modules, shown });
  return shown;
}

function hasEffect({ shownWhen }: Field, fields: Fields, params: Params): boolean {
  if (!shownWhen) return true;
  const decider = fields[shownWhen.field];
  if (!decider) return true;
  if (!hasEffect(decider, fields, params)) return false;
  const value = canonical(decider, params[shownWhen.field] ?? decider.default);
  return shownWhen.is.some((wanted) => sameValue(canonical(decider, wanted), value));
}

/** A value that does not suit its field (an expression took it out of range) stands for itself. */
function canonical(field: Field, value: FieldValue): FieldValue {
  const parsed = parseField(field, value);
  return parsed.ok ? parsed.value : value;
}

export const sameValue = (a: FieldValue, b: FieldValue): boolean =>
  Object.is(a, b) || (Array.isArray(a) && Array.isArray(b) && a.every((each, i) => Object.is(each, b[i])));

/** Equal texts mean: the same kind, and the same in every parameter that is shown. */
export const signatureOf = (graph: Around, node: GraphNode): string =>
  `${node.kind} ${JSON.stringify([...shownParams(graph, node).values()].map(({ name, value }) => [name, value]))}`;

/** As a person reads it: `He normal`, `3×5`, `on`. */
export function formatParam({ field, value }: Pick<ShownParam, 'field' | 'value'>): string {
  if (field.type === 'choice' && typeof value === 'string') return field.labels?.[value] ?? value;
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  if (typeof value === 'number') return formatCount(value);
  return typeof value === 'string' ? value : value.join('×');
}
