// Every rule of a room's SPEC.md is cited by a test, and every citation names a rule.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const source = new URL('..', import.meta.url);

const files = (readdirSync(source, { recursive: true }) as string[]).map((path) =>
  path.replaceAll('\\', '/'),
);
const read = (path: string): string => readFileSync(new URL(path, source), 'utf8');
const tests = files.filter((path) => path.endsWith('.test.ts') || path.endsWith('.test.tsx')).map(read);
const specs = files.filter((path) => path.endsWith('SPEC.md'));

const rulesOf = (spec: string): readonly string[] =>
  [...read(spec).matchAll(/^- \*\*\[([A-Z]\d+)\]\*\*/gm)].map((m) => m[1] ?? '');

/** Citations in test titles, `'[S4] …'`; comments do not count. */
function citationsOf(letter: string): ReadonlySet<string> {
  const lines = tests.flatMap((text) => text.split('\n')).filter((line) => !/^\s*(\/\/|\*|\/\*)/.test(line));
  const titles = lines.filter((line) => /['"`]\[[A-Z]\d+\]/.test(line));
  const cited = titles.flatMap((title) => [...title.matchAll(new RegExp(`\\[(${letter}\\d+)\\]`, 'g'))]);
  return new Set(cited.map((match) => match[1] ?? ''));
}

describe('numbered rules', () => {
  it('are found', () => {
    expect(existsSync(new URL('graph/SPEC.md', source))).toBe(true);
    expect(specs).toContain('graph/SPEC.md');
  });

  it.each(specs)(
    '%s: each rule has its own number, a test cites it, and no citation is without a rule',
    (spec) => {
      const rules = rulesOf(spec);
      const letter = rules[0]?.charAt(0) ?? '';
      expect(rules.length).toBeGreaterThan(0);
      expect(new Set(rules).size).toBe(rules.length);
      const cited = citationsOf(letter);
      expect(
        rules.filter((rule) => !cited.has(rule)),
        'rules that no test cites',
      ).toEqual([]);
      expect(
        [...cited].filter((rule) => !rules.includes(rule)),
        'citations without a rule',
      ).toEqual([]);
    },
  );
});
