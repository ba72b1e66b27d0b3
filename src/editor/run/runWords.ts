// A run in words and figures: pure, so that what the dock and the screen reader say can be tested without either.
import { formatDuration, formatMetric, formatRate } from '../../charts/figures';
import { formatCount } from '../../lib/format';
import { backendNames } from '../../training/failures';
import { metricOf, metrics } from '../../training/metrics';
import type { FailureCode, HeadPoint, MetricName, TestFigures } from '../../training/protocol';
import type { Run, RunProgress, RunState } from '../../training/run';

export const stateOf = (run: Run | undefined): RunState => run?.state ?? 'idle';

export const progressOf = (run: Run | undefined): RunProgress | undefined =>
  run && 'progress' in run ? run.progress : undefined;

/** A figure with the name it goes by: `Held-out accuracy`. */
export interface Named {
  readonly name: string;
  readonly value: string;
}

const namedMetric = (when: string, metric: MetricName, value: number): Named => ({
  name: `${when} ${metrics[metric].label}`,
  value: formatMetric(metric, value),
});

/** The first output's metric on the held-out images, as last measured. */
export function heldOutFigure(run: Run | undefined): Named | undefined {
  const point: HeadPoint | undefined = run?.curves.heldOut.at(-1)?.heads[0];
  const target = run?.heads[0]?.target;
  return point && target && namedMetric('Held-out', metricOf(target), point.metric);
}

/** The metrics of an output in the test, its own first. */
export const testFigures = (test: TestFigures, head: number): readonly Named[] =>
  (test.heads[head]?.metrics ?? []).map(({ name, value }) => namedMetric('Test', name, value));

/** `Test accuracy 97.3 %`, for each output; with its name where there are several. */
const testWords = (test: TestFigures): readonly string[] =>
  test.heads.flatMap(({ id }, i) => {
    const [figure] = testFigures(test, i);
    if (!figure) return [];
    return [`${figure.name}${test.heads.length > 1 ? ` of ${id}` : ''} ${figure.value}`];
  });

/** Ends that are no failure of the training. */
const endWords: Readonly<Partial<Record<FailureCode, string>>> = {
  'not-started': 'Not started',
  interrupted: 'Interrupted',
};

/** The word on the dock's badge. */
export function stateWord(run: Run | undefined): string {
  switch (run?.state) {
    case undefined:
      return 'Not trained';
    case 'preparing':
      return run.stage === 'compiling' ? 'Compiling' : 'Preparing';
    case 'training':
      return run.stopping ? 'Stopping' : 'Training';
    case 'paused':
      return run.stopping ? 'Stopping' : 'Paused';
    case 'done':
      return run.stopped ? 'Stopped' : 'Done';
    case 'failed':
      return endWords[run.failure.code] ?? 'Failed';
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
      return run.stage === 'compiling' ? 'Compiling shaders.' : 'Preparing to train.';
    case 'training':
      if (run.stopping) return 'Stopping after this batch.';
      return milestone(run, run.progress) ?? `Training on ${backendNames[run.progress.backend]}.`;
    case 'paused':
      return `Training paused ${at}.`;
    case 'done':
      return [
        `Training ${run.stopped ? `stopped ${at}` : 'done'}.`,
        ...testWords(run.test).map((words) => `${words}.`),
      ].join(' ');
    case 'failed':
      if (run.failure.code === 'not-started') return `Not started. ${run.failure.message}`;
      if (run.failure.code === 'interrupted') return `Training was interrupted ${at}.`;
      return `Training failed: ${run.failure.message}`;
  }
}

/** `Epoch 2 of 3 done. Held-out accuracy 93.1 %.` Ten times in a training at most; undefined before the first. */
function milestone(run: Run, { epoch, totalSteps, stepsPerEpoch }: RunProgress): string | undefined {
  const epochs = Math.max(1, Math.round(totalSteps / Math.max(1, stepsPerEpoch)));
  const every = Math.ceil(epochs / 10);
  const done = Math.floor((epoch - 1) / every) * every;
  if (done < 1) return undefined;
  // What was measured since is left for the next milestone: the words must not change between two.
  const heldOut = run.curves.heldOut.filter(({ step }) => step <= done * stepsPerEpoch);
  const figure = heldOutFigure({ ...run, curves: { ...run.curves, heldOut } });
  return `Epoch ${done} of ${epochs} done.${figure ? ` ${figure.name} ${figure.value}.` : ''}`;
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
