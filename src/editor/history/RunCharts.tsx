// Loss and metric of the chosen runs, laid over each other.
import { SegmentedControl } from '@mantine/core';
import { IconWaveSine } from '@tabler/icons-react';
import { useMemo, useRef, useState } from 'react';
import { OverlayChart } from '../../charts/overlay/OverlayChart';
import type { OverlayRun, XAxis } from '../../charts/overlay/overlay';
import { Toggle } from '../run/Toggle';
import { metricTitle } from '../run/tracks';
import styles from './History.module.css';
import { overlayOf, type Shown, unitOf } from './overlayOf';

const axes: readonly { value: XAxis; label: string }[] = [
  { value: 'step', label: 'Batch' },
  { value: 'epoch', label: 'Epoch' },
  { value: 'images', label: 'Images' },
  { value: 'time', label: 'Time' },
];
const smoothing = 0.8;

export function RunCharts({ shown }: { shown: readonly Shown[] }) {
  const [axis, setAxis] = useState<XAxis>('step');
  const [log, setLog] = useState(false);
  const [smooth, setSmooth] = useState(true);
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const now = useRef(Date.now()).current;
  const runs = useMemo(() => overlayOf(shown, now), [shown, now]);
  const [first] = shown;
  if (!first) return null;
  const unit = unitOf(first.record);
  const measured = runs.filter((_, i) => alike(shown[i], unit));
  const onToggle = (id: string): void => {
    const next = new Set(hidden);
    if (!next.delete(id)) next.add(id);
    setHidden(next);
  };
  const reading = shown.some(({ trace }) => trace === undefined);
  const emptyText = reading ? 'Reading the curves…' : 'Nothing was measured before the run ended.';
  const common = { axis, smoothing: smooth ? smoothing : 0, hidden, onToggle, emptyText, syncKey: 'history' };
  return (
    <section className={styles.charts} aria-label="Curves of the chosen runs">
      <div className={styles.chartBar}>
        <SegmentedControl
          size="xs"
          aria-label="What the curves run over"
          data={[...axes]}
          value={axis}
          onChange={(value) => setAxis(value as XAxis)}
        />
        <Toggle name="Logarithmic loss axis" on={log} onChange={setLog}>
          log
        </Toggle>
        <Toggle name="Smooth the training curves" on={smooth} onChange={setSmooth}>
          <IconWaveSine size={14} aria-hidden />
        </Toggle>
      </div>
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
  one !== undefined && unitOf(one.record) === unit;

const left = (runs: readonly OverlayRun[], measured: readonly OverlayRun[]): string => {
  const names = runs.filter((run) => !measured.includes(run)).map(({ label }) => label);
  return `Judged by another metric, and not drawn in the second chart: ${names.join(', ')}.`;
};
