// The comparisons that come with the app, before anything is trained: each reads, fits its data, is trained alike in all
// its designs, and asks for no more work than one waits for.
import { describe, expect, test } from 'vitest';
import type { Comparison } from '../../src/compare/comparison';
import { serialiseComparison } from '../../src/compare/comparisonFile';
import { builtInSet } from '../../src/data/builtInSets.fixture';
import { expand } from '../../src/graph/expand';
import { fitData } from '../../src/plan/fitData';
import { inferShapes } from '../../src/shapes/inferShapes';
import { claims } from './claims';
import { comparisons, comparisonTexts, planOf } from './comparisons';

/**
 * Seconds that a comparison takes on the WASM backend if its designs were trained one after the other on one core: for
 * each batch a cost for every step of the plan, however little it computes, and the forward pass's MACs. Together the
 * factors lie above what was measured on a core shared with other work.
 */
function secondsOf({ designs }: Comparison): number {
  const [first] = designs;
  if (!first) return 0;
  const { trainingImages, heldOut, epochs, batchSize } = first.training;
  const images = (trainingImages === 0 ? 6000 : trainingImages) * (1 - heldOut) * epochs;
  return designs.map(planOf).reduce((sum, { steps, totals }) => {
    const overhead = (images / batchSize) * steps.length * secondsPerStep;
    return sum + overhead + images * totals.macs * secondsPerMac;
  }, 0);
}
const secondsPerStep = 0.4e-3;
const secondsPerMac = 1e-9;

test('every comparison has its claim', () => {
  expect([...comparisons.keys()].sort()).toEqual(Object.keys(claims).sort());
});

describe.each([...comparisons])('%s', (id, comparison) => {
  const [first] = comparison.designs;

  test('is written in canonical form', () => {
    expect(serialiseComparison(comparison)).toBe(comparisonTexts.get(id));
  });

  test('says what to watch, and what each design is', () => {
    expect(comparison.designs.length).toBeGreaterThan(1);
    for (const { title, description } of [
      ...comparison.designs,
      { ...comparison, description: comparison.watch },
    ]) {
      expect(title.length).toBeGreaterThan(0);
      expect(description).toMatch(/\.$/);
    }
    expect(new Set(comparison.designs.map(({ title }) => title)).size).toBe(comparison.designs.length);
  });

  test('every design plans and takes the data of the first', () => {
    const name = first?.training.data;
    if (name !== 'digits' && name !== 'shapes') throw new Error(`${id} is to be trained on “${name}”`);
    const data = builtInSet(name);
    for (const design of comparison.designs) {
      expect(planOf(design).totals.trainable).toBeGreaterThan(0);
      const flat = expand(design.graph);
      expect(fitData(flat, inferShapes(flat), data, []), design.title).toEqual([]);
    }
  });

  test('all designs carry the settings they are trained with', () => {
    for (const { training } of comparison.designs) expect(training).toEqual(first?.training);
  });

  test('nodes of one name are of one kind in all designs, so that they correspond', () => {
    const kinds = new Map<string, string>();
    for (const { id: node, kind } of comparison.designs.flatMap((design) => planOf(design).steps)) {
      expect(kinds.get(node) ?? kind, node).toBe(kind);
      kinds.set(node, kind);
    }
  });

  test('asks for less than three minutes', () => {
    expect(secondsOf(comparison)).toBeLessThan(180);
  });
});
