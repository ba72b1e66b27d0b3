// How much room versions take in storage, by document.
import { inOrder, lineageOf, type Version } from './version';

/** What one document's versions take up. */
export interface Taken {
  readonly lineage: string;
  /** That of its latest version. */
  readonly title: string;
  readonly open: boolean;
  /** Versions without a name, and the bytes of their texts. */
  readonly count: number;
  readonly bytes: number;
}

/** The largest first; documents of which every version has a name are left out. `open`: the documents that are open. */
export function takenBy(versions: readonly Version[], open: ReadonlySet<string>): readonly Taken[] {
  const groups = new Map<string, Version[]>();
  for (const version of inOrder(versions)) {
    const lineage = lineageOf(version.id);
    groups.set(lineage, [...(groups.get(lineage) ?? []), version]);
  }
  return [...groups]
    .map(([lineage, all]): Taken => {
      const unnamed = all.filter(({ name }) => name === undefined);
      return {
        lineage,
        title: all.at(-1)?.title ?? '',
        open: open.has(lineage),
        count: unnamed.length,
        bytes: unnamed.reduce((sum, { bytes }) => sum + bytes, 0),
      };
    })
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.bytes - a.bytes);
}
