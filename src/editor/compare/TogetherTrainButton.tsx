// The primary action where designs stand side by side: trains all of them, or says what is in the way in which. While
// they train it gives way to pause, resume and stop of all.
import { ScrollArea, Stack, Text } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import { useStore as useZustand } from 'zustand';
import { togetherUnderWay } from '../../store/busy';
import { problemsOf } from '../../store/judge';
import type { PaneProblems } from '../../store/paneOrders';
import type { Pane } from '../../store/panes';
import { comparing, leadStore, useComparing } from '../../store/store';
import { ProblemList } from '../problems/ProblemList';
import { StartButton } from '../run/StartButton';
import { PaneLetter } from './PaneLetter';
import { TogetherControls } from './TogetherControls';

export function TogetherTrainButton() {
  const underWay = useComparing(togetherUnderWay);
  return underWay ? <TogetherControls /> : <StartTogether />;
}

function StartTogether() {
  const panes = useComparing((s) => s.panes);
  const again = useComparing((s) => s.together !== undefined);
  const loading = useZustand(leadStore, (s) => s.data.state === 'loading');
  const [open, setOpen] = useState(false);
  const counts = useProblemCount(panes);
  const close = useCallback(() => setOpen(false), []);
  const press = () => {
    if (open) return setOpen(false);
    const started = comparing.getState().startTogether();
    if (!started.ok) setOpen(true);
    else leadStore.getState().setView({ dockOpen: true });
  };
  const word = `${again ? 'Train again' : 'Train all'}: ${panes.length} designs`;
  return (
    <StartButton
      word={again ? 'Train again' : 'Train all'}
      name={counts > 0 ? `${word}, ${counts} in the way` : word}
      problems={counts}
      loading={loading}
      opened={open}
      onPress={press}
      onClose={close}
      width={380}
    >
      {open && <Missing panes={panes} />}
    </StartButton>
  );
}

const problemsIn = ({ store }: Pane) => {
  const { document, data } = store.getState();
  return problemsOf(document, data);
};

/** Problems of all panes together; follows every pane's drawing. */
function useProblemCount(panes: readonly Pane[]): number {
  const count = () => panes.reduce((sum, pane) => sum + problemsIn(pane).length, 0);
  const [now, setNow] = useState(count);
  useEffect(() => {
    const look = () => setNow(panes.reduce((sum, pane) => sum + problemsIn(pane).length, 0));
    look();
    const stops = panes.map(({ store }) => store.subscribe(look));
    return () => {
      for (const stop of stops) stop();
    };
  }, [panes]);
  return now;
}

function Missing({ panes }: { panes: readonly Pane[] }) {
  const missing: PaneProblems[] = panes.flatMap((pane) => {
    const problems = problemsIn(pane);
    return problems.length > 0 ? [{ pane: pane.id, problems }] : [];
  });
  if (missing.length === 0)
    return <Text size="xs">Nothing is in the way any more: press “Train all” again.</Text>;
  return (
    <ScrollArea.Autosize mah="min(460px, 64vh)" type="auto" offsetScrollbars="present">
      <Stack gap={12}>
        <Text size="xs" fw={600}>
          Designs that train together must all be ready
        </Text>
        {missing.map(({ pane, problems }) => (
          <Stack key={pane} gap={6} onClickCapture={() => comparing.getState().activate(pane)}>
            <Text
              size="xs"
              fw={600}
              component="div"
              style={{ display: 'flex', alignItems: 'center', gap: 6 }}
            >
              <PaneLetter pane={pane} />
              {problems.length === 1 ? 'One thing is in the way' : `${problems.length} things are in the way`}
            </Text>
            <ProblemList problems={problems} />
          </Stack>
        ))}
      </Stack>
    </ScrollArea.Autosize>
  );
}
