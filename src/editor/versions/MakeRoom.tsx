// What can be deleted when a version could not be kept: the versions without a name, of this drawing and of others, the
// largest first. Nothing is deleted but by these buttons.
import { Alert, Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { formatBytes } from '../../lib/format';
import type { Taken } from '../../store/versions/taken';
import { useVersioning, versioning } from '../../store/versions/versions';
import { showDialog } from '../overlays';
import { complain } from './notice';
import styles from './versions.module.css';

const mostRows = 5;

export function MakeRoom() {
  const shortage = useVersioning((s) => s.shortage);
  const writes = useVersioning((s) => s.writes);
  const [taken, setTaken] = useState<readonly Taken[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: every write may have changed what is taken.
  useEffect(() => {
    if (shortage !== 'full') return;
    versioning.taken().then(setTaken, () => setTaken([]));
  }, [shortage, writes]);
  if (!shortage) return null;
  if (shortage === 'refused')
    return (
      <Alert
        className={styles.alert}
        color="yellow"
        p="sm"
        icon={<IconAlertTriangle size={16} />}
        title="Versions are not kept"
      >
        This browser does not let this site store anything (private mode?). Save the drawing to a file; its
        steps can be undone as long as the page stays open.
      </Alert>
    );
  return (
    <Alert
      className={styles.alert}
      color="yellow"
      p="sm"
      icon={<IconAlertTriangle size={16} />}
      title="No room left: the last version is not kept"
    >
      Delete what you no longer need. Versions with a name stay, and so do the drawings themselves.
      <ul className={styles.room} aria-label="What can be deleted">
        {taken.slice(0, mostRows).map((each) => (
          <li key={each.lineage}>
            <span className={styles.cut}>
              {each.count === 1 ? 'One version' : `${each.count} versions`} of {each.title || 'Untitled'}
              {each.open ? '' : ' (not open here)'}
            </span>
            <span className="tabular">{formatBytes(each.bytes)}</span>
            <Button size="compact-xs" variant="default" onClick={() => void remove(each.lineage)}>
              Delete
            </Button>
          </li>
        ))}
        <li>
          <span className={styles.cut}>Runs of the history and data sets of your own</span>
          <span />
          <Button size="compact-xs" variant="default" onClick={() => showDialog({ type: 'history' })}>
            Show
          </Button>
        </li>
      </ul>
    </Alert>
  );
}

async function remove(lineage: string): Promise<void> {
  const removed = await versioning.removeUnnamed(lineage);
  if (!removed.ok) complain(removed.error);
}
