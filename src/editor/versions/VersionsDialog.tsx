// The versions of the drawing: what was kept of it over time, or each step of its history, with a picture of the one that
// is chosen, and the ways to restore it or to put it beside the drawing.
import { Button, SegmentedControl } from '@mantine/core';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { useStore as useZustand } from 'zustand';
import type { PaneId } from '../../store/panes';
import { useWorkspaces } from '../../store/store';
import { type Versioned, versionedIn } from '../../store/versions/versioned';
import { shownIn } from '../../store/workspaces/tabsState';
import type { Workspace } from '../../store/workspaces/workspace';
import { WideDialog, WideHead } from '../wide/WideDialog';
import frame from '../wide/wide.module.css';
import { keptEntries, stepEntries } from './entries';
import { MakeRoom } from './MakeRoom';
import { complain, say, useVersionNotice, type VersionNotice } from './notice';
import { useVersions } from './useVersions';
import { VersionDetail } from './VersionDetail';
import { VersionList } from './VersionList';
import styles from './versions.module.css';

export function VersionsDialog({ opened, naming }: { opened: boolean; naming: boolean }) {
  const workspace = useWorkspaces(shownIn);
  return (
    <WideDialog opened={opened} width={1160} height={760}>
      <Browser key={workspace.id} workspace={workspace} naming={naming} />
    </WideDialog>
  );
}

type Source = 'kept' | 'steps';

function Browser({ workspace, naming }: { workspace: Workspace; naming: boolean }) {
  const panes = useZustand(workspace.comparing, (s) => s.panes);
  const active = useZustand(workspace.comparing, (s) => s.active);
  const designs = useMemo(() => (panes.length > 0 ? versionedIn(workspace) : []), [panes, workspace]);
  const [pane, setPane] = useState<PaneId>(active);
  const design = designs.find((each) => each.pane === pane) ?? designs[0];
  if (!design) return null;
  const choice = designs.length > 1 && (
    <SegmentedControl
      size="xs"
      aria-label="Design"
      value={design.pane}
      onChange={(next) => setPane(next as PaneId)}
      data={designs.map((each) => ({ value: each.pane, label: each.pane }))}
    />
  );
  return <OfDesign design={design} choice={choice} naming={naming} />;
}

function OfDesign({ design, choice, naming }: { design: Versioned; choice: ReactNode; naming: boolean }) {
  const { state, versions } = useVersions(design.id);
  const drawing = useZustand(design.store, (s) => s.document);
  const past = useZustand(design.store, (s) => s.past);
  const [source, setSource] = useState<Source>('kept');
  const [key, setKey] = useState('now');
  const entries = useMemo(
    () => (source === 'kept' ? keptEntries(drawing, versions) : stepEntries(drawing, past)),
    [source, drawing, versions, past],
  );
  const [now] = entries;
  const chosen = entries.find((entry) => entry.key === key) ?? now;
  useEffect(() => () => say(undefined), []);
  return (
    <div className={frame.body} data-versions={state}>
      <WideHead title="Versions" close="Close the versions">
        <SegmentedControl
          size="xs"
          aria-label="What is listed"
          value={source}
          onChange={(next) => {
            setSource(next as Source);
            setKey('now');
          }}
          data={[
            { value: 'kept', label: 'Kept' },
            { value: 'steps', label: 'Every step' },
          ]}
        />
        {choice}
        <span className={styles.of}>of {drawing.title || 'Untitled'}</span>
      </WideHead>
      <MakeRoom />
      <div className={styles.columns}>
        <div className={styles.left}>
          {chosen && (
            <VersionList
              design={design}
              entries={entries}
              chosen={chosen}
              label={source === 'kept' ? 'Versions' : 'Steps of history'}
              focused={!naming}
              onChoose={setKey}
            />
          )}
          <p className={styles.foot} role="status">
            {footOf(state, source, entries.length - 1)}
          </p>
        </div>
        {chosen && <VersionDetail design={design} entry={chosen} newest={versions.at(-1)} naming={naming} />}
      </div>
      <Notice />
    </div>
  );
}

function footOf(state: 'reading' | 'ready' | 'failed', source: Source, count: number): string {
  if (source === 'steps')
    return count === 0 ? 'Nothing was changed yet.' : 'Each as it was before that step.';
  if (state === 'reading') return 'Reading the versions…';
  if (state === 'failed') return 'This browser’s storage did not answer: close this and open it again.';
  return count === 0
    ? 'None yet: one is kept with the first change, after some work and before training, and whenever you name one.'
    : 'All of the last hour, then one an hour, then one a day. Those with a name stay.';
}

function Notice() {
  const notice = useVersionNotice((s) => s.notice);
  // What tells is there before there is something to tell, or a screen reader might not hear it.
  return <div role="status">{notice && <Told {...notice} />}</div>;
}

function Told({ message, bad, undo }: VersionNotice) {
  const takeBack = async (): Promise<void> => {
    const done = await undo?.();
    if (done && !done.ok) complain(done.error);
    else say(undefined);
  };
  return (
    <div className={styles.notice} data-bad={bad || undefined}>
      <span>{message}</span>
      {undo && (
        <Button size="compact-xs" variant="light" onClick={() => void takeBack()}>
          Undo
        </Button>
      )}
      <Button size="compact-xs" variant="subtle" color="gray" onClick={() => say(undefined)}>
        Dismiss
      </Button>
    </div>
  );
}
