// What can be done with an instance of a module as a whole.
import { Button, Group } from '@mantine/core';
import { IconDoorEnter, IconLayersSubtract } from '@tabler/icons-react';
import type { NodeId } from '../../lib/ids';
import { openInstance } from '../commands';
import { keyText } from '../keyboard/shortcuts';
import { ungroup } from './moduleActions';

export function InstanceButtons({ id }: { id: NodeId }) {
  return (
    <Group gap={8}>
      <Button
        size="compact-xs"
        variant="light"
        title={`Show what is inside (${keyText('Mod+Enter')})`}
        leftSection={<IconDoorEnter size={14} aria-hidden />}
        onClick={() => openInstance(id)}
      >
        Open
      </Button>
      <Button
        size="compact-xs"
        variant="subtle"
        title={`Put its nodes in its place (${keyText('Mod+Shift+G')})`}
        leftSection={<IconLayersSubtract size={14} aria-hidden />}
        onClick={() => ungroup(id)}
      >
        Ungroup
      </Button>
    </Group>
  );
}
