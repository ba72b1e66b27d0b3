// Deletes what is selected; the same at the foot of every inspector.
import { Button } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { memo } from 'react';
import { deleteSelection } from '../commands';
import styles from './Inspector.module.css';

/** `what` follows the word Delete. */
export const DeleteButton = memo(function DeleteButton({ what }: { what: string }) {
  return (
    <Button
      size="compact-xs"
      variant="subtle"
      color="red"
      className={styles.delete}
      leftSection={<IconTrash size={13} aria-hidden />}
      onClick={deleteSelection}
    >
      Delete {what}
    </Button>
  );
});
