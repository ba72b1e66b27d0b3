// The designs' totals side by side: weights, MACs, memory, depth, receptive field and layers, with the ratio to the first.
import { useEffect, useMemo, useState } from 'react';
import { type TotalsRow, totalsTable } from '../../compare/totals';
import type { Document } from '../../graph/document';
import { formatBytes, formatCount, formatShort } from '../../lib/format';
import { countedOf } from '../../store/counted';
import type { Pane } from '../../store/panes';
import styles from './ComparePanel.module.css';
import { PaneLetter } from './PaneLetter';
import { ratioOf } from './ratioWords';

export function TotalsTable({ panes }: { panes: readonly Pane[] }) {
  const documents = useDocuments(panes);
  const { rows, missing } = useMemo(() => {
    const counted = documents.map((document) => countedOf(document));
    const whole = counted.flatMap((one) => one ?? []);
    const all = whole.length === counted.length;
    return { rows: all ? totalsTable(whole) : [], missing: panes.filter((_, i) => !counted[i]) };
  }, [documents, panes]);
  if (missing.length > 0)
    return (
      <p className={styles.same}>
        Totals appear once every layer has a shape: in {missing.map(({ id }) => id).join(', ')} some have none
        yet.
      </p>
    );
  return (
    <table className={styles.table} aria-label="Totals of the designs">
      <thead>
        <tr>
          <td />
          {panes.map(({ id }) => (
            <th key={id}>
              <PaneLetter pane={id} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.figure}>
            <th scope="row">{row.label}</th>
            {panes.map(({ id }, i) => (
              <td key={id}>
                <span title={exact(row, i)}>{written(row, i)}</span>
                {i > 0 && <span className={styles.ratio}>{ratioOf(row.ratios[i])}</span>}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The documents of all panes, followed. */
function useDocuments(panes: readonly Pane[]): readonly Document[] {
  const read = () => panes.map(({ store }) => store.getState().document);
  const [documents, setDocuments] = useState(read);
  useEffect(() => {
    const look = () =>
      setDocuments((before) => {
        const now = panes.map(({ store }) => store.getState().document);
        return now.length === before.length && now.every((one, i) => one === before[i]) ? before : now;
      });
    look();
    const stops = panes.map(({ store }) => store.subscribe(look));
    return () => {
      for (const stop of stops) stop();
    };
  }, [panes]);
  return documents;
}

function written({ unit, values }: TotalsRow, i: number): string {
  const value = values[i];
  if (value === undefined) return '–';
  if (unit === 'bytes') return formatBytes(value);
  return unit === 'px' ? `${value} px` : formatShort(value);
}

function exact({ unit, values }: TotalsRow, i: number): string {
  const value = values[i];
  return value === undefined ? '' : `${formatCount(value)}${unit === '' ? '' : ` ${unit}`}`;
}
