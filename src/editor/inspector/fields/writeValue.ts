// A parameter's value in words, for labels of history and buttons.
import type { FieldValue } from '../../../layers/fields';

export function writeValue(value: FieldValue): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  return typeof value === 'object' ? value.join('×') : String(value);
}

/** The reason a typed value is refused, behind the parameter's label, and what holds instead. */
export function refusalOf(label: string, reason: string, kept: FieldValue, mixed = false): string {
  const still = mixed ? 'the values are kept' : `${writeValue(kept)} is kept`;
  return `${label} ${reason.replace(/, found ""$/, '')}; ${still}.`;
}

/** Whether two values of a parameter are other than each other; a pair is compared by its numbers. */
export const differs = (a: FieldValue, b: FieldValue): boolean => JSON.stringify(a) !== JSON.stringify(b);
