// Losses and metrics of all designs on shared axes: by batch, epoch, images or time.
import { SegmentedControl } from '@mantine/core';
import { IconWaveSine } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { OverlayChart } from '../../../charts/overlay/OverlayChart';
import type { XAxis } from '../../../charts/overlay/overlay';
import { useComparing } from '../../../store/store';
import { metricOf, metrics } from '../../../training/metrics';
import { Toggle } from '../../run/Toggle';
import { metricTitle } from '../../run/tracks';
import { overlayRuns } from './overlayRuns';
import classes from './TogetherDock.module.css';

const axes: readonly { value: XAxis; label: string }[] = [
  { value: 'step', label: 'Batch' },
  { value: 'epoch', label: 'Epoch' },
  { value: 'images', label: 'Images' },
  { value: 'time', label: 'Time' },
];
const smoothing = 0.8;

export function CurvesView() {
  const together = useComparing((s) => s.together);
  const [axis, setAxis] = useState<XAxis>('step');
  const [log, setLog] = useState(false);
  const [smooth, setSmooth] = useState(true);
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const runs = useMemo(() => (together ? overlayRuns(together) : []), [together]);
  const heads = together?.panes[0]?.runs[0]?.heads ?? [{ id: 'classes', target: 'class' as const }];
  const toggle = (id: string) =>
    setHidden((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  const common = { runs, axis, smoothing: smooth ? smoothing : 0, hidden, onToggle: toggle, head: 0 };
  const emptyText = together ? 'The first batch is on its way.' : 'The curves of all designs appear here.';
  return (
    <div className={classes.view}>
      <div className={classes.bar2}>
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
      <div className={classes.charts}>
        <OverlayChart {...common} title="Loss" figure="loss" log={log} emptyText={emptyText} />
        <OverlayChart
          {...common}
          title={metricTitle(heads.slice(0, 1))}
          figure="metric"
          unit={metrics[metricOf(heads[0]?.target ?? 'class')].unit === 'share' ? 'share' : 'error'}
          log={false}
          emptyText={emptyText}
        />
      </div>
    </div>
  );
}
