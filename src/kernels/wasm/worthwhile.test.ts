import { expect, test } from 'vitest';
import { makeWorthwhile } from './worthwhile';

/** The share of jobs done together, of many like jobs that take so many milliseconds together and alone. */
function shareTogether(together: (job: number) => number, alone: number): number {
  const worthwhile = makeWorthwhile();
  const jobs = 20_000;
  let shared = 0;
  for (let job = 0; job < jobs; job++) {
    const now = worthwhile.now();
    if (now) shared++;
    worthwhile.add(1e6, now ? together(job) : alone);
  }
  return shared / jobs;
}

test('helpers are used while they are faster, and alone is tried now and then', () => {
  const share = shareTogether(() => 0.6, 1);
  expect(share).toBeGreaterThan(0.8);
  expect(share).toBeLessThan(1);
});

test('helpers rest while they are slower, and are tried now and then', () => {
  const share = shareTogether(() => 2, 1);
  expect(share).toBeLessThan(0.2);
  expect(share).toBeGreaterThan(0);
});

test('helpers come back when the other programs have ended', () => {
  expect(shareTogether((job) => (job < 5000 ? 3 : 0.6), 1)).toBeGreaterThan(0.5);
});
