// What came of a run: its test figures and confusion matrix, or why it failed and what to change.
import { ActionIcon, Alert, Button, Modal, Tooltip } from '@mantine/core';
import { IconAlertTriangle, IconArrowsMaximize } from '@tabler/icons-react';
import { useState } from 'react';
import { ConfusionMatrix, MistakeList } from '../../charts/ConfusionMatrix';
import { formatDuration, formatLoss, formatPercent } from '../../charts/figures';
import { formatCount } from '../../lib/format';
import { useStore } from '../../store/store';
import type { Failure, Remedy } from '../../training/protocol';
import type { Run } from '../../training/run';
import { NamedFigure } from './NamedFigure';
import classes from './RunDock.module.css';
import { NoteList } from './RunStrip';
import { startTraining } from './startTraining';

/** The ended run, or undefined while there is none; a run under way is no result. */
const endedRun = (run: Run | undefined) =>
  run?.state === 'done' || run?.state === 'failed' ? run : undefined;

export const useHasResult = (): boolean => useStore((s) => endedRun(s.run) !== undefined);

/** `narrow`: wide and low, as the dock is where it shows one part at a time. */
export function RunResult({ narrow }: { narrow: boolean }) {
  const run = useStore((s) => endedRun(s.run));
  if (!run)
    return (
      <p className={classes.noResult}>Test accuracy and the confusion matrix appear here when a run ends.</p>
    );
  return run.state === 'done' ? (
    <Done run={run} narrow={narrow} />
  ) : (
    <Failed failure={run.failure} notes={run.notes} />
  );
}

function Done({ run, narrow }: { run: Extract<Run, { state: 'done' }>; narrow: boolean }) {
  const { test, progress } = run;
  const heldOut = run.curves.heldOut.at(-1);
  return (
    <section className={classes.done} aria-label="Result of the run" data-narrow={narrow || undefined}>
      <div className={classes.resultFigures}>
        <ResultFigure big name="Test accuracy" value={formatPercent(test.accuracy)} />
        <ResultFigure name="Test loss" value={formatLoss(test.loss)} />
        <ResultFigure name="Test images" value={formatCount(test.count)} />
        {heldOut && <ResultFigure name="Last held-out" value={formatPercent(heldOut.accuracy)} />}
        <ResultFigure
          name={run.stopped ? 'Stopped after' : 'Trained for'}
          value={formatDuration(progress.elapsed)}
        />
      </div>
      <div className={classes.matrix}>
        <ConfusionMatrix
          confusion={test.confusion}
          classNames={run.classNames}
          readout={narrow ? 'beside' : 'below'}
        />
        <Expanded run={run} />
      </div>
    </section>
  );
}

function ResultFigure({ name, value, big }: { name: string; value: string; big?: boolean }) {
  return (
    <div className={big ? classes.bigFigure : classes.smallFigure}>
      <span className={classes.resultName} aria-hidden="true">
        {name}
      </span>
      <NamedFigure name={name}>{value}</NamedFigure>
    </div>
  );
}

function Expanded({ run }: { run: Extract<Run, { state: 'done' }> }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Tooltip label="Enlarge the confusion matrix">
        <ActionIcon
          className={classes.enlarge}
          variant="default"
          size={24}
          aria-label="Enlarge the confusion matrix"
          onClick={() => setOpen(true)}
        >
          <IconArrowsMaximize size={13} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Modal
        opened={open}
        onClose={() => setOpen(false)}
        size={860}
        title={`Confusion matrix of ${run.title}, ${formatCount(run.test.count)} test images`}
      >
        <ConfusionMatrix size="large" confusion={run.test.confusion} classNames={run.classNames} />
        <h3 className={classes.subhead}>Commonest mistakes</h3>
        <MistakeList confusion={run.test.confusion} classNames={run.classNames} most={8} />
      </Modal>
    </>
  );
}

function Failed({ failure, notes }: { failure: Failure; notes: readonly string[] }) {
  const where = failure.step > 0 ? `at batch ${formatCount(failure.step)}` : 'before the first batch';
  return (
    <Alert
      className={classes.failure}
      color="red"
      variant="transparent"
      icon={<IconAlertTriangle size={18} aria-hidden />}
      title={`The run failed ${where}`}
    >
      <p className={classes.failureText}>{failure.message} The drawing is as it was.</p>
      <div className={classes.remedies}>
        {failure.remedies.map((remedy, i) => (
          <Button
            key={remedy.label}
            size="compact-xs"
            variant={i === 0 ? 'light' : 'default'}
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
