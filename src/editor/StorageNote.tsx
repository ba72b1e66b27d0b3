// Said when the browser cannot keep the work, so that nobody relies on it.
import { Alert } from '@mantine/core';
import { useStore } from '../store/store';
import styles from './App.module.css';

export function StorageNote() {
  const note = useStore((s) => s.storageNote);
  const dismiss = useStore((s) => s.dismissStorageNote);
  if (note === undefined) return null;
  return (
    <Alert
      className={styles.storageNote}
      color="yellow"
      p="sm"
      withCloseButton
      closeButtonLabel="Dismiss"
      onClose={dismiss}
    >
      {note}
    </Alert>
  );
}
