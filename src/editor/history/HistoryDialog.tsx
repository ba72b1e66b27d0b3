// The history of runs: search and filters on top, the list of runs, and beside it the curves and settings of the chosen
// ones.
import { Alert, Button, Modal } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { arrange } from '../../store/history/arrange';
import { history } from '../../store/history/history';
import { useHistory } from '../../store/history/useHistory';
import { closeDialog } from '../overlays';
import { Details } from './Details';
import { Filters } from './Filters';
import styles from './History.module.css';
import { MakeRoom } from './MakeRoom';
import { NoticeBar } from './NoticeBar';
import { RunList } from './RunList';
import { useRowKeys } from './useRowKeys';

export function HistoryDialog({ opened }: { opened: boolean }) {
  // The dialog notes where the focus was when it opens, which one that begins open would not.
  const [shown, setShown] = useState(false);
  useEffect(() => setShown(opened), [opened]);
  return (
    <Modal.Root
      opened={shown}
      onClose={closeDialog}
      size="min(1480px, 100vw - 32px)"
      centered
      xOffset={16}
      yOffset={16}
      classNames={{ content: styles.content ?? '' }}
    >
      <Modal.Overlay backgroundOpacity={0.35} />
      <Modal.Content radius="md">
        <Runs />
      </Modal.Content>
    </Modal.Root>
  );
}

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
  const listed = useMemo(() => arrange(records, sought, sort), [records, sought, sort]);
  useEffect(() => void history.getState().look(), []);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrow keys lead from control to control.
    <div className={styles.browser} onKeyDown={onKeyDown} data-history={state}>
      <header className={styles.head}>
        <Modal.Title className={styles.title}>Runs</Modal.Title>
        <Filters records={records} search={search} />
        <span className={styles.countAll} role="status">
          {state === 'ready' && countOf(listed.length, records.length)}
        </span>
        <Modal.CloseButton aria-label="Close the history of runs" />
      </header>
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
      <Alert
        className={styles.alert}
        color="yellow"
        p="sm"
        icon={<IconAlertTriangle size={16} />}
        title="The history could not be read"
      >
        This browser’s storage did not answer (private mode?). Only runs of this page are listed.{' '}
        <Button size="compact-xs" variant="light" onClick={() => void history.getState().look()}>
          Read again
        </Button>
      </Alert>
    );
  }
  if (unreadable === 0) return null;
  return (
    <Alert className={styles.alert} color="yellow" p="sm" icon={<IconAlertTriangle size={16} />}>
      {unreadable === 1 ? 'A run is' : `${unreadable} runs are`} kept in a form that this version does not
      know, and not listed. Reload the page to get the newest version.
    </Alert>
  );
}
