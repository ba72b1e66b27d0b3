// Pause, resume and stop of all runs that train together; for the header.
import { Button, Group } from '@mantine/core';
import { comparing, useComparing } from '../../store/store';
import { pressable } from '../run/pressable';
import { stateOfTogether } from './dock/togetherWords';

export function TogetherControls() {
  const state = useComparing((s) => stateOfTogether(s.together));
  const stopping = useComparing((s) => s.together?.stopping === true);
  const { pauseTogether, resumeTogether, stopTogether } = comparing.getState();
  const paused = state === 'paused';
  return (
    <Group gap={6} wrap="nowrap">
      <Button
        data-begin
        size="xs"
        variant="default"
        {...pressable(!stopping && state !== 'preparing', paused ? resumeTogether : pauseTogether)}
      >
        {paused ? 'Resume all' : 'Pause all'}
      </Button>
      <Button size="xs" variant="light" color="red" {...pressable(!stopping, stopTogether)}>
        {stopping ? 'Stopping…' : 'Stop all'}
      </Button>
    </Group>
  );
}
