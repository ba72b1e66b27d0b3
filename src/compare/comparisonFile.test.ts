import { expect, test } from 'vitest';
import { emptyDocument } from '../graph/document';
import { comparisonDefaults } from './comparison';
import { isComparisonFile, parseComparison, serialiseComparison } from './comparisonFile';

const comparison = {
  ...comparisonDefaults,
  title: 'Two',
  watch: 'The “second” one.\nWatch.',
  seeds: 3,
  designs: [
    { ...emptyDocument, title: 'One' },
    { ...emptyDocument, title: 'Other “quoted”' },
  ],
};

test('a comparison survives its file, and the file its canonical form', () => {
  const text = serialiseComparison(comparison);
  const read = parseComparison(text);
  expect(read.ok && read.value).toEqual(comparison);
  expect(read.ok && serialiseComparison(read.value)).toBe(text);
  expect(isComparisonFile(text)).toBe(true);
});

test('a single design is no comparison', () => {
  expect(isComparisonFile('{"format":"convas","version":2,"nodes":[]}')).toBe(false);
  expect(isComparisonFile('not json')).toBe(false);
});

test.each([
  ['', 'not JSON'],
  ['{"format":"convas-comparison","version":2,"designs":[]}', 'newer'],
  ['{"format":"convas-comparison","version":1,"designs":[]}', 'at least one design'],
  ['{"format":"convas-comparison","version":1,"seeds":0,"designs":[{}]}', 'from 1 to 10'],
  ['{"format":"convas-comparison","version":1,"pace":"fast","designs":[{}]}', 'lockstep'],
  ['{"format":"convas-comparison","version":1,"extra":1,"designs":[{}]}', 'extra'],
])('%s is refused, with the reason', (text, reason) => {
  const read = parseComparison(text);
  expect(!read.ok && read.error.problems.map(({ message }) => message).join(' ')).toContain(reason);
});

test('a fault within a design stands at its path in the whole file', () => {
  const text = serialiseComparison(comparison).replace('"title": "One"', '"title": 5');
  const read = parseComparison(text);
  expect(!read.ok && read.error.problems[0]?.at).toEqual({ type: 'file', path: 'designs[0].title' });
});
