// The line at the top of the dock, which stays when the dock is closed: state, progress, speed, time, backend and the
// run's controls. Each part subscribes to no more than it shows.
import { ActionIcon, Popover, Progress, Tooltip } from '@mantine/core';
import { IconMessage2 } from '@tabler/icons-react';
import { memo, type ReactNode } from 'react';
import { useStore } from '../../store/store';
import { backendNames } from '../../training/failures';
import { DockToggle } from './DockToggle';
import { NamedFigure } from './NamedFigure';
import { RunBadge } from './RunBadge';
import { RunControls } from './RunControls';
import classes from './RunDock.module.css';
import { heldOutFigure, progressOf, progressWords, rateWords, stateWord, timeWords } from './runWords';

/** `tabs` stand beside the state where the dock shows one part at a time. */
export const RunStrip = memo(function RunStrip({ tabs }: { tabs?: ReactNode }) {
  const open = useStore((s) => s.dockOpen);
  return (
    <div className={classes.strip}>
      <DockToggle />
      <StateBadge />
      {open ? tabs : null}
      <Track />
      <Figures />
      <BackendBadge />
      <Notes />
      <RunControls />
    </div>
  );
});

function StateBadge() {
  const word = useStore((s) => stateWord(s.run));
  const state = useStore((s) => s.run?.state ?? 'idle');
  return <RunBadge state={state} word={word} />;
}

function Track() {
  const state = useStore((s) => s.run?.state);
  const progress = useStore((s) => progressOf(s.run));
  const title = useStore((s) => s.run?.title);
  const compiling = useStore((s) => s.run?.state === 'preparing' && s.run.stage === 'compiling');
  if (state === undefined) return <span className={classes.hint}>Train to see the curves here.</span>;
  if (!progress)
    return (
      <span className={classes.hint}>
        {compiling
          ? `Compiling the shaders of ${title}…`
          : state === 'preparing'
            ? `Building ${title} and choosing a backend…`
            : title}
      </span>
    );
  const words = progressWords(progress);
  return (
    <>
      <Progress
        className={classes.bar}
        size={6}
        radius="xl"
        value={(100 * progress.step) / Math.max(1, progress.totalSteps)}
        color={state === 'failed' ? 'red' : state === 'paused' ? 'gray' : undefined}
        aria-label="Training progress"
        transitionDuration={0}
      />
      <span className={classes.progressWords} title={words}>
        {words}
      </span>
    </>
  );
}

function Figures() {
  const progress = useStore((s) => progressOf(s.run));
  const state = useStore((s) => s.run?.state);
  const name = useStore((s) => heldOutFigure(s.run)?.name);
  const value = useStore((s) => heldOutFigure(s.run)?.value);
  const running = state === 'training' || state === 'paused';
  return (
    <>
      {name !== undefined && value !== undefined && (
        <span className={classes.figure}>
          <span className={classes.figureName}>
            {name === 'Held-out accuracy' ? 'held-out' : name.toLowerCase()}{' '}
          </span>
          <NamedFigure name={name}>{value}</NamedFigure>
        </span>
      )}
      {progress && (
        <>
          <span className={classes.figure}>
            <NamedFigure name="Images per second">{rateWords(progress)}</NamedFigure>
          </span>
          <span className={classes.figure}>
            <NamedFigure name="Time">{timeWords(progress, running)}</NamedFigure>
          </span>
        </>
      )}
    </>
  );
}

function BackendBadge() {
  const backend = useStore((s) => progressOf(s.run)?.backend);
  const threads = useStore((s) => progressOf(s.run)?.threads ?? 1);
  const reason = useStore((s) => progressOf(s.run)?.reason);
  if (!backend) return null;
  return (
    <Tooltip label={reason} w={280} events={{ hover: true, focus: true, touch: true }}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the reason in its tooltip must be in reach of the keyboard. */}
      <span className={classes.backend} role="note" aria-label={`Backend: ${reason}`} tabIndex={0}>
        {backendNames[backend]}
        {threads > 1 && <span className={classes.threads}>, {threads} threads</span>}
      </span>
    </Tooltip>
  );
}

function Notes() {
  const notes = useStore((s) => s.run?.notes);
  if (!notes || notes.length === 0) return null;
  const name = notes.length === 1 ? '1 note of this run' : `${notes.length} notes of this run`;
  return (
    <Popover position="top-end" width={340} withArrow>
      <Tooltip label={name}>
        <Popover.Target>
          <ActionIcon variant="subtle" color="gray" size={28} aria-label={name}>
            <IconMessage2 size={16} aria-hidden />
          </ActionIcon>
        </Popover.Target>
      </Tooltip>
      <Popover.Dropdown p={12}>
        <NoteList notes={notes} />
      </Popover.Dropdown>
    </Popover>
  );
}

export function NoteList({ notes }: { notes: readonly string[] }) {
  return (
    <ul className={classes.notes} aria-label="Notes of this run">
      {[...new Set(notes)].map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  );
}
