// JSON text to a value, with the place of a fault in lines and columns. `JSON.parse` alone will not do: each browser
// words its error differently, some without a place, and some overflow the stack on deep nesting.
import { err, ok, type Result } from '../lib/result';

export interface JsonFault {
  /** Where in the text, from 0. */
  readonly offset: number;
  /** Both from 1. */
  readonly line: number;
  readonly column: number;
  /** What was expected there, or what is wrong, to be placed behind the line and column. */
  readonly reason: string;
  readonly tooDeep: boolean;
}

/** A template nests five levels; what an unknown layer may bring gets the rest. */
export const maxDepth = 64;

/** Parses JSON as RFC 8259 has it. A byte order mark at the start is passed over. */
export function parseJson(text: string): Result<unknown, JsonFault> {
  const plain = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  const fault = findFault(plain);
  if (fault) return err({ ...fault, ...placeOf(plain, fault.offset) });
  return ok(JSON.parse(plain));
}

function placeOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split(/\r\n|\n|\r/);
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

type Fault = Pick<JsonFault, 'offset' | 'reason' | 'tooDeep'>;
const fault = (offset: number, reason: string, tooDeep = false): Fault => ({ offset, reason, tooDeep });

/** Walks over the text with a stack of its own instead of recursion; undefined when all of it is one JSON value. */
function findFault(text: string): Fault | undefined {
  const open: ('{' | '[')[] = [];
  let at = skipBlank(text, 0);
  for (;;) {
    // Here a value begins.
    const begin = text[at];
    if (begin === '{' || begin === '[') {
      if (open.length === maxDepth) return fault(at, `nests deeper than ${maxDepth} levels`, true);
      const inside = skipBlank(text, at + 1);
      if (text[inside] !== (begin === '{' ? '}' : ']')) {
        open.push(begin);
        const value = begin === '{' ? afterKey(text, inside) : inside;
        if (typeof value !== 'number') return value;
        at = value;
        continue;
      }
      at = inside + 1;
    } else {
      const end = afterScalar(text, at);
      if (typeof end !== 'number') return end;
      at = end;
    }
    // Here a value has ended: close what closes, and go on behind a comma.
    const next = afterValue(text, at, open);
    if (next === undefined || typeof next !== 'number') return next;
    at = next;
  }
}

/** Where the next value begins, or the fault, or undefined when the text has ended as it should. */
function afterValue(text: string, from: number, open: ('{' | '[')[]): number | Fault | undefined {
  for (let at = skipBlank(text, from); ; at = skipBlank(text, at + 1)) {
    const inside = open.at(-1);
    if (inside === undefined)
      return at === text.length ? undefined : fault(at, unexpected(text, at, 'the end of the file'));
    const close = inside === '{' ? '}' : ']';
    if (text[at] === close) {
      open.pop();
      continue;
    }
    if (text[at] !== ',') return fault(at, unexpected(text, at, `“,” or “${close}”`));
    const value = skipBlank(text, at + 1);
    return inside === '{' ? afterKey(text, value) : value;
  }
}

/** Past `"key":`, to where its value begins. */
function afterKey(text: string, at: number): number | Fault {
  if (text[at] !== '"') return fault(at, unexpected(text, at, 'a name in double quotes'));
  const end = afterString(text, at);
  if (typeof end !== 'number') return end;
  const colon = skipBlank(text, end);
  if (text[colon] !== ':') return fault(colon, unexpected(text, colon, '“:”'));
  return skipBlank(text, colon + 1);
}

const numberPattern = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

function afterScalar(text: string, at: number): number | Fault {
  if (text[at] === '"') return afterString(text, at);
  for (const word of ['true', 'false', 'null']) if (text.startsWith(word, at)) return at + word.length;
  numberPattern.lastIndex = at;
  const match = numberPattern.exec(text);
  return match ? at + match[0].length : fault(at, unexpected(text, at, 'a value'));
}

function afterString(text: string, start: number): number | Fault {
  for (let at = start + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x22) return at + 1;
    if (code < 0x20) return fault(at, 'a line break or control character stands inside a text in quotes');
    if (code !== 0x5c) continue;
    const escaped = text[at + 1] ?? '';
    if (escaped === 'u' && /^[0-9a-fA-F]{4}$/.test(text.slice(at + 2, at + 6))) at += 5;
    else if (escaped !== '' && '"\\/bfnrt'.includes(escaped)) at += 1;
    else return fault(at, `“\\${escaped}” is not an escape that JSON knows`);
  }
  return fault(start, 'a text in quotes is not closed');
}

function skipBlank(text: string, from: number): number {
  let at = from;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return at;
    at += 1;
  }
}

function unexpected(text: string, at: number, wanted: string): string {
  const found = text.codePointAt(at);
  return `expected ${wanted}, found ${found === undefined ? 'the end of the file' : `“${String.fromCodePoint(found)}”`}`;
}
