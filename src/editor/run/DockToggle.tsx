// Opens and closes the panel at the foot of the window, from its strip.
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useStore } from '../../store/store';

export function DockToggle() {
  const open = useStore((s) => s.dockOpen);
  const Chevron = open ? IconChevronDown : IconChevronUp;
  return (
    <Tooltip label={open ? 'Close the training panel' : 'Open the training panel'}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={28}
        aria-label="Training panel"
        aria-expanded={open}
        onClick={() => useStore.getState().setView({ dockOpen: !open })}
      >
        <Chevron size={16} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
