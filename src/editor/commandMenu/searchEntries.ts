// Ranks what the command menu finds: what begins a word of the title before what is scattered in it, and that before
// other names; a name that is meant letter for letter (`FC`) comes right after the first.
import type { Entry, EntryKind } from './entry';

export interface Query {
  /** Limits what is found: `>` actions, `@` nodes, `+` layers. */
  readonly only: EntryKind | undefined;
  readonly words: readonly string[];
}

export const prefixes: Readonly<Record<string, EntryKind>> = { '>': 'action', '@': 'node', '+': 'layer' };

export function readQuery(text: string): Query {
  const trimmed = text.trimStart();
  const only = prefixes[trimmed[0] ?? ''];
  const rest = only ? trimmed.slice(1) : trimmed;
  return { only, words: plain(rest).split(/\s+/).filter(Boolean) };
}

/** The entries that hold every word of the query, best first; `recent`: ids, the latest first. */
export function searchEntries(
  entries: readonly Entry[],
  { only, words }: Query,
  recent: readonly string[],
): readonly Entry[] {
  const found: { entry: Entry; order: readonly number[] }[] = [];
  for (const entry of entries) {
    if (only && entry.kind !== only) continue;
    const matched = rankOf(entry, words);
    if (matched === undefined) continue;
    // A template replaces the drawing: a layer that is called so comes first. What cannot be done is not what Enter takes.
    const later = entry.kind === 'template' || entry.blocked !== undefined;
    const rank = later ? Math.max(matched, 3) : matched;
    const used = recent.indexOf(entry.id);
    found.push({
      entry,
      order: [
        rank,
        // Among those that cannot, the best match again.
        entry.blocked === undefined ? 0 : 1 + matched,
        used === -1 ? recent.length : used,
        kindOrder[entry.kind],
        entry.title.length,
      ],
    });
  }
  return found.sort((a, b) => compare(a.order, b.order)).map(({ entry }) => entry);
}

/** Of equals, what is in hand comes before what replaces it. */
const kindOrder: Record<EntryKind, number> = { setting: 0, action: 1, layer: 2, node: 3, template: 4 };

function compare(a: readonly number[], b: readonly number[]): number {
  for (const [i, value] of a.entries()) {
    const difference = value - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** 0 is best; undefined where a word is found nowhere. The worst of the words decides. */
export function rankOf({ title, words: others }: Pick<Entry, 'title' | 'words'>, words: readonly string[]) {
  const name = plain(title);
  const begin = wordsOf(name);
  const synonyms = wordsOf(plain(others));
  const whole = words.join(' ');
  if (whole !== '' && (name === whole || name.replace(/^(add|open) /, '') === whole)) return 0;
  let worst = whole !== '' && name.startsWith(whole) ? 1 : 2;
  for (const word of words) {
    const rank = begin.some((begun) => begun.startsWith(word))
      ? 2
      : synonyms.includes(word)
        ? 3
        : isScattered(word, name)
          ? 4
          : synonyms.some((begun) => begun.startsWith(word))
            ? 5
            : undefined;
    if (rank === undefined) return undefined;
    worst = rank === 2 ? worst : Math.max(worst, rank);
  }
  return worst;
}

/**
 * Whether the letters stand in this order in the name, from the beginning of a word on and near enough to each other
 * that somebody may have meant it: `mxp` in `max pool`, not `relu` in `remove the last value`.
 */
export function isScattered(letters: string, name: string): boolean {
  for (let start = 0; start < name.length; start += 1) {
    if (name[start] !== letters[0] || (start > 0 && isLetter(name[start - 1]))) continue;
    let at = start;
    let matched = 1;
    while (matched < letters.length && at + 1 < name.length) {
      at += 1;
      if (name[at] === letters[matched]) matched += 1;
    }
    if (matched === letters.length && at - start < letters.length * 2 + 3) return true;
  }
  return false;
}

const isLetter = (sign: string | undefined): boolean => sign !== undefined && /[\p{L}\p{N}]/u.test(sign);

/** `3a/conv5x5` is found by `conv` and by `3a/conv`; `conv5x5` by the whole alone. */
const wordsOf = (text: string): readonly string[] => [
  ...new Set([...text.split(/[\s,.;:()“”"'/_-]+/), ...text.split(/[\s,;]+/)].filter(Boolean)),
];

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
