// A run as its record says it: what is known when it begins, and what follows from each later state of it.
import type { Document } from '../../graph/document';
import type { Plan } from '../../plan/plan';
import type { RecordState, RunRecord, RunTrace } from '../../training/record';
import type { Run } from '../../training/run';
import { textOf } from '../documentText';
import type { OwnRecord } from './keptRun';

/** What a run does not say of itself. */
export interface RunContext {
  /** The design as the text of a file. */
  readonly design: string;
  readonly data: RunRecord['data'];
  readonly trainable: number;
  readonly macs: number;
  /** What it was started together with. */
  readonly group?: RunRecord['group'];
}

/** The context of a run of that document and plan on that data. */
export const contextOf = (
  document: Document,
  { totals }: Pick<Plan, 'totals'>,
  data: RunRecord['data'],
  group?: RunRecord['group'],
): RunContext => ({
  design: textOf(document),
  data: { id: data.id, name: data.name },
  trainable: totals.trainable,
  macs: totals.macs,
  ...(group ? { group } : {}),
});

/** The record of a run that has just been ordered. */
export function beginRecord(run: Run, context: RunContext, startedAt: number, device: string): OwnRecord {
  const { id, title, settings, heads } = run;
  const blank: OwnRecord = {
    ...{ id, startedAt, title, settings, heads, device, ...context },
    state: 'training',
    step: 0,
    totalSteps: 0,
    stepsPerEpoch: 0,
    imagesPerSecond: 0,
    elapsed: 0,
    notes: [],
    ...(run.continues ? { continues: run.continues } : {}),
  };
  return followRecord(blank, run);
}

/** The record brought up to a later state of its run. */
export function followRecord(record: OwnRecord, run: Run): OwnRecord {
  const progress = 'progress' in run ? run.progress : undefined;
  return {
    ...record,
    state: stateOf(run),
    notes: run.notes,
    ...(progress
      ? {
          machine: { backend: progress.backend, threads: progress.threads, reason: progress.reason },
          step: progress.step,
          totalSteps: progress.totalSteps,
          stepsPerEpoch: progress.stepsPerEpoch,
          imagesPerSecond: progress.imagesPerSecond,
          elapsed: progress.elapsed,
          batchesHash: progress.seen.hash,
        }
      : {}),
    ...(run.state === 'done' ? { test: run.test } : {}),
    ...(run.state === 'failed' ? { failure: run.failure } : {}),
  };
}

function stateOf(run: Run): RecordState {
  switch (run.state) {
    case 'preparing':
    case 'training':
    case 'paused':
      return 'training';
    case 'done':
      return run.stopped ? 'stopped' : 'done';
    case 'failed':
      return 'failed';
  }
}

/** Stopped before its turn came: nothing was trained, and there is nothing to keep. */
export const neverBegan = (run: Run): boolean => run.state === 'failed' && run.failure.code === 'not-started';

export function traceOf(run: Run): RunTrace {
  const watched = 'progress' in run ? run.progress?.watched : undefined;
  return watched ? { ...run.curves, watched } : run.curves;
}
