// The primary action of the page. When the drawing cannot train it says so and leads to every reason; while a run is
// on, it gives way to pause, resume and stop.
import { Badge, Button, Loader, Popover, ScrollArea, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconPhoto, IconPlayerPlayFilled } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { Problem } from '../../graph/problem';
import { togetherUnderWay } from '../../store/busy';
import { isComparing } from '../../store/comparing';
import { useProblems } from '../../store/derive';
import { useComparing, useStore } from '../../store/store';
import { TogetherTrainButton } from '../compare/TogetherTrainButton';
import { ProblemList } from '../problems/ProblemList';
import { RunControls } from './RunControls';
import { forgetRefusal, startTraining, useRefused } from './startTraining';

/** Train, or what is missing; no properties, since it speaks of the one document. */
export function TrainButton() {
  const state = useStore((s) => s.run?.state);
  const together = useComparing((s) => isComparing(s) || togetherUnderWay(s));
  if (state === 'preparing' || state === 'training' || state === 'paused') return <RunControls full />;
  if (together) return <TogetherTrainButton />;
  return <StartButton again={state !== undefined} />;
}

function StartButton({ again }: { again: boolean }) {
  const standing = useProblems();
  const refused = useRefused((s) => s.problems);
  const [open, setOpen] = useState(false);
  // What the attempt found (memory, data) may be more than what is always watched.
  const problems = standing.length > 0 ? standing : (refused ?? []);
  const close = () => {
    setOpen(false);
    forgetRefusal();
  };
  // “Go there” brings a node into sight, which the popover would hide and whose keyboard focus it would hold.
  const focusRequest = useStore((s) => s.focus?.nonce);
  const seen = useRef(focusRequest);
  useEffect(() => {
    if (seen.current === focusRequest) return;
    seen.current = focusRequest;
    setOpen(false);
    forgetRefusal();
  }, [focusRequest]);
  const press = () => {
    if (open || refused) return close();
    if (standing.length > 0) setOpen(true);
    else startTraining();
  };
  const loading = useStore((s) => s.data.state === 'loading');
  const word = again ? 'Train again' : 'Train';
  const blocked = problems.length > 0;
  return (
    <Popover
      opened={open || refused !== undefined}
      onChange={(opened) => !opened && close()}
      position="bottom-end"
      width={360}
      trapFocus
      returnFocus
      withRoles={false}
    >
      <Popover.Target>
        <Button
          size="xs"
          color={blocked ? 'gray' : undefined}
          variant={blocked ? 'default' : 'filled'}
          leftSection={
            loading ? (
              <Loader size={12} color="gray" aria-label="Loading the images" />
            ) : (
              <IconPlayerPlayFilled size={14} aria-hidden />
            )
          }
          rightSection={blocked ? <MissingBadge count={problems.length} /> : undefined}
          aria-label={blocked ? `${word}: ${countOf(problems.length)} in the way` : undefined}
          disabled={loading && !blocked}
          aria-haspopup={blocked ? 'dialog' : undefined}
          onClick={press}
        >
          {word}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={12} role="dialog" aria-label="What is missing before training">
        <Missing problems={problems} onDone={close} />
      </Popover.Dropdown>
    </Popover>
  );
}

const countOf = (count: number) => (count === 1 ? '1 problem' : `${count} problems`);

function MissingBadge({ count }: { count: number }) {
  return (
    <Badge
      size="sm"
      color="red"
      variant="light"
      px={5}
      leftSection={<IconAlertTriangle size={11} aria-hidden />}
    >
      {count}
    </Badge>
  );
}

/** The problems, each with its way there and its remedies; once all are mended, the way to start. */
function Missing({ problems, onDone }: { problems: readonly Problem[]; onDone: () => void }) {
  const ofData = problems.some(({ code }) => code === 'no-data' || code.startsWith('data-'));
  if (problems.length === 0) {
    return (
      <Stack gap={8}>
        <Text size="xs">Nothing is in the way any more.</Text>
        <Button
          size="xs"
          data-autofocus
          leftSection={<IconPlayerPlayFilled size={14} aria-hidden />}
          onClick={() => {
            onDone();
            startTraining();
          }}
        >
          Start training
        </Button>
      </Stack>
    );
  }
  return (
    <Stack gap={8}>
      <Text size="xs" fw={600}>
        {problems.length === 1
          ? 'One thing is in the way of training'
          : `${problems.length} things are in the way of training`}
      </Text>
      <ScrollArea.Autosize mah="min(420px, 60vh)" type="auto" offsetScrollbars="present">
        <ProblemList problems={problems} />
      </ScrollArea.Autosize>
      {ofData && (
        <Button
          size="compact-xs"
          variant="subtle"
          justify="flex-start"
          leftSection={<IconPhoto size={13} aria-hidden />}
          onClick={() => {
            useStore.getState().setView({ sideOpen: true, sidePanel: 'data' });
            onDone();
          }}
        >
          Show the data
        </Button>
      )}
    </Stack>
  );
}
