// Marks a template that trains here while one waits.
import { IconBolt } from '@tabler/icons-react';
import styles from './Gallery.module.css';

export function QuickBadge() {
  return (
    <span className={styles.quick}>
      <IconBolt size={12} stroke={2.2} aria-hidden />
      Trains here in 1–2 min
    </span>
  );
}
