// Pause, resume and stop, for the header and the dock.
import { ActionIcon, Button, Group, Tooltip } from '@mantine/core';
import { IconPlayerPauseFilled, IconPlayerPlayFilled, IconPlayerStopFilled } from '@tabler/icons-react';
import { useStore } from '../../store/store';
import { pressable } from './pressable';

/** `full` shows words; otherwise icons with names that say `training`, so that both sets can be told apart. */
export function RunControls({ full = false }: { full?: boolean }) {
  const state = useStore((s) => s.run?.state);
  const stopping = useStore((s) => s.run !== undefined && 'stopping' in s.run && s.run.stopping);
  const { pauseRun, resumeRun, stopRun } = useStore.getState();
  if (state !== 'training' && state !== 'paused' && state !== 'preparing') return null;
  const paused = state === 'paused';
  const Play = paused ? IconPlayerPlayFilled : IconPlayerPauseFilled;
  const word = paused ? 'Resume' : 'Pause';
  const toggle = paused ? resumeRun : pauseRun;
  const held = stopping || state === 'preparing';
  if (full) {
    return (
      <Group gap={6} wrap="nowrap">
        <Button
          data-begin
          size="xs"
          variant="default"
          {...pressable(!held, toggle)}
          leftSection={<Play size={14} aria-hidden />}
        >
          {word}
        </Button>
        <Button
          size="xs"
          variant="light"
          color="red"
          {...pressable(!stopping, stopRun)}
          leftSection={<IconPlayerStopFilled size={14} aria-hidden />}
        >
          {stopping ? 'Stopping…' : 'Stop'}
        </Button>
      </Group>
    );
  }
  return (
    <Group gap={4} wrap="nowrap">
      <Tooltip label={`${word} training`}>
        <ActionIcon variant="default" size={28} {...pressable(!held, toggle)} aria-label={`${word} training`}>
          <Play size={14} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Tooltip label="Stop after this batch and test what was learned">
        <ActionIcon
          variant="light"
          color="red"
          size={28}
          {...pressable(!stopping, stopRun)}
          aria-label="Stop training"
        >
          <IconPlayerStopFilled size={14} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </Group>
  );
}
