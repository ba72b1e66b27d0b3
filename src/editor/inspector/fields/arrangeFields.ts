// Which of a node's parameters its form shows: not those without effect at present, and the rarely wanted ones apart.
import type { Field, Fields, FieldValue, Params } from '../../../layers/fields';
import { differs } from './writeValue';

export interface ShownField {
  readonly name: string;
  readonly field: Field;
  readonly value: FieldValue;
}

export interface Arranged {
  readonly plain: readonly ShownField[];
  readonly advanced: readonly ShownField[];
  /** How many of the advanced ones are not at their default. */
  readonly changed: number;
}

/** Splits the fields; a parameter that the node does not hold has its default. */
export function arrangeFields(fields: Fields, params: Params): Arranged {
  const shown = Object.entries(fields)
    .filter(([, field]) => hasEffect(field, fields, params))
    .map(([name, field]) => ({ name, field, value: params[name] ?? field.default }));
  const advanced = shown.filter(({ field }) => field.advanced);
  return {
    plain: shown.filter(({ field }) => !field.advanced),
    advanced,
    changed: advanced.filter(({ field, value }) => differs(value, field.default)).length,
  };
}

function hasEffect({ shownWhen }: Field, fields: Fields, params: Params): boolean {
  if (!shownWhen) return true;
  const decider = fields[shownWhen.field];
  const value = params[shownWhen.field] ?? decider?.default;
  // A field that depends on one which is itself without effect is so too.
  if (decider && !hasEffect(decider, fields, params)) return false;
  return value !== undefined && shownWhen.is.some((wanted) => !differs(wanted, value));
}
