// What the two charts of a run follow: losses and metrics, one curve for each output where there are several.
import type { Track } from '../../charts/series';
import type { Target } from '../../layers/contract';
import { metricOf, metrics } from '../../training/metrics';
import type { RunHead } from '../../training/run';

export type NamedHead = Pick<RunHead, 'id' | 'target'>;

/** The whole loss, and beside it each output's own where there are several. */
export function lossTracks(heads: readonly NamedHead[]): readonly Track[] {
  const whole: Track = {
    name: heads.length > 1 ? 'total' : 'loss',
    unit: 'loss',
    read: (point) => point.loss,
  };
  if (heads.length <= 1) return [whole];
  return [
    ...heads.map(({ id }, i): Track => ({ name: id, unit: 'loss', read: (point) => point.heads[i]?.loss })),
    { ...whole, name: 'total', neutral: true },
  ];
}

/** How an output's metric is written and which axis it has. */
export const unitOf = (target: Target): 'share' | 'error' =>
  metrics[metricOf(target)].unit === 'share' ? 'share' : 'error';

/** Each output's metric. */
export const metricTracks = (heads: readonly NamedHead[]): readonly Track[] =>
  heads.map(
    ({ id, target }, i): Track => ({
      name: id,
      unit: unitOf(target),
      read: (point) => point.heads[i]?.metric,
    }),
  );

/** `Accuracy`, `Pixel accuracy and error`: the metrics of all outputs. */
export function metricTitle(heads: readonly NamedHead[]): string {
  const labels = [...new Set(heads.map(({ target }) => metrics[metricOf(target)].label))];
  const title = labels.length > 2 ? 'metrics' : labels.join(' and ');
  return capital(title || metrics.accuracy.label);
}

export const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
