// The training panel of designs that are trained together: one line of progress for each, their curves on shared axes,
// what runs through their layers, and the results beside each other.
import { SegmentedControl, VisuallyHidden } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import { useComparing, useStore } from '../../../store/store';
import { CompareSettings } from './CompareSettings';
import { CurvesView } from './CurvesView';
import { InsightView } from './InsightView';
import { ResultsView } from './ResultsView';
import classes from './TogetherDock.module.css';
import { TogetherStrip } from './TogetherStrip';
import { announceTogether, stateOfTogether } from './togetherWords';

const views = [
  { value: 'settings', label: 'Settings' },
  { value: 'curves', label: 'Curves' },
  { value: 'gradients', label: 'Gradients' },
  { value: 'activations', label: 'Activations' },
  { value: 'results', label: 'Results' },
] as const;
type View = (typeof views)[number]['value'];

/** Pixels that settings and a picture need side by side. */
const wideEnough = 1100;

export function TogetherDock() {
  const state = useComparing((s) => stateOfTogether(s.together));
  const open = useStore((s) => s.dockOpen);
  const [tall, setTall] = useState(false);
  const { ref, width } = useElementSize<HTMLElement>();
  const narrow = width > 0 && width < wideEnough;
  const [view, setView] = useView(narrow);
  const choices = narrow ? views : views.filter(({ value }) => value !== 'settings');
  const shown = !narrow && view === 'settings' ? 'curves' : view;
  return (
    <section
      ref={ref}
      className={classes.dock}
      aria-label="Training together"
      data-run-state={state}
      data-open={open}
      data-tall={tall || undefined}
      data-narrow={narrow || undefined}
    >
      <TogetherStrip tall={tall} onTall={setTall}>
        <SegmentedControl
          size="xs"
          aria-label="Part of the training panel"
          data={[...choices]}
          value={shown}
          onChange={(value) => setView(value as View)}
        />
      </TogetherStrip>
      {open && (
        <div className={classes.body}>
          {(!narrow || shown === 'settings') && <CompareSettings />}
          {shown === 'curves' && <CurvesView />}
          {shown === 'gradients' && <InsightView of="gradients" />}
          {shown === 'activations' && <InsightView of="activations" />}
          {shown === 'results' && <ResultsView />}
        </div>
      )}
      <Announcer />
    </section>
  );
}

/** A start turns from the settings to the curves; whoever looks at something else is left there. */
function useView(narrow: boolean) {
  const state = useComparing((s) => stateOfTogether(s.together));
  const [view, setView] = useState<View>(narrow && state === 'idle' ? 'settings' : 'curves');
  useEffect(() => {
    if (state === 'training') setView((now) => (now === 'settings' || now === 'results' ? 'curves' : now));
  }, [state]);
  return [view, setView] as const;
}

function Announcer() {
  const words = useComparing((s) => announceTogether(s.together));
  return (
    <VisuallyHidden role="status" aria-live="polite">
      {words}
    </VisuallyHidden>
  );
}
