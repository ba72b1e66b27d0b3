// Which runs make most room when they go. Pinned ones are not offered, nor those that are in training or not kept at all.
import type { HistoryRun } from './historyState';

const most = 8;

/** Largest first, of equal ones the oldest. */
export const largest = (runs: Iterable<HistoryRun>): readonly HistoryRun[] =>
  [...runs]
    .filter(({ record, unkept }) => !record.pinned && record.state !== 'training' && !unkept)
    .sort((a, b) => b.bytes - a.bytes || a.record.startedAt - b.record.startedAt)
    .slice(0, most);
