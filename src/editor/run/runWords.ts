// A run in words and figures: pure, so that what the dock and the screen reader say can be tested without either.
import { formatDuration, formatPercent, formatRate } from '../../charts/figures';
import { formatCount } from '../../lib/format';
import { backendNames } from '../../training/failures';
import type { Run, RunProgress, RunState } from '../../training/run';

export const stateOf = (run: Run | undefined): RunState => run?.state ?? 'idle';

export const progressOf = (run: Run | undefined): RunProgress | undefined =>
  run && 'progress' in run ? run.progress : undefined;

/** The word on the dock's badge. */
export function stateWord(run: Run | undefined): string {
  switch (run?.state) {
    case undefined:
      return 'Not trained';
    case 'preparing':
      return 'Preparing';
    case 'training':
      return run.stopping ? 'Stopping' : 'Training';
    case 'paused':
      return run.stopping ? 'Stopping' : 'Paused';
    case 'done':
      return run.stopped ? 'Stopped' : 'Done';
    case 'failed':
      return 'Failed';
  }
}

/** What a screen reader hears when the state changes. */
export function announce(run: Run | undefined): string {
  const progress = progressOf(run);
  const at = progress ? `at batch ${formatCount(progress.step)} of ${formatCount(progress.totalSteps)}` : '';
  switch (run?.state) {
    case undefined:
      return '';
    case 'preparing':
      return 'Preparing to train.';
    case 'training':
      if (run.stopping) return 'Stopping after this batch.';
      return `Training on ${backendNames[run.progress.backend]}.`;
    case 'paused':
      return `Training paused ${at}.`;
    case 'done':
      return `Training ${run.stopped ? `stopped ${at}` : 'done'}. Test accuracy ${formatPercent(run.test.accuracy)}.`;
    case 'failed':
      return `Training failed: ${run.failure.message}`;
  }
}

/** `epoch 2 of 3 · batch 120 of 255`; batches are counted over the whole run. */
export const progressWords = ({ epoch, step, totalSteps, stepsPerEpoch }: RunProgress): string => {
  const epochs = Math.max(1, Math.round(totalSteps / Math.max(1, stepsPerEpoch)));
  return `epoch ${Math.min(Math.max(1, epoch), epochs)} of ${epochs} · batch ${formatCount(step)} of ${formatCount(totalSteps)}`;
};

/** Milliseconds left at the pace so far; undefined before the first batch. */
export const timeLeft = ({ elapsed, step, totalSteps }: RunProgress): number | undefined =>
  step > 0 && elapsed > 0 ? (elapsed / step) * (totalSteps - step) : undefined;

/** `0:12, 0:30 left` */
export function timeWords(progress: RunProgress, running: boolean): string {
  const left = running ? timeLeft(progress) : undefined;
  return left === undefined
    ? formatDuration(progress.elapsed)
    : `${formatDuration(progress.elapsed)}, ${formatDuration(left)} left`;
}

export const rateWords = ({ imagesPerSecond }: RunProgress): string =>
  `${formatRate(imagesPerSecond)} images/s`;
