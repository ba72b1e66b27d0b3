// A kept run in words: states, figures and dates as the list, the details and the screen reader say them.
import { formatDuration, formatLoss, formatMetric } from '../../charts/figures';
import { formatCount } from '../../lib/format';
import { finalMetric, labelOf } from '../../store/history/listRuns';
import { backendNames } from '../../training/failures';
import type { RecordState, RunRecord } from '../../training/record';

export type StateSign = RecordState | 'diverged';

export const stateSign = ({ state, failure }: RunRecord): StateSign =>
  failure?.code === 'diverged' ? 'diverged' : state;

export const stateWords: Readonly<Record<StateSign, string>> = {
  training: 'Training',
  done: 'Done',
  stopped: 'Stopped',
  failed: 'Failed',
  diverged: 'Diverged',
  interrupted: 'Interrupted',
};

/** `Training, 45 %`; of an ended run the word alone. */
export function stateText(record: RunRecord): string {
  const word = stateWords[stateSign(record)];
  if (record.state !== 'training' || record.totalSteps === 0) return word;
  return `${word}, ${Math.floor((100 * record.step) / record.totalSteps)} %`;
}

/** What the state means, where there is more to say. */
export function stateReason({ state, failure, step, totalSteps }: RunRecord): string | undefined {
  const at = `batch ${formatCount(step)} of ${formatCount(totalSteps)}`;
  switch (state) {
    case 'failed':
      return failure?.message;
    case 'stopped':
      return `Stopped at ${at}.`;
    case 'interrupted':
      return `The page was closed or reloaded while it trained${totalSteps > 0 ? `, at ${at}` : ''}. Its curves are kept up to there.`;
    case 'training':
    case 'done':
      return undefined;
  }
}

/** `5` epochs, or `2.4 of 5` where it did not come to the end. */
export function epochsText({ step, totalSteps, stepsPerEpoch, settings }: RunRecord): string {
  if (stepsPerEpoch === 0) return '–';
  if (step >= totalSteps) return String(settings.epochs);
  return `${(step / stepsPerEpoch).toFixed(1)} of ${settings.epochs}`;
}

export function metricText(record: RunRecord): string {
  const final = finalMetric(record);
  return final ? formatMetric(final.name, final.value) : '–';
}

export const lossText = ({ test }: RunRecord): string => (test ? formatLoss(test.loss) : '–');
export const timeText = ({ elapsed }: RunRecord): string => (elapsed > 0 ? formatDuration(elapsed) : '–');
export const backendText = ({ machine }: RunRecord): string =>
  machine ? (machine.backend === 'cpu' ? 'CPU' : backendNames[machine.backend]) : '–';

/** `14:05` of today, `12 Nov, 14:05` of this year, `12 Nov 2024` of others. */
export function dateText(at: number, now: number): string {
  const then = new Date(at);
  const today = new Date(now);
  const clock = then.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  if (then.toDateString() === today.toDateString()) return clock;
  const day = then.toLocaleDateString('en-GB', { day: 'numeric', month: 'short' });
  return then.getFullYear() === today.getFullYear() ? `${day}, ${clock}` : `${day} ${then.getFullYear()}`;
}

/** For a screen reader: all that the row shows. */
export function spokenRow(record: RunRecord, now: number): string {
  const parts = [
    labelOf(record),
    record.pinned ? 'pinned' : '',
    stateText(record),
    `${record.data.name}, seed ${record.settings.seed}`,
    finalMetric(record) ? `test ${finalMetric(record)?.name} ${metricText(record)}` : '',
    dateText(record.startedAt, now),
  ];
  return parts.filter(Boolean).join(', ');
}
