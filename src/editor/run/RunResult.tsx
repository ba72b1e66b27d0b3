// What came of a run: its test figures with confusion matrix and pictures, or why it failed and what to change.
import { Alert, Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { memo, useDeferredValue } from 'react';
import { formatDuration, formatLoss } from '../../charts/figures';
import { formatCount } from '../../lib/format';
import { resumableIn } from '../../store/goOn';
import { useStore } from '../../store/store';
import type { Failure, Remedy } from '../../training/protocol';
import type { Run } from '../../training/run';
import { GoOn } from './GoOn';
import { NamedFigure } from './NamedFigure';
import { ResultViews } from './ResultViews';
import classes from './RunDock.module.css';
import { NoteList } from './RunStrip';
import { testFigures } from './runWords';
import { startTraining } from './startTraining';
import { capital } from './tracks';

/** The ended run, or undefined while there is none; a run under way is no result. */
const endedRun = (run: Run | undefined) =>
  run?.state === 'done' || run?.state === 'failed' ? run : undefined;

export const useHasResult = (): boolean => useStore((s) => endedRun(s.run) !== undefined);

/**
 * `narrow`: wide and low, as the dock is where it shows one part at a time. Drawn after all else that a run's end changes,
 * in slices.
 */
export const RunResult = memo(function RunResult({ narrow }: { narrow: boolean }) {
  const ended = useStore((s) => endedRun(s.run) ?? null);
  const run = useDeferredValue(ended, null);
  if (!ended) return <p className={classes.noResult}>The figures of the test appear here when a run ends.</p>;
  if (!run) return null;
  return run.state === 'done' ? (
    <Done run={run} narrow={narrow} />
  ) : (
    <Failed failure={run.failure} notes={run.notes} />
  );
});

function Done({ run, narrow }: { run: Extract<Run, { state: 'done' }>; narrow: boolean }) {
  const { test, progress } = run;
  const [main, ...others] = testFigures(test, 0);
  return (
    <section className={classes.done} aria-label="Result of the run" data-narrow={narrow || undefined}>
      <div className={classes.resultFigures}>
        {main && <ResultFigure big {...main} />}
        {test.heads.length === 1 &&
          others.map((figure) => (
            <ResultFigure key={figure.name} {...figure} label={capital(figure.name.replace('Test ', ''))} />
          ))}
        <ResultFigure name="Test loss" value={formatLoss(test.loss)} />
        <ResultFigure name="Test images" value={formatCount(test.count)} />
        <ResultFigure
          name={run.stopped ? 'Stopped after' : 'Trained for'}
          value={formatDuration(progress.elapsed)}
        />
        <GoOn />
      </div>
      <ResultViews run={run} narrow={narrow} />
    </section>
  );
}

interface ResultFigureProps {
  readonly name: string;
  readonly value: string;
  /** What stands above the value, where the whole name is too wide. */
  readonly label?: string;
  readonly big?: boolean;
}

function ResultFigure({ name, value, label = name, big }: ResultFigureProps) {
  return (
    <div className={big ? classes.bigFigure : classes.smallFigure}>
      <span className={classes.resultName} aria-hidden="true">
        {label}
      </span>
      <NamedFigure name={name}>{value}</NamedFigure>
    </div>
  );
}

function Failed({ failure, notes }: { failure: Failure; notes: readonly string[] }) {
  const resumable = useStore((s) => resumableIn(s) !== undefined);
  const ended = failure.code === 'interrupted' ? 'was interrupted' : 'failed';
  const where = failure.step > 0 ? `at batch ${formatCount(failure.step)}` : 'before the first batch';
  return (
    <Alert
      className={classes.failure}
      color="red"
      variant="transparent"
      icon={<IconAlertTriangle size={18} aria-hidden />}
      title={`The run ${ended} ${where}`}
    >
      <p className={classes.failureText}>{failure.message} The drawing is as it was.</p>
      <GoOn />
      {failure.remedies.length > 0 && resumable && (
        <p className={classes.fromStart}>Or train from the start:</p>
      )}
      <div className={classes.remedies}>
        {failure.remedies.map((remedy, i) => (
          <Button
            key={remedy.label}
            size="compact-xs"
            variant={i === 0 && !resumable ? 'light' : 'default'}
            onClick={() => takeRemedy(remedy)}
          >
            {remedy.label}
          </Button>
        ))}
      </div>
      {notes.length > 0 && <NoteList notes={notes} />}
    </Alert>
  );
}

/** Changes the settings as one step of history and trains again. */
function takeRemedy({ label, settings }: Remedy): void {
  if (Object.keys(settings).length > 0) useStore.getState().setTraining(label, settings);
  startTraining();
}
