// The JSON reader: accepts exactly what JSON.parse does, and says where a fault stands.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maxDepth, parseJson } from './jsonText';

const faultOf = (text: string) => {
  const parsed = parseJson(text);
  return parsed.ok ? undefined : `${parsed.error.line}:${parsed.error.column} ${parsed.error.reason}`;
};

function accepts(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe('parseJson', () => {
  it.each([
    ['{"a": 1,}', '1:9 expected a name in double quotes, found “}”'],
    ['{"a": [1, 2}', '1:12 expected “,” or “]”, found “}”'],
    ['{\n  "a": 1\n  "b": 2\n}', '3:3 expected “,” or “}”, found “"”'],
    ['{"a" 1}', '1:6 expected “:”, found “1”'],
    ['[1] x', '1:5 expected the end of the file, found “x”'],
    ['', '1:1 expected a value, found the end of the file'],
    ['{"a": "b', '1:7 a text in quotes is not closed'],
    ['["\\q"]', '1:3 “\\q” is not an escape that JSON knows'],
    ['["a\nb"]', '1:4 a line break or control character stands inside a text in quotes'],
    ['{"a": NaN}', '1:7 expected a value, found “N”'],
    ["{'a': 1}", "1:2 expected a name in double quotes, found “'”"],
    ['[01]', '1:3 expected “,” or “]”, found “1”'],
  ])('places the fault in %j', (text, fault) => {
    expect(faultOf(text)).toBe(fault);
    expect(accepts(text)).toBe(false);
  });

  it('agrees with JSON.parse on every JSON value', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(parseJson(text)).toEqual({ ok: true, value: JSON.parse(text) });
      }),
    );
  });

  it('accepts a damaged text exactly when JSON.parse does', () => {
    const damaged = fc
      .tuple(
        fc.json(),
        fc.nat(),
        fc.constantFrom('', ',', '"', '}', ']', '\\', '0', '-', 'e', ' ', '\u0001', ':'),
        fc.nat({ max: 2 }),
      )
      .map(([text, at, put, cut]) => {
        const place = at % (text.length + 1);
        return text.slice(0, place) + put + text.slice(place + cut);
      });
    fc.assert(
      fc.property(damaged, (text) => {
        expect(parseJson(text).ok).toBe(accepts(text));
      }),
      { numRuns: 2000 },
    );
  });

  it('passes over a byte order mark', () => {
    expect(parseJson('\ufeff{"a": 1}')).toEqual({ ok: true, value: { a: 1 } });
  });

  it('[G11] refuses nesting beyond the limit, however deep, without overflowing', () => {
    expect(parseJson('['.repeat(maxDepth) + ']'.repeat(maxDepth)).ok).toBe(true);
    expect(faultOf('['.repeat(5_000_000))).toBe(`1:${maxDepth + 1} nests deeper than ${maxDepth} levels`);
  });
});
