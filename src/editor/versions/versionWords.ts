// What is said of a version: what it is called, when and why it was kept, and what came with it.
import type { Reason, Version } from '../../store/versions/version';
import type { Entry } from './entries';

const why: Readonly<Record<Reason, string>> = {
  begun: 'As it was opened',
  changes: 'After many changes',
  time: 'After some work',
  open: 'Before another drawing was opened',
  training: 'Before training',
  restore: 'Before another version was restored',
  closed: 'When the drawing was left',
  named: 'Kept by hand',
};

export const headOf = ({ name, why: reason }: Version): string => name ?? why[reason];

/** Why it was kept, where its own name stands in the place of that. */
export const reasonOf = ({ why: reason }: Version): string => why[reason];

/** `14:02` today, `yesterday, 14:02`, `5 Jan, 14:02`, `5 Jan 2025`. */
export function timeOf(at: number, now: number): string {
  const then = new Date(at);
  const clock = then.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  if (then.toDateString() === new Date(now).toDateString()) return clock;
  const yesterday = new Date(now);
  yesterday.setDate(yesterday.getDate() - 1);
  if (then.toDateString() === yesterday.toDateString()) return `yesterday, ${clock}`;
  const day = then.toLocaleDateString('en-GB', { day: 'numeric', month: 'short' });
  return then.getFullYear() === new Date(now).getFullYear()
    ? `${day}, ${clock}`
    : `${day} ${then.getFullYear()}, ${clock}`;
}

const counted = (count: number, one: string): string => (count === 1 ? `1 ${one}` : `${count} ${one}s`);

/** `12 nodes`, or `14 nodes (+2)` where the version before had twelve. */
export function nodesText(nodes: number, before: number | undefined): string {
  const change = before === undefined ? 0 : nodes - before;
  const sign = change > 0 ? `+${change}` : `−${-change}`;
  return change === 0 ? counted(nodes, 'node') : `${counted(nodes, 'node')} (${sign})`;
}

export const stepsText = (steps: number): string => counted(steps, 'step');

export const agoText = (steps: number): string => `${counted(steps, 'step')} ago`;

/** What History says of restoring it, after “Undo: ”. */
export function restoreLabel(entry: Exclude<Entry, { type: 'now' }>, now: number): string {
  if (entry.type === 'step') return `Go back to before “${entry.label}”`;
  const { name, at } = entry.version;
  return name === undefined ? `Restore the version of ${timeOf(at, now)}` : `Restore the version “${name}”`;
}

/** Of the steps of a version, each once with how often it was done: `Move conv1 (3), Add pool`. */
export function labelsText(labels: readonly string[], steps: number): string {
  const counts = new Map<string, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  const named = [...counts].map(([label, times]) => (times === 1 ? label : `${label} (${times})`));
  const earlier = steps - labels.length;
  return earlier > 0 ? `${counted(earlier, 'earlier step')}, ${named.join(', ')}` : named.join(', ');
}
