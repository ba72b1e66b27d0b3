// The arithmetic that binds a layer's parameter to those of its module: `4*width`, `(c1 + c3)/2`. A parser of its own,
// so that a file can bring no code.
import { err, ok, type Result } from '../lib/result';

/** Longer ones are refused; it also bounds how deep the parser recurses. */
export const longestExpression = 500;
export const parameterNamePattern = /^[A-Za-z][A-Za-z0-9]{0,31}$/;

type Operator = '+' | '-' | '*' | '/' | '^';
export type Expression =
  | { readonly type: 'number'; readonly value: number }
  | { readonly type: 'name'; readonly name: string }
  | { readonly type: 'negative'; readonly of: Expression }
  | {
      readonly type: 'operation';
      readonly operator: Operator;
      readonly left: Expression;
      readonly right: Expression;
    };

/**
 * Parses `sum := product (('+'|'-') product)*`, `product := factor (('*'|'/') factor)*`,
 * `factor := number | name | '-' factor | '(' sum ')'`. The error says what was expected and found, and where. With
 * `powers`, a number, a name or a bracket can be raised (`2^6`, from right to left), before any sign counts.
 */
export function parseExpression(
  text: string,
  { powers = false, names = 'a parameter' }: { readonly powers?: boolean; readonly names?: string } = {},
): Result<Expression, string> {
  if (text.length > longestExpression)
    return err(`has ${text.length} characters, and an expression at most ${longestExpression}`);
  const tokens = tokensOf(text);
  const reader: Reader = { tokens, at: 0, powers, names };
  const parsed = readOperations(reader, sums);
  if (!parsed.ok) return parsed;
  const signs = powers ? '+, −, *, /, ^ or the end' : '+, −, *, / or the end';
  return reader.at === tokens.length ? parsed : expected(reader, signs);
}

interface Reader {
  readonly tokens: readonly string[];
  readonly powers: boolean;
  /** What a name is called in an error. */
  readonly names: string;
  at: number;
}

const tokensOf = (text: string): readonly string[] =>
  text.match(/\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|[A-Za-z][A-Za-z0-9]*|[^\s]/g) ?? [];

function expected({ tokens, at }: Reader, what: string): Result<never, string> {
  const found = tokens[at];
  const before = at > 0 ? ` behind “${tokens.slice(0, at).join('')}”` : '';
  return err(`expects ${what}${before}, found ${found === undefined ? 'the end' : `“${found}”`}`);
}

const sums: readonly string[] = ['+', '-'];
const products: readonly string[] = ['*', '/'];

function readOperations(reader: Reader, operators: readonly string[]): Result<Expression, string> {
  const read = () => (operators === sums ? readOperations(reader, products) : readFactor(reader));
  let left = read();
  while (left.ok && operators.includes(reader.tokens[reader.at] ?? '')) {
    const operator = reader.tokens[reader.at] as Operator;
    reader.at += 1;
    const right = read();
    left = right.ok ? ok({ type: 'operation', operator, left: left.value, right: right.value }) : right;
  }
  return left;
}

function readFactor(reader: Reader): Result<Expression, string> {
  if (reader.tokens[reader.at] === '-') {
    reader.at += 1;
    const of = readFactor(reader);
    return of.ok ? ok({ type: 'negative', of: of.value }) : of;
  }
  const base = readAtom(reader);
  if (!base.ok || !reader.powers || reader.tokens[reader.at] !== '^') return base;
  reader.at += 1;
  const exponent = readFactor(reader);
  if (!exponent.ok) return exponent;
  return ok({ type: 'operation', operator: '^', left: base.value, right: exponent.value });
}

function readAtom(reader: Reader): Result<Expression, string> {
  const token = reader.tokens[reader.at] ?? '';
  const isNumber = /^\d/.test(token);
  if (isNumber || /^[A-Za-z]/.test(token)) {
    reader.at += 1;
    return ok(isNumber ? { type: 'number', value: Number(token) } : { type: 'name', name: token });
  }
  if (token !== '(') return expected(reader, `a number, ${reader.names} or “(”`);
  reader.at += 1;
  const inside = readOperations(reader, sums);
  if (!inside.ok) return inside;
  if (reader.tokens[reader.at] !== ')') return expected(reader, '“)”');
  reader.at += 1;
  return inside;
}

/** The value; NaN where a name has none, or where it divides zero by zero. */
export function evaluate(expression: Expression, values: ReadonlyMap<string, number>): number {
  switch (expression.type) {
    case 'number':
      return expression.value;
    case 'name':
      return values.get(expression.name) ?? Number.NaN;
    case 'negative':
      return 0 - evaluate(expression.of, values);
    case 'operation': {
      const left = evaluate(expression.left, values);
      const right = evaluate(expression.right, values);
      switch (expression.operator) {
        case '+':
          return left + right;
        case '-':
          return left - right;
        case '*':
          return left * right;
        case '/':
          return left / right;
        case '^':
          return left ** right;
      }
    }
  }
}

/** The names that a text uses, each once, in the order of their first use. */
export const namesIn = (text: string): readonly string[] => [
  ...new Set(tokensOf(text).filter((token) => /^[A-Za-z]/.test(token))),
];

/** The text with every name replaced by what `by` gives for it. */
export const withNames = (text: string, by: (name: string) => string): string =>
  text.replace(/\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|[A-Za-z][A-Za-z0-9]*/g, (token) =>
    /^\d/.test(token) ? token : by(token),
  );

const known = new Map<string, Result<Expression, string>>();
const mostKnown = 5000;

/** `parseExpression`, remembered: an expansion evaluates the same few texts hundreds of times. */
export function expressionOf(text: string): Result<Expression, string> {
  const before = known.get(text);
  if (before) return before;
  if (known.size >= mostKnown) known.clear();
  const parsed = parseExpression(text);
  known.set(text, parsed);
  return parsed;
}
