// The history of runs: search and filters on top, the list of runs, and beside it the curves and settings of the chosen
// ones.
import { Button } from '@mantine/core';
import { useDeferredValue, useEffect, useMemo, useRef } from 'react';
import { history } from '../../store/history/history';
import { listRuns } from '../../store/history/listRuns';
import { useHistory } from '../../store/history/useHistory';
import { StorageAlert } from '../wide/StorageAlert';
import { HeadCount, WideDialog, WideHead } from '../wide/WideDialog';
import frame from '../wide/wide.module.css';
import { Details } from './Details';
import { Filters } from './Filters';
import styles from './History.module.css';
import { MakeRoom } from './MakeRoom';
import { NoticeBar } from './NoticeBar';
import { RunList } from './RunList';
import { useRowKeys } from './useRowKeys';

export const HistoryDialog = ({ opened }: { opened: boolean }) => (
  <WideDialog opened={opened} width={1480} height={940}>
    <Runs />
  </WideDialog>
);

function Runs() {
  const state = useHistory((s) => s.state);
  const runs = useHistory((s) => s.runs);
  const filter = useHistory((s) => s.filter);
  const sort = useHistory((s) => s.sort);
  const search = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLTableElement>(null);
  const onKeyDown = useRowKeys(list, search);
  // Typing and the keys come first: a long list follows when there is time.
  const all = useDeferredValue(runs);
  const records = useMemo(() => [...all.values()].map(({ record }) => record), [all]);
  const sought = useDeferredValue(filter);
  const listed = useMemo(() => listRuns(records, sought, sort), [records, sought, sort]);
  useEffect(() => void history.getState().look(), []);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrow keys lead from control to control.
    <div className={frame.body} onKeyDown={onKeyDown} data-history={state}>
      <WideHead title="Runs" close="Close the history of runs" className={styles.head}>
        <Filters records={records} search={search} />
        <HeadCount>{state === 'ready' && countOf(listed.length, records.length)}</HeadCount>
      </WideHead>
      <MakeRoom />
      <Unread />
      <div className={styles.columns}>
        <div className={styles.left}>
          <RunList listed={listed} runs={all} list={list} />
          <NoticeBar />
        </div>
        <Details />
      </div>
    </div>
  );
}

const countOf = (listed: number, all: number): string => {
  const runs = all === 1 ? '1 run' : `${all} runs`;
  return listed === all ? runs : `${listed} of ${runs}`;
};

/** What of the history could not be read. */
function Unread() {
  const state = useHistory((s) => s.state);
  const unreadable = useHistory((s) => s.unreadable);
  if (state === 'failed') {
    return (
      <StorageAlert title="The history could not be read">
        This browser’s storage did not answer (private mode?). Only runs of this page are listed.{' '}
        <Button size="compact-xs" variant="light" onClick={() => void history.getState().look()}>
          Read again
        </Button>
      </StorageAlert>
    );
  }
  if (unreadable === 0) return null;
  return (
    <StorageAlert>
      {unreadable === 1 ? 'A run is' : `${unreadable} runs are`} kept in a form that this version does not
      know, and not listed. Reload the page to get the newest version.
    </StorageAlert>
  );
}
