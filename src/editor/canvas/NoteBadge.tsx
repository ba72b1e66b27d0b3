// Marks a node that could not be read from its file as it stood there; the inspector tells the whole story.
import { IconInfoTriangle } from '@tabler/icons-react';
import { Hint } from '../Hint';
import styles from './LayerNode.module.css';

export function NoteBadge({ note }: { note: string }) {
  return (
    <Hint label={note}>
      <span className={styles.note} role="img" aria-label={`Note from opening the file: ${note}`}>
        <IconInfoTriangle size={13} stroke={2} aria-hidden />
      </span>
    </Hint>
  );
}
