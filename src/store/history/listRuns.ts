// Which runs of the history are listed, and in which order: pure, so that five hundred runs can be sorted and sought
// without a screen.
import { metrics } from '../../training/metrics';
import type { MetricName } from '../../training/protocol';
import type { RecordState, RunRecord } from '../../training/record';

export interface Filter {
  /** Words that all must occur in title, name, tags, data set or comparison; upper and lower case are one. */
  readonly text: string;
  readonly state: RecordState | undefined;
  /** A data set's id. */
  readonly data: string | undefined;
  readonly tag: string | undefined;
}

export const noFilter: Filter = { text: '', state: undefined, data: undefined, tag: undefined };

export const isFiltered = ({ text, state, data, tag }: Filter): boolean =>
  text.trim() !== '' || state !== undefined || data !== undefined || tag !== undefined;

export type SortKey =
  | 'title'
  | 'state'
  | 'data'
  | 'steps'
  | 'metric'
  | 'loss'
  | 'time'
  | 'backend'
  | 'started';

export interface Sort {
  readonly key: SortKey;
  readonly descending: boolean;
}

/** Newest first. */
export const firstSort: Sort = { key: 'started', descending: true };

/** The way in which a column is sorted when it is first asked for: the best, longest or newest on top. */
export const sortedBy = (key: SortKey): Sort => ({
  key,
  descending: key === 'metric' || key === 'time' || key === 'steps' || key === 'started',
});

/** What a run goes by: the user's name for it, else the title of its design. */
export const labelOf = ({ name, title }: Pick<RunRecord, 'name' | 'title'>): string =>
  name ?? (title || 'Untitled');

/** The first output's own metric in the test. */
export function finalMetric({ test }: RunRecord): { name: MetricName; value: number } | undefined {
  return test?.heads[0]?.metrics[0];
}

/** Runs that pass the filter: those in training on top, then pinned ones, each group in the order asked for. */
export function listRuns(
  records: Iterable<RunRecord>,
  filter: Filter,
  { key, descending }: Sort,
): readonly RunRecord[] {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  const passed = [...records].filter((record) => passes(record, filter, words));
  const valued = passed.map((record) => ({ record, rank: rankOf(record), value: rankedBy(record, key) }));
  const sign = descending ? -1 : 1;
  valued.sort(
    (a, b) => a.rank - b.rank || compare(a.value, b.value, sign) || b.record.startedAt - a.record.startedAt,
  );
  return valued.map(({ record }) => record);
}

const rankOf = ({ state, pinned }: RunRecord): number => (state === 'training' ? 0 : pinned ? 1 : 2);

function passes(record: RunRecord, { state, data, tag }: Filter, words: readonly string[]): boolean {
  if (state !== undefined && record.state !== state) return false;
  if (data !== undefined && record.data.id !== data) return false;
  if (tag !== undefined && !record.tags.includes(tag)) return false;
  if (words.length === 0) return true;
  const { title, name, tags, group } = record;
  const text = [title, name ?? '', record.data.name, group?.title ?? '', ...tags].join('\n').toLowerCase();
  return words.every((word) => text.includes(word));
}

function rankedBy(record: RunRecord, key: SortKey): string | number | undefined {
  switch (key) {
    case 'title':
      return labelOf(record).toLowerCase();
    case 'state':
      return record.state;
    case 'data':
      return record.data.name.toLowerCase();
    case 'steps':
      return record.step;
    case 'metric':
      return goodness(record);
    case 'loss':
      return record.test?.loss;
    case 'time':
      return record.elapsed;
    case 'backend':
      return record.machine?.backend;
    case 'started':
      return record.startedAt;
  }
}

/** Greater is better, of errors too. */
function goodness(record: RunRecord): number | undefined {
  const final = finalMetric(record);
  if (!final) return undefined;
  return metrics[final.name].unit === 'error' ? -final.value : final.value;
}

/** What a run does not have stands last either way. */
function compare(a: string | number | undefined, b: string | number | undefined, sign: 1 | -1): number {
  const none = (value: string | number | undefined): boolean => value === undefined || Number.isNaN(value);
  if (none(a) || none(b)) return Number(none(a)) - Number(none(b));
  if (typeof a === 'string' && typeof b === 'string')
    return sign * a.localeCompare(b, 'en', { numeric: true });
  return sign * (Number(a) - Number(b));
}

/** Data sets and tags that occur, for the menus of the filter. */
export function choicesOf(records: Iterable<RunRecord>): {
  readonly data: readonly RunRecord['data'][];
  readonly tags: readonly string[];
} {
  const data = new Map<string, RunRecord['data']>();
  const tags = new Set<string>();
  for (const record of records) {
    data.set(record.data.id, record.data);
    for (const tag of record.tags) tags.add(tag);
  }
  const byName = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true });
  return {
    data: [...data.values()].sort((a, b) => byName(a.name, b.name)),
    tags: [...tags].sort(byName),
  };
}
