// One run in the list. A click shows it alone; the box beside it, Space or Ctrl-click show it together with others.
import { Tooltip } from '@mantine/core';
import { IconPinFilled } from '@tabler/icons-react';
import { type MouseEvent, memo } from 'react';
import { RunKey } from '../../charts/overlay/RunKey';
import type { RunId } from '../../lib/ids';
import { history } from '../../store/history/history';
import type { HistoryRun } from '../../store/history/historyState';
import { labelOf } from '../../store/history/listRuns';
import { classNames } from '../classNames';
import styles from './History.module.css';
import { backendText, dateText, epochsText, lossText, metricText, spokenRow, timeText } from './recordWords';
import { StateBadge } from './StateBadge';

interface RowProps {
  readonly run: HistoryRun;
  /** Of its curves; undefined where they are not shown. */
  readonly colour: number | undefined;
  /** The one row that Tab leads to. */
  readonly tabbable: boolean;
  readonly now: number;
  readonly onReach: (id: RunId) => void;
}

export const RunRow = memo(function RunRow({ run, colour, tabbable, now, onReach }: RowProps) {
  const { record } = run;
  const { id } = record;
  const { choose } = history.getState();
  const shown = colour !== undefined;
  const onClick = (event: MouseEvent) =>
    choose(id, event.ctrlKey || event.metaKey || event.shiftKey ? 'toggle' : 'only');
  return (
    <tr className={classNames(styles.row, shown && styles.shown)} onClick={onClick}>
      <td className={styles.check}>
        <input
          type="checkbox"
          tabIndex={-1}
          checked={shown}
          aria-label={`Show ${labelOf(record)} in the charts`}
          onClick={(event) => event.stopPropagation()}
          onChange={() => choose(id, 'toggle')}
        />
        {shown && <RunKey colour={colour} />}
      </td>
      <td className={styles.name}>
        <button
          type="button"
          className={styles.nameButton}
          data-run={id}
          data-run-kept={record.state}
          tabIndex={tabbable ? 0 : -1}
          aria-pressed={shown}
          aria-label={spokenRow(record, now)}
          onFocus={() => onReach(id)}
        >
          {record.pinned && <IconPinFilled size={13} className={styles.pin} aria-hidden />}
          {labelOf(record)}
        </button>
        <Beneath run={run} />
      </td>
      <td>
        <StateBadge record={record} />
      </td>
      <td data-column="data" className={styles.cut}>
        {record.data.name}
      </td>
      <td className={styles.number}>{epochsText(record)}</td>
      <td className={classNames(styles.number, styles.metric)}>{metricText(record)}</td>
      <td data-column="loss" className={styles.number}>
        {lossText(record)}
      </td>
      <td data-column="time" className={styles.number}>
        {timeText(record)}
      </td>
      <td data-column="backend">{backendText(record)}</td>
      <td className={styles.number}>{dateText(record.startedAt, now)}</td>
    </tr>
  );
});

/** What the design is called where the run has a name, its place in a comparison, its tags. */
function Beneath({ run: { record, unkept } }: { run: HistoryRun }) {
  const { name, title, group, settings, tags } = record;
  const words = [
    name === undefined ? '' : title || 'Untitled',
    group ? `${group.pane} of ${group.title}` : '',
    `seed ${settings.seed}`,
  ].filter(Boolean);
  return (
    <span className={styles.beneath}>
      {unkept && (
        <Tooltip label="Only in memory: this run is lost when the page closes." w={220}>
          <span className={styles.unkept}>not kept</span>
        </Tooltip>
      )}
      {tags.map((tag) => (
        <span key={tag} className={styles.tag}>
          {tag}
        </span>
      ))}
      <span className={styles.cut}>{words.join(' · ')}</span>
    </span>
  );
}
