// What the inspector offers of a node's kind, and of a block.
import { Button, Group } from '@mantine/core';
import { IconReplace, IconStack2 } from '@tabler/icons-react';
import { memo } from 'react';
import { isPort } from '../../graph/module';
import type { NodeId } from '../../lib/ids';
import { levelOf } from '../../store/level';
import { useStore } from '../../store/store';
import { keyText } from '../actions/keyText';
import { changeKind, repeatSelected } from './drawCommands';

export const DrawButtons = memo(function DrawButtons({ id }: { id: NodeId }) {
  const drawable = useStore((state) => {
    const node = levelOf(state).graph.nodes.get(id);
    return node !== undefined && !isPort(node);
  });
  if (!drawable) return null;
  return (
    <Group gap={8}>
      <Button
        size="compact-xs"
        variant="default"
        title={`Make it another kind of layer; its wires stay (${keyText('K')})`}
        leftSection={<IconReplace size={14} aria-hidden />}
        onClick={() => changeKind(id)}
      >
        Change kind…
      </Button>
      <RepeatButton />
    </Group>
  );
});

export function RepeatButton() {
  return (
    <Button
      size="compact-xs"
      variant="default"
      title={`Repeat it in series (${keyText('Mod+Shift+D')})`}
      leftSection={<IconStack2 size={14} aria-hidden />}
      onClick={repeatSelected}
    >
      Repeat…
    </Button>
  );
}
