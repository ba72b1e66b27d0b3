// What is trained together as the history keeps it: for reports, which are made of records.
import type { RunRecord, RunTrace } from '../training/record';
import { deviceName } from './history/deviceName';
import { noMarks, withMarks } from './history/keptRun';
import { beginRecord, followRecord, neverBegan, traceOf } from './history/recordOf';
import type { Together } from './together';

export interface PaneRecord {
  readonly pane: string;
  readonly record: RunRecord;
  readonly trace: RunTrace;
}

/** Of every run that has begun, in the order of panes and seeds. */
export function recordsOf({ panes, startedAt }: Together): readonly PaneRecord[] {
  const device = deviceName(navigator);
  return panes.flatMap(({ pane, context, runs }) =>
    runs
      .filter((run) => !neverBegan(run))
      .map((run) => ({
        pane,
        record: withMarks(followRecord(beginRecord(run, context, startedAt, device), run), noMarks),
        trace: traceOf(run),
      })),
  );
}
