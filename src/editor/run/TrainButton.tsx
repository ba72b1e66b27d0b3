// The primary action of the page. When the drawing cannot train it says so and leads to every reason; while a run is
// on, it gives way to pause, resume and stop.
import { Button, ScrollArea, Stack, Text } from '@mantine/core';
import { IconPhoto, IconPlayerPlayFilled } from '@tabler/icons-react';
import { useCallback, useState } from 'react';
import type { Problem } from '../../graph/problem';
import { togetherUnderWay } from '../../store/busy';
import { isComparing } from '../../store/comparing';
import { useProblems } from '../../store/derive';
import { useComparing, useStore } from '../../store/store';
import { TogetherTrainButton } from '../compare/TogetherTrainButton';
import { ProblemList } from '../problems/ProblemList';
import { RunControls } from './RunControls';
import { StartButton } from './StartButton';
import { forgetRefusal, startTraining, useRefused } from './startTraining';

/** Train, or what is missing; no properties, since it speaks of the one document. */
export function TrainButton() {
  const state = useStore((s) => s.run?.state);
  const together = useComparing((s) => isComparing(s) || togetherUnderWay(s));
  if (state === 'preparing' || state === 'training' || state === 'paused') return <RunControls full />;
  if (together) return <TogetherTrainButton />;
  return <StartOne again={state !== undefined} />;
}

function StartOne({ again }: { again: boolean }) {
  const standing = useProblems();
  const refused = useRefused((s) => s.problems);
  const [open, setOpen] = useState(false);
  // What the attempt found (memory, data) may be more than what is always watched.
  const problems = standing.length > 0 ? standing : (refused ?? []);
  const close = useCallback(() => {
    setOpen(false);
    forgetRefusal();
  }, []);
  const press = () => {
    if (open || refused) return close();
    if (standing.length > 0) setOpen(true);
    else startTraining();
  };
  const loading = useStore((s) => s.data.state === 'loading');
  const word = again ? 'Train again' : 'Train';
  const { length } = problems;
  return (
    <StartButton
      word={word}
      name={
        length > 0 ? `${word}: ${length === 1 ? '1 problem' : `${length} problems`} in the way` : undefined
      }
      problems={length}
      loading={loading}
      opened={open || refused !== undefined}
      onPress={press}
      onClose={close}
      width={360}
    >
      <Missing problems={problems} onDone={close} />
    </StartButton>
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
