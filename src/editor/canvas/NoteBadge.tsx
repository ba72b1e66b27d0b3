// Marks a node that could not be read from its file as it stood there; the inspector tells the whole story.
import { Tooltip } from '@mantine/core';
import { IconInfoTriangle } from '@tabler/icons-react';
import styles from './LayerNode.module.css';

export function NoteBadge({ note }: { note: string }) {
  return (
    <Tooltip label={note} w={240}>
      <span className={styles.note} role="img" aria-label={`Note from opening the file: ${note}`}>
        <IconInfoTriangle size={13} stroke={2} aria-hidden />
      </span>
    </Tooltip>
  );
}
