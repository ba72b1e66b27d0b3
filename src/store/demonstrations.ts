// The comparisons that come with the app: one file each in `templates/compare/`, fetched when somebody looks at them.
import type { Comparison } from '../compare/comparison';
import { parseComparison } from '../compare/comparisonFile';

export interface Demonstration {
  /** The file's name without its ending. */
  readonly id: string;
  readonly comparison: Comparison;
}

const texts = import.meta.glob<string>('../../templates/compare/*.json', {
  query: '?raw',
  import: 'default',
});

export const demonstrationIds: readonly string[] = Object.keys(texts).map(idOf).sort();

function idOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1, -'.json'.length);
}

/** Reads all of them, in the order of their names. Rejects where a file cannot be fetched. */
export async function loadDemonstrations(): Promise<readonly Demonstration[]> {
  const read = Object.entries(texts).map(async ([path, load]): Promise<Demonstration> => {
    const parsed = parseComparison(await load());
    if (!parsed.ok) throw new Error(`${path} does not parse: ${parsed.error.problems[0]?.message}`);
    return { id: idOf(path), comparison: parsed.value };
  });
  return (await Promise.all(read)).sort((a, b) => a.id.localeCompare(b.id, 'en'));
}
