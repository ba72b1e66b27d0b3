// What can be deleted when the browser has no room left: runs that are not pinned and data sets of the user's own, largest
// first. Nothing is deleted but by these buttons.
import { Alert, Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useMemo } from 'react';
import { formatBytes } from '../../lib/format';
import { labelOf } from '../../store/history/arrange';
import { history } from '../../store/history/history';
import { largest } from '../../store/history/largest';
import { useHistory } from '../../store/history/useHistory';
import { useStore } from '../../store/store';
import styles from './History.module.css';
import { removeRuns } from './historyActions';
import { hush, refuse, say } from './notice';
import { dateText } from './recordWords';

export function MakeRoom() {
  const shortage = useHistory((s) => s.shortage);
  const runs = useHistory((s) => s.runs);
  const candidates = useMemo(() => largest(runs.values()), [runs]);
  const unkept = useMemo(() => [...runs.values()].filter((run) => run.unkept).length, [runs]);
  if (!shortage) return null;
  const count = unkept === 1 ? 'A run is' : `${unkept} runs are`;
  if (shortage === 'refused') {
    return (
      <Alert
        className={styles.alert}
        color="yellow"
        p="sm"
        icon={<IconAlertTriangle size={16} />}
        title={`${count} not kept`}
      >
        This browser does not let this site store anything (private mode?). The curves stay until the page
        closes: export them before. <RetryButton />
      </Alert>
    );
  }
  return (
    <Alert
      className={styles.alert}
      color="yellow"
      p="sm"
      icon={<IconAlertTriangle size={16} />}
      title={`No room left: ${count.toLowerCase()} kept only until the page closes`}
    >
      Delete what you no longer need; the rest is then kept by itself. <RetryButton />
      <ul className={styles.candidates} aria-label="What can be deleted">
        {candidates.map(({ record, bytes }) => (
          <li key={record.id}>
            <span className={styles.cut}>
              {labelOf(record)}, {dateText(record.startedAt, Date.now())}
            </span>
            <span className="tabular">{formatBytes(bytes)}</span>
            <Button size="compact-xs" variant="default" onClick={() => void removeRuns([record])}>
              Delete
            </Button>
          </li>
        ))}
        <DataSets />
      </ul>
    </Alert>
  );
}

const RetryButton = () => (
  <Button size="compact-xs" variant="light" onClick={() => history.getState().retry()}>
    Try again
  </Button>
);

function DataSets() {
  const own = useStore((s) => s.ownDataSets);
  return own.map(({ id, name }) => (
    <li key={id}>
      <span className={styles.cut}>Data set {name}</span>
      <span>your own images</span>
      <Button size="compact-xs" variant="default" onClick={() => void removeData(id, name)}>
        Delete
      </Button>
    </li>
  ));
}

async function removeData(id: string, name: string): Promise<void> {
  const removed = await useStore.getState().removeOwnDataSet(id);
  if (!removed.ok) {
    refuse(removed.error);
    return;
  }
  const back = removed.value;
  const undo = async (): Promise<void> => {
    hush();
    await back?.();
  };
  say({ message: `Deleted the data set “${name}”.`, bad: false, ...(back ? { undo } : {}) });
  history.getState().retry();
}
