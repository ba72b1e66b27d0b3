// The parameters that several nodes have in common, so that they can be set in one step.
import type { Graph, GraphNode } from '../../../graph/graph';
import { fieldsOf } from '../../../graph/values';
import type { Field } from '../../../layers/fields';
import { arrangeFields, type ShownField } from './arrangeFields';
import { differs } from './writeValue';

export interface CommonField extends ShownField {
  /** The nodes' values differ; `value` is then a blank. */
  readonly mixed: boolean;
}

/**
 * Fields of the same name and type that have effect in every node, in the first one's order, with the range that all
 * of them take. Texts are left out: they say what a node is.
 */
export function commonFields(graph: Graph, nodes: readonly GraphNode[]): readonly CommonField[] {
  const shown = nodes.map((node) => {
    const { plain, advanced } = arrangeFields(fieldsOf(graph, node), node.params);
    return new Map([...plain, ...advanced].map((each) => [each.name, each]));
  });
  const [first, ...others] = shown;
  return [...(first?.values() ?? [])].flatMap(({ name, field, value }): CommonField[] => {
    if (field.type === 'text') return [];
    let common: Field = field;
    let mixed = false;
    for (const other of others) {
      const theirs = other.get(name);
      const both: Field | undefined = theirs && joined(common, theirs.field);
      if (!theirs || !both) return [];
      common = both;
      mixed ||= differs(theirs.value, value);
    }
    return [{ name, field: common, value: mixed ? '' : value, mixed }];
  });
}

/** The field that takes what both take; undefined where they are of different types. */
function joined(a: Field, b: Field): Field | undefined {
  if (a.type !== b.type) return undefined;
  if (a.type === 'choice' && b.type === 'choice')
    return a.choices.join(' ') === b.choices.join(' ') ? a : undefined;
  if (!('min' in a) || !('min' in b)) return a;
  const range = { min: Math.max(a.min, b.min), max: Math.min(a.max, b.max) };
  return range.min <= range.max ? { ...a, ...range } : undefined;
}
