// The comparisons that come with the app, as they are read from their files, and the plans of their designs.
import type { Comparison } from '../../src/compare/comparison';
import { parseComparison } from '../../src/compare/comparisonFile';
import type { Document } from '../../src/graph/document';
import { expand } from '../../src/graph/expand';
import { makePlan } from '../../src/plan/makePlan';
import type { Plan } from '../../src/plan/plan';
import { inferShapes } from '../../src/shapes/inferShapes';

const texts = import.meta.glob<string>('../../templates/compare/*.json', {
  query: '?raw',
  import: 'default',
  eager: true,
});

const idOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1, -'.json'.length);

/** The files' texts, by their names without ending. */
export const comparisonTexts: ReadonlyMap<string, string> = new Map(
  Object.entries(texts).map(([path, text]) => [idOf(path), text]),
);

/** All demonstrations, by the same names. */
export const comparisons: ReadonlyMap<string, Comparison> = new Map(
  [...comparisonTexts].map(([id, text]) => {
    const parsed = parseComparison(text);
    if (!parsed.ok) throw new Error(`${id}: ${parsed.error.problems[0]?.message}`);
    return [id, parsed.value];
  }),
);

export function planOf({ title, graph }: Document): Plan {
  const flat = expand(graph);
  const plan = makePlan(title, flat, inferShapes(flat));
  if (!plan.ok) throw new Error(`“${title}” gives no plan: ${JSON.stringify(plan.error)}`);
  return plan.value;
}
