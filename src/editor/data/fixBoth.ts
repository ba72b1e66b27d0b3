// One remedy out of several: inputs and outputs adapted to the data in one step of history.
import type { Fix, Problem } from '../../graph/problem';

/**
 * The first remedy of each, made as one step; undefined unless there are several problems and each can be mended in
 * the drawing. A remedy that changes the data is not one of several: with other data, the others no longer hold.
 */
export function fixBoth(problems: readonly Problem[]): Fix | undefined {
  const fixes = problems.flatMap(({ fixes }) => fixes?.[0] ?? []);
  const mended = fixes.length === problems.length && fixes.every(({ training }) => training === undefined);
  if (problems.length < 2 || !mended) return undefined;
  const what = fixes.map(({ label }) => label.replace(/^(Adapt .* to|Give) /, ''));
  return {
    label: `Adapt ${fixes.length === 2 ? 'both' : 'all'}: ${what.join(', ')}`,
    edits: fixes.flatMap(({ edits }) => edits),
  };
}
