// Losses and metrics of the run, side by side. The only part that follows the curves' points as they come.
import { IconWaveSine } from '@tabler/icons-react';
import { memo, useMemo, useState } from 'react';
import { LineChart } from '../../charts/LineChart';
import { planOf } from '../../store/judge';
import { useStore, useStoreAfterwards } from '../../store/store';
import type { RunCurves } from '../../training/run';
import classes from './RunDock.module.css';
import { progressOf } from './runWords';
import { Toggle } from './Toggle';
import { lossTracks, metricTitle, metricTracks, type NamedHead } from './tracks';

const none: RunCurves = { batches: [], heldOut: [], insights: [] };
const smoothing = 0.8;

/** What stands for the outputs of a drawing that cannot be planned yet. */
const oneClassifier: readonly NamedHead[] = [{ id: 'classes', target: 'class' }];

/**
 * Outputs of the run, else of the drawing, as one text, so that the charts stay the same while they do. Those of the
 * drawing need its plan, which the verdict on an edit does not wait for.
 */
const useOutputs = (): readonly NamedHead[] => {
  const ran = useStore((s) => (s.run ? textOf(s.run.heads) : undefined));
  const drawn = useStoreAfterwards((s) => {
    const planned = s.run ? undefined : planOf(s.document);
    return planned?.ok
      ? textOf(planned.value.heads.map(({ step, target }) => ({ id: step, target })))
      : textOf(oneClassifier);
  });
  const text = ran ?? drawn;
  return useMemo(() => JSON.parse(text) as readonly NamedHead[], [text]);
};

const textOf = (heads: readonly NamedHead[]): string =>
  JSON.stringify(heads.map(({ id, target }) => ({ id, target })));

export const Curves = memo(function Curves() {
  const heads = useOutputs();
  const losses = useMemo(() => lossTracks(heads), [heads]);
  const measured = useMemo(() => metricTracks(heads), [heads]);
  const curves = useStore((s) => s.run?.curves ?? none);
  const stepsPerEpoch = useStore((s) => progressOf(s.run)?.stepsPerEpoch ?? 0);
  const begun = useStore((s) => s.run !== undefined);
  const [log, setLog] = useState(false);
  const [smooth, setSmooth] = useState(false);
  const common = { curves, stepsPerEpoch, smoothing: smooth ? smoothing : 0 };
  const emptyText = begun ? 'The first batch is on its way.' : 'The curve of the next run appears here.';
  return (
    <div className={classes.curves}>
      <LineChart
        {...common}
        title="Loss"
        tracks={losses}
        log={log}
        emptyText={emptyText}
        actions={
          <span className={classes.toggles}>
            <Toggle name="Loss on a log axis" on={log} onChange={setLog}>
              log
            </Toggle>
            <Toggle name="Smooth the training curves" on={smooth} onChange={setSmooth}>
              <IconWaveSine size={14} aria-hidden />
            </Toggle>
          </span>
        }
      />
      <LineChart {...common} title={metricTitle(heads)} tracks={measured} emptyText={emptyText} />
    </div>
  );
});
