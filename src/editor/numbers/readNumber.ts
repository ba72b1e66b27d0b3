// What is typed into a parameter's field as its value, or why it is none.
import { calculate, isFormula, spelled } from '../../graph/arithmetic';
import { type Field, type FieldValue, parseField } from '../../layers/fields';
import { formatCount } from '../../lib/format';
import { err, ok, type Result } from '../../lib/result';

/** A number as it stands, or worked out; a blank stays blank. `x` is the present value, if there is one. */
export function readNumber(typed: unknown, x: unknown): Result<unknown, string> {
  if (typeof typed !== 'string' || typed.trim() === '') return ok(typed);
  if (!isFormula(typed)) {
    const value = Number(spelled(typed));
    return ok(Number.isFinite(value) ? value : typed);
  }
  return calculate(typed, typeof x === 'number' ? x : undefined);
}

/** Checks what was typed, one text or a pair, against the field; a formula that does not fit is told with its value. */
export function checkTyped(field: Field, typed: unknown, present: unknown): Result<FieldValue, string> {
  const pair = Array.isArray(typed);
  const values: unknown[] = [];
  for (const [i, each] of (pair ? typed : [typed]).entries()) {
    const read = readNumber(each, Array.isArray(present) ? present[i] : present);
    if (!read.ok) return read;
    values.push(read.value);
  }
  const checked = parseField(field, pair ? values : values[0]);
  if (checked.ok) return checked;
  const at = (pair ? typed : [typed]).findIndex(isFormula);
  return at < 0
    ? checked
    : err(`${expectedOf(checked.error)}, but ${worthOf(pair ? typed[at] : typed, values[at])}`);
}

const expectedOf = (reason: string): string => reason.replace(/, found .*$/, '');

/** `“(224-7)/2+1” is 109.5`. */
export const worthOf = (text: unknown, value: unknown): string =>
  `“${String(text).trim()}” is ${typeof value === 'number' ? formatCount(value) : String(value)}`;
