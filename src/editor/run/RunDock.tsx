// The training panel at the foot of the page: settings, curves and result side by side, or one at a time where the
// page is narrow. It renders when the state of the run changes; what follows every batch lies in the parts.
import { SegmentedControl, VisuallyHidden } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { Activity, useEffect, useMemo, useState } from 'react';
import { useStore } from '../../store/store';
import { useOverlays } from '../overlays';
import { Curves } from './Curves';
import classes from './RunDock.module.css';
import { RunResult, useHasResult } from './RunResult';
import { RunStrip } from './RunStrip';
import { announce, stateOf } from './runWords';
import { SettingsForm } from './SettingsForm';

const tabs = [
  { value: 'settings', label: 'Settings' },
  { value: 'curves', label: 'Curves' },
  { value: 'result', label: 'Result' },
] as const;
type Tab = (typeof tabs)[number]['value'];

/** Pixels that settings, two charts and a result need side by side. */
const wideEnough = 1240;

/** The panel; no properties. Its root carries the state of the run as `data-run-state`. */
export function RunDock() {
  const state = useStore((s) => stateOf(s.run));
  const open = useStore((s) => s.dockOpen);
  const { ref, width } = useElementSize<HTMLElement>();
  const narrow = width > 0 && width < wideEnough;
  const [tab, setTab] = useTab();
  const hasResult = useHasResult();
  // A failure is read beside its curves, which show how it came.
  const part = tab === 'result' && state === 'failed' ? 'failed' : tab;
  const layout = narrow ? part : hasResult ? 'all' : 'no-result';
  const strip = useMemo(
    () =>
      narrow && (
        <SegmentedControl
          className={classes.tabs}
          size="xs"
          aria-label="Part of the training panel"
          data={[...tabs]}
          value={tab}
          onChange={(value) => setTab(value as Tab)}
        />
      ),
    [narrow, tab, setTab],
  );
  return (
    <section
      ref={ref}
      className={classes.dock}
      aria-label="Training"
      data-run-state={state}
      data-open={open}
      data-narrow={narrow || undefined}
    >
      <RunStrip tabs={strip} />
      {open && (
        <div className={classes.body} data-layout={layout}>
          {/* Out of sight it keeps its controls, which take long to draw. */}
          <Activity mode={narrow && tab !== 'settings' ? 'hidden' : 'visible'}>
            <SettingsForm />
          </Activity>
          {(!narrow || tab === 'curves' || layout === 'failed') && <Curves />}
          {(narrow ? tab === 'result' : hasResult) && <RunResult narrow={narrow} />}
        </div>
      )}
      <Announcer />
    </section>
  );
}

/** Where one part shows at a time, a starting run turns to its curves and an ended one to its result. */
function useTab() {
  const state = useStore((s) => s.run?.state);
  const [tab, setTab] = useState<Tab>('settings');
  useEffect(() => {
    if (state === 'preparing') setTab('curves');
    if (state === 'done' || state === 'failed') setTab('result');
  }, [state]);
  const sought = useOverlays((s) => s.wantedSetting);
  useEffect(() => {
    if (sought !== undefined) setTab('settings');
  }, [sought]);
  return [tab, setTab] as const;
}

function Announcer() {
  const words = useStore((s) => announce(s.run));
  return (
    <VisuallyHidden role="status" aria-live="polite">
      {words}
    </VisuallyHidden>
  );
}
