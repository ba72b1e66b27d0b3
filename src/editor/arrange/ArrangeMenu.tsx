// The canvas's button that arranges.
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconLayoutDistributeHorizontal } from '@tabler/icons-react';
import { useStore } from '../../store/store';
import { hintOf } from '../actions/keyText';
import { arrangeAction } from './arrangeActions';
import { arrangeLevel } from './arrangeLevel';

export function ArrangeMenu() {
  // The title says how many are selected.
  useStore((s) => s.selectedNodes);
  const empty = useStore((s) => s.document.graph.nodes.size === 0);
  const label = hintOf(arrangeAction);
  return (
    <Tooltip label={label} position="right">
      <ActionIcon
        variant="subtle"
        color="gray"
        size={28}
        radius={0}
        aria-label={label}
        disabled={empty}
        onClick={() => void arrangeLevel()}
      >
        <IconLayoutDistributeHorizontal size={15} stroke={1.8} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
