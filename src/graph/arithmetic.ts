// What is typed into a number's field worked out: `64*4`, `(224-7)/2+1`, `2^6`, and `x/2`, where x is the value that
// stands there. The parser is that of expressions; powers are for typing alone, for files do not know them.
import { err, ok, type Result } from '../lib/result';
import { evaluate, namesIn, parseExpression } from './expressions';

/** The value of a text; the error is to be placed behind the field's name. `x` is left out where there is no one value. */
export function calculate(text: string, x: number | undefined): Result<number, string> {
  const plain = spelled(text);
  const parsed = parseExpression(plain, { powers: true, names: 'x' });
  if (!parsed.ok) return parsed;
  const stranger = namesIn(plain).find((name) => name !== 'x');
  if (stranger !== undefined) return err(`knows no “${stranger}”: x is the present value`);
  if (x === undefined && namesIn(plain).length > 0) return err('has no one value here that x could be');
  const value = evaluate(parsed.value, new Map(x === undefined ? [] : [['x', x]]));
  // Sums of decimals leave traces far behind the point: 0.1+0.2.
  if (Number.isFinite(value)) return ok(Number(value.toPrecision(12)) + 0);
  return err(
    Number.isNaN(value) || plain.includes('/')
      ? `divides by zero in “${text.trim()}”`
      : `grows too large in “${text.trim()}”`,
  );
}

/** More than a plain number: what is worked out rather than read. */
export const isFormula = (typed: unknown): boolean =>
  typeof typed === 'string' &&
  spelled(typed) !== '' &&
  !/^[+-]?(\d+\.?\d*|\.\d+)?([eE][+-]?\d*)?$/.test(spelled(typed));

/** As keyboards and papers write it: × ÷ −, and commas between thousands. */
export const spelled = (text: string): string =>
  text
    .trim()
    .replaceAll('×', '*')
    .replaceAll('÷', '/')
    .replaceAll('−', '-')
    .replace(/^=\s*/, '')
    .replace(/(\d),(?=\d{3}(?!\d))/g, '$1');
