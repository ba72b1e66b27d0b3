// The way to a further drawing: beside the title while there is one, at the end of the row of tabs from then on.
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { hintOf } from '../actions/keyText';
import { newAction } from '../files/actions';

export function NewTabButton() {
  return (
    <Tooltip label={hintOf(newAction)}>
      <ActionIcon variant="subtle" color="gray" size={24} aria-label="New tab" onClick={newAction.run}>
        <IconPlus size={15} stroke={1.8} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
