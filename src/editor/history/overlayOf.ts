// The chosen runs as the charts and the exports take them.
import type { CsvRun } from '../../charts/export/curvesCsv';
import type { OverlayRun } from '../../charts/overlay/overlay';
import type { RunId } from '../../lib/ids';
import type { Chosen } from '../../store/history/chosen';
import { labelOf } from '../../store/history/listRuns';
import type { RunRecord, RunTrace } from '../../training/record';
import { unitOf } from '../run/tracks';
import { dateText } from './recordWords';

export interface Shown {
  readonly record: RunRecord;
  readonly colour: number;
  /** Undefined while it is being read. */
  readonly trace: RunTrace | undefined;
}

const noTrace: RunTrace = { batches: [], heldOut: [], insights: [] };

/** Chosen runs that are there, in the order in which they were chosen. */
export const shownRuns = (
  chosen: readonly Chosen[],
  recordOf: (id: RunId) => RunRecord | undefined,
  traces: ReadonlyMap<RunId, RunTrace>,
): readonly Shown[] =>
  chosen.flatMap(({ id, colour }) => {
    const record = recordOf(id);
    return record ? [{ record, colour, trace: traces.get(id) }] : [];
  });

/** A name for each run that no other of them has: with the seed, then the time, then a number where needed. */
export function uniqueLabels(records: readonly RunRecord[], now: number): readonly string[] {
  const attempts: readonly ((record: RunRecord, index: number) => string)[] = [
    labelOf,
    (record) => `${labelOf(record)}, seed ${record.settings.seed}`,
    (record) => `${labelOf(record)}, ${dateText(record.startedAt, now)}`,
    (record, index) => `${labelOf(record)} (${index + 1})`,
  ];
  return records.map((record, index) => {
    const unique = attempts.find((attempt) => {
      const mine = attempt(record, index);
      return records.every((other, i) => i === index || attempt(other, i) !== mine);
    });
    return (unique ?? labelOf)(record, index);
  });
}

export function overlayOf(shown: readonly Shown[], now: number): readonly OverlayRun[] {
  const labels = uniqueLabels(
    shown.map(({ record }) => record),
    now,
  );
  return shown.map(({ record, colour, trace = noTrace }, i) => ({
    id: record.id,
    label: labels[i] ?? labelOf(record),
    colour,
    curves: trace,
    stepsPerEpoch: record.stepsPerEpoch,
    batchSize: record.settings.batchSize,
    ...endOf(record),
  }));
}

function endOf({ state, failure, step }: RunRecord): Pick<OverlayRun, 'ended'> {
  if (state === 'failed')
    return { ended: { state, step: failure?.step ?? step, ...(failure ? { reason: failure.message } : {}) } };
  return state === 'stopped' || state === 'interrupted' ? { ended: { state, step } } : {};
}

export const csvOf = (shown: readonly Shown[], now: number): readonly CsvRun[] =>
  overlayOf(shown, now).map((run, i) => ({
    ...run,
    heads: shown[i]?.record.heads.map(({ id }) => id) ?? [],
  }));

/** How the metric of a run's first output is written in a chart. */
export const unitOfRun = ({ heads }: RunRecord): 'share' | 'error' => unitOf(heads[0]?.target ?? 'class');
