// What a tab says of its document: its title, whether a file lacks its last changes, and how far its training is.
import type { Comparing } from '../../store/comparing';
import type { State } from '../../store/state';
import type { Run } from '../../training/run';
import { progressOf } from '../run/runWords';

/** Training in hand; `percent` of all its batches. */
export interface TabTraining {
  readonly state: 'training' | 'paused';
  readonly percent: number;
}

const shareOf = (run: Run): number => {
  const progress = progressOf(run);
  return progress ? progress.step / Math.max(1, progress.totalSteps) : 0;
};

/** The training under way in a document, of one design or of all together; undefined where there is none. */
export function trainingOf(run: State['run'], together: Comparing['together']): TabTraining | undefined {
  if (together && together.state !== 'ended') {
    const { panes, seeds, state } = together;
    const shares = panes.flatMap(({ runs }) => runs.map((one) => (one.state === 'done' ? 1 : shareOf(one))));
    const whole = panes.length * seeds.length;
    return { state, percent: percentOf(shares.reduce((sum, share) => sum + share, 0) / Math.max(1, whole)) };
  }
  if (run?.state === 'paused') return { state: 'paused', percent: percentOf(shareOf(run)) };
  if (run?.state === 'preparing' || run?.state === 'training')
    return { state: 'training', percent: percentOf(shareOf(run)) };
  return undefined;
}

const percentOf = (share: number): number => Math.round(100 * Math.min(1, share));

/** The name that a screen reader gives a tab. */
export function tabName(title: string, unsaved: boolean, training: TabTraining | undefined): string {
  const parts = [title || 'Untitled'];
  if (training)
    parts.push(`${training.state === 'paused' ? 'paused at' : 'training,'} ${training.percent} %`);
  if (unsaved) parts.push('unsaved changes');
  return parts.join(', ');
}
