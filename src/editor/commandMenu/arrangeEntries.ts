// Which entries the command menu lists, in which order and under which headings.
import { type ActionGroup, actionGroups } from '../actions/action';
import type { Entry } from './entry';
import { type Query, searchEntries } from './searchEntries';

export interface Row {
  readonly entry: Entry;
  /** Said above it, where another group begins. */
  readonly heading: string | undefined;
}

/** More are counted, not listed. */
const mostRows = 80;

/** Of a search, the best first without headings; of none, what was used lately, then the actions by group. */
export function arrangeEntries(
  entries: readonly Entry[],
  query: Query,
  recent: readonly string[],
): { readonly rows: readonly Row[]; readonly more: number } {
  const found =
    query.words.length > 0
      ? searchEntries(entries, query, recent).map((entry): Row => ({ entry, heading: undefined }))
      : unsearched(entries, query, recent);
  return { rows: found.slice(0, mostRows), more: Math.max(0, found.length - mostRows) };
}

function unsearched(entries: readonly Entry[], { only }: Query, recent: readonly string[]): readonly Row[] {
  const used = recent.flatMap((id) => entries.find((entry) => entry.id === id) ?? []);
  const lately = used.filter(({ kind, blocked }) => (!only || kind === only) && blocked === undefined);
  const rest = entries.filter(
    (entry) => (only ? entry.kind === only : entry.kind === 'action') && !lately.includes(entry),
  );
  const placeOf = ({ group }: Entry): number => actionGroups.indexOf(group as ActionGroup);
  return [
    ...headed(lately, () => 'Recently used'),
    ...headed(
      rest.toSorted((a, b) => placeOf(a) - placeOf(b) || blockedLast(a) - blockedLast(b)),
      ({ group }) => group,
    ),
  ];
}

const blockedLast = ({ blocked }: Entry): number => (blocked === undefined ? 0 : 1);

const headed = (entries: readonly Entry[], headingOf: (entry: Entry) => string): readonly Row[] =>
  entries.map((entry, i) => {
    const before = entries[i - 1];
    const heading = headingOf(entry);
    return { entry, heading: before && headingOf(before) === heading ? undefined : heading };
  });
