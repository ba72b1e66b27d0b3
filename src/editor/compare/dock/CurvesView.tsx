// Losses and metrics of all designs on shared axes: by batch, epoch, images or time.
import { useMemo } from 'react';
import { OverlayChart } from '../../../charts/overlay/OverlayChart';
import { useComparing } from '../../../store/store';
import { metricTitle, unitOf } from '../../run/tracks';
import { useCurveView } from '../../run/useCurveView';
import { overlayRuns } from './overlayRuns';
import classes from './TogetherDock.module.css';

export function CurvesView() {
  const together = useComparing((s) => s.together);
  const { view, log, bar } = useCurveView();
  const runs = useMemo(() => (together ? overlayRuns(together) : []), [together]);
  const heads = together?.panes[0]?.runs[0]?.heads ?? [{ id: 'classes', target: 'class' as const }];
  const common = { ...view, runs, head: 0 };
  const emptyText = together ? 'The first batch is on its way.' : 'The curves of all designs appear here.';
  return (
    <div className={classes.view}>
      <div className={classes.viewBar}>{bar}</div>
      <div className={classes.charts}>
        <OverlayChart {...common} title="Loss" figure="loss" log={log} emptyText={emptyText} />
        <OverlayChart
          {...common}
          title={metricTitle(heads.slice(0, 1))}
          figure="metric"
          unit={unitOf(heads[0]?.target ?? 'class')}
          log={false}
          emptyText={emptyText}
        />
      </div>
    </div>
  );
}
