// A run's life as a pure function of the worker's events. An event that cannot come in the run's state, or that
// belongs to another run, leaves the run the very same object.

import { assertNever } from '../lib/assertNever';
import type { RunId } from '../lib/ids';
import { hashOfNothing } from './batchHash';
import type { BatchPoint, Event, RunSettings } from './protocol';
import type { Run, RunHead, RunProgress } from './run';

type Active = Extract<Run, { state: 'training' | 'paused' }>;

/** A run that has been ordered and whose worker has not answered yet. */
export function newRun(id: RunId, title: string, settings: RunSettings, heads: readonly RunHead[]): Run {
  return {
    id,
    title,
    settings,
    heads,
    curves: { batches: [], heldOut: [], insights: [] },
    notes: [],
    state: 'preparing',
  };
}

/** Notes that stop has been asked for, which the worker's events do not say. */
export function markStopping(run: Run): Run {
  return run.state === 'training' || run.state === 'paused' ? { ...run, stopping: true } : run;
}

/** The run after an event; `run` itself where the event changes nothing. */
export function reduceRun(run: Run, event: Event): Run {
  if (event.runId !== run.id) return run;
  switch (run.state) {
    case 'preparing':
      return reducePreparing(run, event);
    case 'training':
    case 'paused':
      return reduceActive(run, event);
    case 'done':
    case 'failed':
      return run;
    default:
      return assertNever(run);
  }
}

function reducePreparing(run: Extract<Run, { state: 'preparing' }>, event: Event): Run {
  switch (event.type) {
    case 'stage':
      return { ...run, stage: event.stage };
    case 'ready': {
      const { type: _, runId: __, ...told } = event;
      const seen = { step: 0, hash: hashOfNothing };
      const { step = 0, epoch = 0 } = run.continues ?? {};
      const elapsed = run.continues ? (run.checkpoint?.elapsed ?? 0) : 0;
      const progress = { ...told, step, epoch: epoch + 1, imagesPerSecond: 0, elapsed, seen };
      const { stage: ___, ...rest } = run;
      return { ...rest, state: 'training', progress, stopping: false };
    }
    case 'note':
      return { ...run, notes: [...run.notes, event.message] };
    case 'failed': {
      const { stage: _, ...rest } = run;
      return { ...rest, ...failed(event) };
    }
    default:
      return run;
  }
}

function reduceActive(run: Active, event: Event): Run {
  switch (event.type) {
    case 'batch': {
      const batches = joined(run.curves.batches, event.points);
      const insights = joined(run.curves.insights, event.insights);
      return {
        ...run,
        curves: { ...run.curves, batches, insights },
        progress: advance(run.progress, event, event.points),
      };
    }
    case 'heldOut':
      return { ...run, curves: { ...run.curves, heldOut: [...run.curves.heldOut, event.point] } };
    case 'note':
      return { ...run, notes: [...run.notes, event.message] };
    case 'paused':
      return run.state === 'paused' ? run : { ...run, state: 'paused' };
    case 'resumed':
      return run.state === 'training' ? run : { ...run, state: 'training' };
    case 'done': {
      const { stopping: _, ...rest } = run;
      return { ...rest, state: 'done', test: event.test, stopped: event.stopped };
    }
    case 'failed': {
      const { stopping: _, ...rest } = run;
      return { ...rest, ...failed(event) };
    }
    case 'checkpoint':
      return { ...run, checkpoint: event.checkpoint };
    case 'ready':
    case 'stage':
      return run;
    default:
      return assertNever(event);
  }
}

const failed = ({ failure }: Extract<Event, { type: 'failed' }>) => ({ state: 'failed', failure }) as const;

/** The very same array where nothing is added, so that what is drawn from it is not drawn anew. */
const joined = <T>(before: readonly T[], added: readonly T[]): readonly T[] =>
  added.length > 0 ? [...before, ...added] : before;

function advance(
  progress: RunProgress,
  { imagesPerSecond, elapsed, epoch, seen }: Extract<Event, { type: 'batch' }>,
  points: readonly BatchPoint[],
): RunProgress {
  return { ...progress, imagesPerSecond, elapsed, epoch, seen, step: points.at(-1)?.step ?? progress.step };
}
