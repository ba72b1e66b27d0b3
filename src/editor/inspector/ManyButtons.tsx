// What can be done with several nodes at once: line them up, duplicate them, make a module of them.
import { ActionIcon, Button, Group, Tooltip } from '@mantine/core';
import {
  IconComponents,
  IconCopyPlus,
  IconLayoutAlignBottom,
  IconLayoutAlignCenter,
  IconLayoutAlignLeft,
  IconLayoutAlignMiddle,
  IconLayoutAlignRight,
  IconLayoutAlignTop,
  IconLayoutDistributeHorizontal,
  IconLayoutDistributeVertical,
} from '@tabler/icons-react';
import { titleOf } from '../actions/action';
import { keyText } from '../actions/keyText';
import { alignActions } from '../align/alignActions';
import type { Alignment } from '../align/aligned';
import { duplicateSelection } from '../clipboard/copying';
import { RepeatButton } from '../draw/DrawButtons';
import { makeModuleOfSelected } from '../modules/moduleActions';

const icons: Readonly<Record<Alignment, typeof IconLayoutAlignLeft>> = {
  left: IconLayoutAlignLeft,
  centre: IconLayoutAlignCenter,
  right: IconLayoutAlignRight,
  top: IconLayoutAlignTop,
  middle: IconLayoutAlignMiddle,
  bottom: IconLayoutAlignBottom,
  gapsAcross: IconLayoutDistributeVertical,
  gapsDown: IconLayoutDistributeHorizontal,
};

export function AlignButtons() {
  return (
    <Group gap={4} role="toolbar" aria-label="Align what is selected">
      {alignActions.map((action) => {
        const Icon = icons[action.alignment];
        const blocked = action.blocked?.();
        const title = titleOf(action);
        return (
          <Tooltip key={action.id} label={blocked ? `${title}: ${blocked}` : title}>
            <ActionIcon
              variant="default"
              size={26}
              aria-label={title}
              aria-disabled={blocked !== undefined}
              data-disabled={blocked !== undefined || undefined}
              onClick={() => blocked === undefined && action.run()}
            >
              <Icon size={15} stroke={1.6} aria-hidden />
            </ActionIcon>
          </Tooltip>
        );
      })}
    </Group>
  );
}

export function ManyButtons() {
  return (
    <Group gap={8}>
      <Button
        size="compact-xs"
        variant="default"
        title={`Copies below, fed by the same nodes (${keyText('Mod+D')})`}
        leftSection={<IconCopyPlus size={14} aria-hidden />}
        onClick={duplicateSelection}
      >
        Duplicate
      </Button>
      <Button
        size="compact-xs"
        variant="default"
        leftSection={<IconComponents size={14} aria-hidden />}
        onClick={makeModuleOfSelected}
      >
        Make a module…
      </Button>
      <RepeatButton />
    </Group>
  );
}
