// What a wide dialog says when storage fails it, and what can be deleted there to make room.
import { Alert, Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './wide.module.css';

export const StorageAlert = ({ title, children }: { title?: string; children: ReactNode }) => (
  <Alert className={styles.alert} color="yellow" p="sm" icon={<IconAlertTriangle size={16} />} title={title}>
    {children}
  </Alert>
);

export const Deletables = ({ children }: { children: ReactNode }) => (
  <ul className={styles.deletables} aria-label="What can be deleted">
    {children}
  </ul>
);

interface Props {
  readonly what: ReactNode;
  readonly size?: ReactNode;
  /** The button's word. */
  readonly act?: string;
  readonly onAct: () => void;
}

export const Deletable = ({ what, size, act = 'Delete', onAct }: Props) => (
  <li>
    <span className={styles.what}>{what}</span>
    <span className="tabular">{size}</span>
    <Button size="compact-xs" variant="default" onClick={onAct}>
      {act}
    </Button>
  </li>
);
