// One remedy out of several: input and classifier adapted to the data in one step of history.
import type { DataSet } from '../../data/dataSet';
import type { Fix, Problem } from '../../graph/problem';
import { formatShape } from '../../lib/format';

/** The first remedy of each, made as one step; undefined unless there are several problems and a remedy for each. */
export function fixBoth(
  problems: readonly Problem[],
  { imageShape, classNames }: Pick<DataSet, 'imageShape' | 'classNames'>,
): Fix | undefined {
  const fixes = problems.flatMap(({ fixes }) => fixes?.[0] ?? []);
  if (problems.length < 2 || fixes.length < problems.length) return undefined;
  return {
    label: `Adapt both: ${formatShape(imageShape)}, ${classNames.length} classes`,
    edits: fixes.flatMap(({ edits }) => edits),
  };
}
