// What can be deleted when the browser has no room left: runs that are not pinned and data sets of the user's own, largest
// first. Nothing is deleted but by these buttons.
import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { formatBytes } from '../../lib/format';
import { history } from '../../store/history/history';
import { largest } from '../../store/history/largest';
import { labelOf } from '../../store/history/listRuns';
import { useHistory } from '../../store/history/useHistory';
import { useStore } from '../../store/store';
import { Deletable, Deletables, StorageAlert } from '../wide/StorageAlert';
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
      <StorageAlert title={`${count} not kept`}>
        This browser does not let this site store anything (private mode?). The curves stay until the page
        closes: export them before. <RetryButton />
      </StorageAlert>
    );
  }
  return (
    <StorageAlert title={`No room left: ${count.toLowerCase()} kept only until the page closes`}>
      Delete what you no longer need; the rest is then kept by itself. <RetryButton />
      <Deletables>
        {candidates.map(({ record, bytes }) => (
          <Deletable
            key={record.id}
            what={`${labelOf(record)}, ${dateText(record.startedAt, Date.now())}`}
            size={formatBytes(bytes)}
            onAct={() => void removeRuns([record])}
          />
        ))}
        <DataSets />
      </Deletables>
    </StorageAlert>
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
    <Deletable
      key={id}
      what={`Data set ${name}`}
      size="your own images"
      onAct={() => void removeData(id, name)}
    />
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
