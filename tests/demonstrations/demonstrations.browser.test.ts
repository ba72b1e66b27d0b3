// The demonstrations that come with the app do show what they claim: here with one seed and as few batches as still
// show it; `npm run demonstrations` runs them whole, with three seeds.
import { expect, test } from 'vitest';
import { claims } from './claims';
import { comparisons } from './comparisons';
import { demonstrate } from './demonstrate';

/** Batches; at most one epoch. */
const steps: Readonly<Record<string, number>> = {
  'plain-against-residual': 120,
  'plain-against-residual-batch-norm': 168,
  degradation: 168,
  'inception-naive-against-reduced': 168,
  'auxiliary-heads': 51,
  initialisation: 150,
  'relu-against-sigmoid': 100,
};

test('every demonstration has its claim, and every claim its demonstration', () => {
  expect(Object.keys(claims).sort()).toEqual([...comparisons.keys()].sort());
  expect(Object.keys(steps).sort()).toEqual([...comparisons.keys()].sort());
});

/** The one that the app is known by, so that all tests together stay short; VITE_TEMPLATES=whole trains all. */
const known = 'plain-against-residual';
const chosen = Object.entries(claims).filter(
  ([id]) => import.meta.env.VITE_TEMPLATES === 'whole' || id === known,
);

test.each(chosen)('%s', { timeout: 240_000 }, async (id, claim) => {
  const comparison = comparisons.get(id);
  if (!comparison) throw new Error(`There is no comparison ${id}`);
  const started = performance.now();
  const outcomes = await demonstrate(comparison, 1, steps[id]);
  const { holds, margin, words } = claim(outcomes);
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  console.info(`${id}: ${words} (margin ${margin.toFixed(2)}, ${seconds} s)`);
  expect(holds, words).toBe(true);
  // With each design in the next one's place the claim is false; a claim that holds of anything would say nothing.
  const moved = [...outcomes.slice(1), ...outcomes.slice(0, 1)];
  expect(claim(moved).holds, 'the claim of the designs in each other’s places').toBe(false);
  // The designs were shown the very same batches, or nothing would be proven.
  const seen = outcomes.map(({ run }) => ('progress' in run ? run.progress?.seen : undefined));
  expect(seen[0]?.step).toBe(steps[id]);
  for (const other of seen) expect(other).toEqual(seen[0]);
});
