// The chosen runs: their curves together, what can be done with them, and what they were trained with side by side.
import { ScrollArea, VisuallyHidden } from '@mantine/core';
import { useMemo } from 'react';
import { RunKey } from '../../charts/overlay/RunKey';
import { formatBytes } from '../../lib/format';
import { useHistory } from '../../store/history/useHistory';
import { classNames } from '../classNames';
import { Actions } from './Actions';
import styles from './History.module.css';
import { Labels } from './Labels';
import { type Shown, shownRuns, uniqueLabels } from './overlayOf';
import { RunCharts } from './RunCharts';
import { stateReason } from './recordWords';
import { settingsGroups } from './settingsRows';

export function Details() {
  const chosen = useHistory((s) => s.chosen);
  const runs = useHistory((s) => s.runs);
  const traces = useHistory((s) => s.traces);
  const shown = useMemo(
    () => shownRuns(chosen, (id) => runs.get(id)?.record, traces),
    [chosen, runs, traces],
  );
  if (shown.length === 0) {
    return (
      <aside className={styles.detail} aria-label="Chosen runs">
        {runs.size > 0 && (
          <p className={styles.none}>
            Choose a run to see its curves and settings. Tick several, or press Space on them, to lay their
            curves over each other.
          </p>
        )}
      </aside>
    );
  }
  const [only] = shown;
  const bytes = shown.reduce((sum, { record }) => sum + (runs.get(record.id)?.bytes ?? 0), 0);
  return (
    <aside className={styles.detail} aria-label="Chosen runs" data-chosen={shown.length}>
      <ScrollArea className={styles.detailScroll} type="auto" scrollbarSize={6}>
        <div className={styles.detailBody}>
          <Labels key={shown.map(({ record }) => record.id).join(' ')} shown={shown} />
          <Actions shown={shown} />
          {shown.length === 1 && only && <Reason shown={only} />}
          <RunCharts shown={shown} />
          <Settings shown={shown} />
          <p className={styles.hint}>Takes {formatBytes(bytes)} of this browser’s storage.</p>
        </div>
      </ScrollArea>
    </aside>
  );
}

function Reason({ shown: { record } }: { shown: Shown }) {
  const said = [stateReason(record), ...record.notes, record.machine?.reason].filter(Boolean);
  if (said.length === 0) return null;
  return (
    <ul className={styles.notes}>
      {said.map((words) => (
        <li key={words}>{words}</li>
      ))}
    </ul>
  );
}

function Settings({ shown }: { shown: readonly Shown[] }) {
  const groups = useMemo(() => settingsGroups(shown.map(({ record }) => record)), [shown]);
  const several = shown.length > 1;
  const labels = uniqueLabels(
    shown.map(({ record }) => record),
    Date.now(),
  );
  return (
    <section className={styles.tableBox} aria-label="Settings of the chosen runs">
      <table className={styles.settings}>
        {several && (
          <thead>
            <tr>
              <th scope="col">
                <VisuallyHidden>Setting</VisuallyHidden>
              </th>
              {shown.map(({ record, colour }, i) => (
                <th key={record.id} scope="col">
                  <RunKey colour={colour} /> {labels[i]}
                </th>
              ))}
            </tr>
          </thead>
        )}
        {groups.map(({ title, rows }) => (
          <tbody key={title}>
            <tr>
              <th scope="rowgroup" colSpan={shown.length + 1} className={styles.groupTitle}>
                {title}
              </th>
            </tr>
            {rows.map(({ label, values, differs }) => (
              <tr key={label} className={classNames(differs && styles.differs)} data-differs={differs}>
                <th scope="row">
                  {differs && (
                    <span className={styles.differsSign} role="img" aria-label="differs:">
                      ≠
                    </span>
                  )}
                  {label}
                </th>
                {shown.map(({ record }, i) => (
                  <td key={record.id}>{values[i]}</td>
                ))}
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </section>
  );
}
