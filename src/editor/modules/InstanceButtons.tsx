// What can be done with an instance of a module as a whole.
import { Button, Group } from '@mantine/core';
import { IconDoorEnter, IconLayersSubtract } from '@tabler/icons-react';
import type { NodeId } from '../../lib/ids';
import { hintOf } from '../actions/keyText';
import { openModuleAction } from '../canvas/canvasActions';
import { ungroupAction } from './actions';
import { ungroup } from './moduleActions';
import { openInstance } from './moduleCommands';

export function InstanceButtons({ id }: { id: NodeId }) {
  return (
    <Group gap={8}>
      <Button
        size="compact-xs"
        variant="default"
        title={hintOf(openModuleAction, 'Show what is inside')}
        leftSection={<IconDoorEnter size={14} aria-hidden />}
        onClick={() => openInstance(id)}
      >
        Open
      </Button>
      <Button
        size="compact-xs"
        variant="default"
        title={hintOf(ungroupAction, 'Put its nodes in its place')}
        leftSection={<IconLayersSubtract size={14} aria-hidden />}
        onClick={() => ungroup(id)}
      >
        Ungroup
      </Button>
    </Group>
  );
}
