// The line at the top of the panel: state, a bar of progress for each design, and the controls that act on all.
import { ActionIcon, Progress, Tooltip } from '@mantine/core';
import { IconArrowsMaximize, IconArrowsMinimize } from '@tabler/icons-react';
import type { CSSProperties, ReactNode } from 'react';
import { useComparing, useStore } from '../../../store/store';
import type { TogetherPane } from '../../../store/together';
import { DockToggle } from '../../run/DockToggle';
import { NamedFigure } from '../../run/NamedFigure';
import { RunBadge } from '../../run/RunBadge';
import strip from '../../run/RunDock.module.css';
import { PaneLetter } from '../PaneLetter';
import { paneColour } from '../paneColours';
import { ExportMenu } from './ExportMenu';
import classes from './TogetherDock.module.css';
import { paneWords, stateOfTogether, togetherWord } from './togetherWords';

interface Props {
  readonly tall: boolean;
  readonly onTall: (tall: boolean) => void;
  readonly children: ReactNode;
}

export function TogetherStrip({ tall, onTall, children }: Props) {
  const open = useStore((s) => s.dockOpen);
  const Size = tall ? IconArrowsMinimize : IconArrowsMaximize;
  return (
    <div className={strip.strip}>
      <DockToggle />
      <StateBadge />
      {open ? children : null}
      <Tracks />
      <ExportMenu />
      {open && (
        <Tooltip label={tall ? 'Less room for the pictures' : 'More room for the pictures'}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={28}
            aria-label="Tall training panel"
            aria-pressed={tall}
            onClick={() => onTall(!tall)}
          >
            <Size size={15} aria-hidden />
          </ActionIcon>
        </Tooltip>
      )}
    </div>
  );
}

function StateBadge() {
  const word = useComparing((s) => togetherWord(s.together));
  const state = useComparing((s) => stateOfTogether(s.together));
  return <RunBadge state={state} word={word} />;
}

function Tracks() {
  const panes = useComparing((s) => s.together?.panes);
  const watch = useComparing((s) => s.settings.watch);
  const hint = watch || 'Train all designs together: same data, same batches, same seed.';
  if (!panes)
    return (
      <span className={strip.hint} title={hint}>
        {hint}
      </span>
    );
  return (
    <span className={classes.tracks}>
      {panes.map((part) => (
        <PaneTrack key={part.pane} part={part} all={panes} />
      ))}
    </span>
  );
}

function PaneTrack({ part, all }: { part: TogetherPane; all: readonly TogetherPane[] }) {
  const others = all.flatMap(({ runs }) => runs.slice(-1));
  const run = part.runs.at(-1);
  const progress = run && 'progress' in run ? run.progress : undefined;
  const share = progress ? (100 * progress.step) / Math.max(1, progress.totalSteps) : 0;
  return (
    <span className={classes.track} style={{ '--pane': paneColour(part.pane) } as CSSProperties}>
      <PaneLetter pane={part.pane} />
      <Progress
        className={classes.bar}
        size={5}
        radius="xl"
        value={share}
        color={run?.state === 'failed' ? 'red' : 'var(--pane)'}
        aria-label={`Training progress of ${part.pane}`}
        transitionDuration={0}
      />
      <span className={classes.trackWords}>
        <NamedFigure name={`Progress of ${part.pane}`}>{paneWords(part, others)}</NamedFigure>
      </span>
    </span>
  );
}
