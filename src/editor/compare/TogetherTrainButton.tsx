// The primary action where designs stand side by side: trains all of them, or says what is in the way in which. While
// they train it gives way to pause, resume and stop of all.
import { Badge, Button, Loader, Popover, ScrollArea, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconPlayerPlayFilled } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useStore as useZustand } from 'zustand';
import { togetherUnderWay } from '../../store/busy';
import { problemsOf } from '../../store/judge';
import type { Pane } from '../../store/panes';
import { comparing, leadStore, useComparing, useStore } from '../../store/store';
import type { PaneProblems } from '../../store/together';
import { ProblemList } from '../problems/ProblemList';
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
  // “Go there” brings a node into sight, which the popover would hide.
  const focused = useStore((s) => s.focus?.nonce);
  const seen = useRef(focused);
  useEffect(() => {
    if (seen.current === focused) return;
    seen.current = focused;
    setOpen(false);
  }, [focused]);
  const press = () => {
    if (open) return setOpen(false);
    const started = comparing.getState().startTogether();
    if (!started.ok) setOpen(true);
    else leadStore.getState().setView({ dockOpen: true });
  };
  const word = `${again ? 'Train again' : 'Train all'}: ${panes.length} designs`;
  const blocked = counts > 0;
  return (
    <Popover
      opened={open}
      onChange={setOpen}
      position="bottom-end"
      width={380}
      trapFocus
      returnFocus
      withRoles={false}
    >
      <Popover.Target>
        <Button
          size="xs"
          color={blocked ? 'gray' : undefined}
          variant={blocked ? 'default' : 'filled'}
          disabled={loading && !blocked}
          leftSection={
            loading ? (
              <Loader size={12} color="gray" aria-label="Loading the images" />
            ) : (
              <IconPlayerPlayFilled size={14} aria-hidden />
            )
          }
          rightSection={
            blocked ? (
              <Badge
                size="sm"
                color="red"
                variant="light"
                px={5}
                leftSection={<IconAlertTriangle size={11} aria-hidden />}
              >
                {counts}
              </Badge>
            ) : undefined
          }
          aria-label={blocked ? `${word}, ${counts} in the way` : word}
          aria-haspopup={blocked ? 'dialog' : undefined}
          onClick={press}
        >
          {again ? 'Train again' : 'Train all'}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={12} role="dialog" aria-label="What is missing before training">
        {open && <Missing panes={panes} />}
      </Popover.Dropdown>
    </Popover>
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
