// Runs that are trained together in words: for the strip, for screen readers, and as `data-run-state`.
import { formatCount } from '../../../lib/format';
import { latestRuns, type Together, type TogetherPane } from '../../../store/together';
import { isUnderWay, type Run } from '../../../training/run';
import { stateWord, testFigures } from '../../run/runWords';

export type TogetherState = 'idle' | 'preparing' | 'training' | 'paused' | 'done' | 'failed';

/** `done` where at least one run ended well; `failed` where none did. */
export function stateOfTogether(together: Together | undefined): TogetherState {
  if (!together) return 'idle';
  const runs = latestRuns(together);
  if (together.state === 'ended')
    return together.panes.some((pane) => pane.runs.some(({ state }) => state === 'done')) ? 'done' : 'failed';
  if (together.state === 'paused') return 'paused';
  return runs.every(({ state }) => state === 'preparing') ? 'preparing' : 'training';
}

/** The word on the dock's badge. */
export function togetherWord(together: Together | undefined): string {
  const state = stateOfTogether(together);
  if (together?.stopping && state !== 'done' && state !== 'failed') return 'Stopping';
  switch (state) {
    case 'idle':
      return 'Not trained';
    case 'preparing':
      return 'Preparing';
    case 'training':
      return seedWords(together) ? `Training, ${seedWords(together)}` : 'Training';
    case 'paused':
      return 'Paused';
    case 'done':
      return together?.stopping ? 'Stopped' : 'Done';
    case 'failed':
      return 'Failed';
  }
}

/** `seed 2 of 3`, where there are several. */
export function seedWords(together: Together | undefined): string {
  if (!together || together.seeds.length < 2) return '';
  const begun = Math.max(1, ...together.panes.map(({ runs }) => runs.length));
  return `seed ${begun} of ${together.seeds.length}`;
}

/** Where a pane's latest run is: `120 of 300`, or what became of it. `others`: the runs of the same seed. */
export function paneWords({ runs }: TogetherPane, others: readonly Run[]): string {
  const run = runs.at(-1);
  if (!run) return 'waits';
  if (!isUnderWay(run)) return failedEarly(run) ?? stateWord(run);
  // In turn, a run that has not begun waits while another has.
  if (run.state === 'preparing') return others.some(hasBegun) ? 'waits' : 'preparing';
  if (!('progress' in run) || !run.progress) return 'preparing';
  return `${formatCount(run.progress.step)} of ${formatCount(run.progress.totalSteps)}`;
}

const hasBegun = (run: Run): boolean => isUnderWay(run) && run.state !== 'preparing';

/** A run that went astray says where. */
function failedEarly(run: Run): string | undefined {
  if (run.state !== 'failed') return undefined;
  const { code, step } = run.failure;
  if (code === 'not-started') return 'not started';
  return code === 'diverged'
    ? `diverged at batch ${formatCount(step)}`
    : `failed at batch ${formatCount(step)}`;
}

/** What a screen reader hears when the state changes. */
export function announceTogether(together: Together | undefined): string {
  switch (stateOfTogether(together)) {
    case 'idle':
      return '';
    case 'preparing':
      return 'Preparing to train all designs.';
    case 'training':
      return together?.stopping ? 'Stopping after this batch.' : 'Training all designs.';
    case 'paused':
      return 'Training of all designs paused.';
    case 'done':
    case 'failed':
      return [
        'Training of all designs ended.',
        ...(together?.panes ?? []).map(
          (pane) => `${pane.pane}, ${pane.title}: ${endWords(pane.runs.at(-1))}.`,
        ),
      ].join(' ');
  }
}

function endWords(run: Run | undefined): string {
  if (run?.state === 'done') {
    const [figure] = testFigures(run.test, 0);
    return figure ? `${figure.name} ${figure.value}` : 'done';
  }
  return run?.state === 'failed' ? run.failure.message : 'not trained';
}
