// The list of runs with its columns. Rows out of sight are neither laid out nor drawn, so that five hundred stay quick.
import { VisuallyHidden } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { type RefObject, useEffect, useMemo, useState } from 'react';
import type { RunId } from '../../lib/ids';
import { history } from '../../store/history/history';
import type { HistoryRun } from '../../store/history/historyState';
import { type SortKey, sortedBy } from '../../store/history/listRuns';
import { useHistory } from '../../store/history/useHistory';
import type { RunRecord } from '../../training/record';
import { classNames } from '../classNames';
import styles from './History.module.css';
import { RunRow } from './RunRow';

const columns: readonly { key: SortKey; label: string; number?: boolean }[] = [
  { key: 'title', label: 'Run' },
  { key: 'state', label: 'State' },
  { key: 'data', label: 'Data' },
  { key: 'steps', label: 'Epochs', number: true },
  { key: 'metric', label: 'Test', number: true },
  { key: 'loss', label: 'Test loss', number: true },
  { key: 'time', label: 'Time', number: true },
  { key: 'backend', label: 'Backend' },
  { key: 'started', label: 'Begun', number: true },
];

interface ListProps {
  readonly listed: readonly RunRecord[];
  readonly runs: ReadonlyMap<RunId, HistoryRun>;
  readonly list: RefObject<HTMLTableElement | null>;
}

export function RunList({ listed, runs, list }: ListProps) {
  const chosen = useHistory((s) => s.chosen);
  const state = useHistory((s) => s.state);
  const [at, setAt] = useState<RunId>();
  const now = useNow();
  const colours = useMemo(() => new Map(chosen.map(({ id, colour }) => [id, colour])), [chosen]);
  const tabbable = listed.some(({ id }) => id === at) ? at : listed[0]?.id;
  return (
    <div className={styles.listBox}>
      <table ref={list} className={styles.list} aria-label="Runs">
        <Head />
        <tbody>
          {listed.map((record) => {
            const run = runs.get(record.id);
            return (
              run && (
                <RunRow
                  key={record.id}
                  run={run}
                  colour={colours.get(record.id)}
                  tabbable={record.id === tabbable}
                  now={now}
                  onReach={setAt}
                />
              )
            );
          })}
        </tbody>
      </table>
      {listed.length === 0 && <Nothing state={state} any={runs.size > 0} />}
    </div>
  );
}

function Head() {
  const sort = useHistory((s) => s.sort);
  const { setSort } = history.getState();
  return (
    <thead>
      <tr className={classNames(styles.row, styles.headRow)}>
        <th scope="col">
          <VisuallyHidden>Shown in the charts</VisuallyHidden>
        </th>
        {columns.map(({ key, label, number }) => {
          const sorted = sort.key === key;
          const Icon = sort.descending ? IconChevronDown : IconChevronUp;
          return (
            <th
              key={key}
              scope="col"
              data-column={key}
              className={number ? styles.number : undefined}
              aria-sort={sorted ? (sort.descending ? 'descending' : 'ascending') : 'none'}
            >
              <button
                type="button"
                className={styles.sort}
                onClick={() => setSort(sorted ? { key, descending: !sort.descending } : sortedBy(key))}
              >
                {label}
                {sorted && <Icon size={12} aria-hidden />}
              </button>
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

function Nothing({ state, any }: { state: string; any: boolean }) {
  if (state === 'unread' || state === 'reading') return <p className={styles.none}>Reading the runs…</p>;
  return (
    <p className={styles.none}>
      {any
        ? 'No run passes the filter. Clear the search or choose another state, data set or tag.'
        : 'No runs yet. Press Train: every run is kept here with its design, its settings and its curves.'}
    </p>
  );
}

/** The time for the dates of the list, moved on every minute. */
function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 60_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
