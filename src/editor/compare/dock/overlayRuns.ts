// The runs that are trained together as the charts take them: a colour for each pane, a band over the seeds of one.
import type { OverlayRun } from '../../../charts/overlay/overlay';
import type { Together, TogetherPane } from '../../../store/together';
import type { Run } from '../../../training/run';
import { colourIndex } from '../paneColours';

export function overlayRuns({ panes, seeds }: Together): readonly OverlayRun[] {
  return panes.flatMap((part) => part.runs.map((run) => overlayRun(part, run, seeds.length > 1)));
}

function overlayRun({ pane, title }: TogetherPane, run: Run, several: boolean): OverlayRun {
  const progress = 'progress' in run ? run.progress : undefined;
  const ended = endOf(run);
  return {
    id: run.id,
    label: several ? `${pane} ${title}, seed ${run.settings.seed}` : `${pane} ${title}`,
    colour: colourIndex(pane),
    curves: run.curves,
    stepsPerEpoch: progress?.stepsPerEpoch ?? 0,
    batchSize: run.settings.batchSize,
    ...(several ? { band: `${pane} ${title}` } : {}),
    ...(ended ? { ended } : {}),
  };
}

function endOf(run: Run): OverlayRun['ended'] {
  if (run.state === 'failed' && run.failure.code !== 'not-started')
    return { state: 'failed', step: run.failure.step, reason: run.failure.message };
  if (run.state === 'done' && run.stopped) return { state: 'stopped', step: run.progress.step };
  return undefined;
}
