// Loss and metric of the chosen runs, laid over each other.
import { useMemo, useRef } from 'react';
import { OverlayChart } from '../../charts/overlay/OverlayChart';
import type { OverlayRun } from '../../charts/overlay/overlay';
import { metricTitle } from '../run/tracks';
import { useCurveView } from '../run/useCurveView';
import styles from './History.module.css';
import { overlayOf, type Shown, unitOfRun } from './overlayOf';

export function RunCharts({ shown }: { shown: readonly Shown[] }) {
  const { view, log, bar } = useCurveView();
  const now = useRef(Date.now()).current;
  const runs = useMemo(() => overlayOf(shown, now), [shown, now]);
  const [first] = shown;
  if (!first) return null;
  const unit = unitOfRun(first.record);
  const measured = runs.filter((_, i) => alike(shown[i], unit));
  const reading = shown.some(({ trace }) => trace === undefined);
  const emptyText = reading ? 'Reading the curves…' : 'Nothing was measured before the run ended.';
  const common = { ...view, emptyText, syncKey: 'history' };
  return (
    <section className={styles.charts} aria-label="Curves of the chosen runs">
      <div className={styles.chartBar}>{bar}</div>
      <div className={styles.chart}>
        <OverlayChart {...common} title="Loss" figure="loss" log={log} runs={runs} />
      </div>
      <div className={styles.chart}>
        <OverlayChart
          {...common}
          title={metricTitle(first.record.heads.slice(0, 1))}
          figure="metric"
          unit={unit}
          log={false}
          runs={measured}
        />
      </div>
      {measured.length < runs.length && <p className={styles.hint}>{left(runs, measured)}</p>}
    </section>
  );
}

/** Shares and errors have no axis in common. */
const alike = (one: Shown | undefined, unit: 'share' | 'error'): boolean =>
  one !== undefined && unitOfRun(one.record) === unit;

const left = (runs: readonly OverlayRun[], measured: readonly OverlayRun[]): string => {
  const names = runs.filter((run) => !measured.includes(run)).map(({ label }) => label);
  return `Judged by another metric, and not drawn in the second chart: ${names.join(', ')}.`;
};
