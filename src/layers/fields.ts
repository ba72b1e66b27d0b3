// What a layer's parameter can be. A field is data, so that the inspector's control, the template's validation, the
// JSON Schema and the TypeScript type of the parameters are all read off the same declaration.
import { formatCount } from '../lib/format';
import { err, ok, type Result } from '../lib/result';

interface FieldBase<V> {
  readonly label: string;
  readonly help: string;
  readonly default: V;
  /** Rarely wanted: the inspector folds it away, and a file leaves it out where it has its default. */
  readonly advanced?: boolean;
  /** Without effect, and not shown, unless another field has one of these values. */
  readonly shownWhen?: { readonly field: string; readonly is: readonly FieldValue[] };
}

type About<V> = { default: V; help: string } & Pick<FieldBase<V>, 'advanced' | 'shownWhen'>;

export interface IntField extends FieldBase<number> {
  readonly type: 'int';
  readonly min: number;
  readonly max: number;
  readonly unit?: string;
}
export interface NumberField extends FieldBase<number> {
  readonly type: 'number';
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly unit?: string;
}
/** One number for a square, or [height, width]. */
export interface SizeField extends FieldBase<Size> {
  readonly type: 'size';
  readonly min: number;
  readonly max: number;
  readonly unit?: string;
}
export interface ChoiceField<C extends string = string> extends FieldBase<C> {
  readonly type: 'choice';
  readonly choices: readonly C[];
  /** How a form writes each choice, where the word in the file is not the field's own (`heNormal`: He normal). */
  readonly labels?: Readonly<Record<C, string>>;
}
export interface FlagField extends FieldBase<boolean> {
  readonly type: 'flag';
}
export interface PaddingField extends FieldBase<Padding> {
  readonly type: 'padding';
}
export interface TextField extends FieldBase<string> {
  readonly type: 'text';
}

export type Size = number | readonly [height: number, width: number];
/** `same` as TensorFlow pads (⌈in/stride⌉), `valid` for none, or rows and columns added on every side. */
export type Padding = 'same' | 'valid' | Size;

export type Field = IntField | NumberField | SizeField | ChoiceField | FlagField | PaddingField | TextField;
export type Fields = Readonly<Record<string, Field>>;
export type FieldValue = number | string | boolean | readonly [number, number];
export type ValueOf<F extends Field> =
  F extends ChoiceField<infer C>
    ? C
    : F extends IntField | NumberField
      ? number
      : F extends SizeField
        ? Size
        : F extends PaddingField
          ? Padding
          : F extends FlagField
            ? boolean
            : string;
export type ParamsOf<F extends Fields> = { readonly [K in keyof F]: ValueOf<F[K]> };
/** Parameters where the layer's kind is not known to the compiler. */
export type Params = Readonly<Record<string, FieldValue>>;

type Range = { min?: number; max?: number; unit?: string };

/** The largest width or count any parameter takes: beyond it a drawing is a typing mistake, not a network. */
export const largest = 65_536;

export const int = (label: string, o: About<number> & Range): IntField => ({
  type: 'int',
  label,
  min: 1,
  max: largest,
  ...o,
});
export const number = (
  label: string,
  o: About<number> & { min: number; max: number; step: number; unit?: string },
): NumberField => ({ type: 'number', label, ...o });
export const size = (label: string, o: About<Size> & Range): SizeField => ({
  type: 'size',
  label,
  min: 1,
  max: 255,
  ...o,
});
export const choice = <const C extends string>(
  label: string,
  choices: readonly C[],
  o: About<NoInfer<C>> & { labels?: Readonly<Record<NoInfer<C>, string>> },
): ChoiceField<C> => ({ type: 'choice', label, choices, ...o });
export const flag = (label: string, o: About<boolean>): FlagField => ({
  type: 'flag',
  label,
  ...o,
});
export const padding = (label: string, o: About<Padding>): PaddingField => ({
  type: 'padding',
  label,
  ...o,
});
export const text = (label: string, o: About<string>): TextField => ({
  type: 'text',
  label,
  ...o,
});

const largestPadding = 255;

/** [height, width] of a size that may be written as one number. */
export const pair = (value: Size): readonly [number, number] =>
  typeof value === 'number' ? [value, value] : value;

/** `5×5`; used in node captions and messages. */
export const formatSize = (value: Size): string => pair(value).join('×');

function wholeIn(value: unknown, min: number, max: number): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max;
}

function sizeIn(value: unknown, min: number, max: number): value is Size {
  if (typeof value === 'number') return wholeIn(value, min, max);
  return Array.isArray(value) && value.length === 2 && value.every((v) => wholeIn(v, min, max));
}

const written = (value: unknown): string => {
  const json = JSON.stringify(value) ?? String(value);
  return json.length > 60 ? `${json.slice(0, 57)}…` : json;
};

/**
 * Checks one value against its field.
 * Returns the value with its canonical spelling ([3, 3] becomes 3), or a sentence that says what was expected
 * and what was found, to be placed behind the parameter's name.
 */
export function parseField(field: Field, value: unknown): Result<FieldValue, string> {
  const refuse = (expected: string) => err(`expects ${expected}, found ${written(value)}`);
  switch (field.type) {
    case 'int':
      return wholeIn(value, field.min, field.max)
        ? ok(value as number)
        : refuse(`a whole number from ${formatCount(field.min)} to ${formatCount(field.max)}`);
    case 'number':
      return typeof value === 'number' && value >= field.min && value <= field.max
        ? ok(value)
        : refuse(`a number from ${field.min} to ${field.max}`);
    case 'size':
      return sizeIn(value, field.min, field.max)
        ? ok(squared(value))
        : refuse(`a whole number from ${field.min} to ${field.max}, or two of them as [height, width]`);
    case 'padding':
      if (value === 'same' || value === 'valid') return ok(value);
      return sizeIn(value, 0, largestPadding)
        ? ok(squared(value))
        : refuse(`"same", "valid", a whole number from 0 to ${largestPadding}, or [height, width]`);
    case 'choice':
      return typeof value === 'string' && field.choices.includes(value)
        ? ok(value)
        : refuse(`one of ${field.choices.map((c) => `"${c}"`).join(', ')}`);
    case 'flag':
      return typeof value === 'boolean' ? ok(value) : refuse('true or false');
    case 'text':
      return typeof value === 'string' && value.length <= 100_000 ? ok(value) : refuse('a text');
  }
}

function squared(value: Size): Size {
  return typeof value !== 'number' && value[0] === value[1] ? value[0] : value;
}

/** Every field at its default. */
export const defaultsOf = (fields: Fields): Params =>
  Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.default]));
