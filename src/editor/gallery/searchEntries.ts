// Finds templates by title, paper, author, year or layer; the first of what is found is what Enter opens.
import { type Entry, plain } from './entry';

export interface Family {
  readonly family: string;
  readonly entries: readonly Entry[];
}

/**
 * The entries that hold every word of the query, under their families. Without a query in their own order; else those
 * whose title is meant come first, and their families with them.
 */
export function searchEntries(entries: readonly Entry[], query: string): readonly Family[] {
  const words = plain(query).split(/\s+/).filter(Boolean);
  const found = entries.filter((entry) => words.every((word) => entry.words.includes(word)));
  const ranked = words.length === 0 ? found : found.toSorted((a, b) => rank(a, words) - rank(b, words));
  const families = new Map<string, Entry[]>();
  for (const entry of ranked) {
    const members = families.get(entry.family);
    if (members) members.push(entry);
    else families.set(entry.family, [entry]);
  }
  return [...families].map(([family, members]) => ({ family, entries: members }));
}

/** 0 where the query is the title, then where the title begins with it, holds all of it, or does not. */
function rank({ name }: Entry, words: readonly string[]): number {
  const query = words.join(' ');
  if (name === query) return 0;
  if (name.startsWith(query)) return 1;
  return words.every((word) => name.includes(word)) ? 2 : 3;
}
