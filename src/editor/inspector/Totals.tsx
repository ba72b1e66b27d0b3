// The sums over a drawing or a part of it.
import { formatCount, formatShort } from '../../lib/format';
import type { Totals as TotalsOf } from '../../plan/plan';
import styles from './Inspector.module.css';

export function Totals({
  totals,
  nodes,
  withDepth,
}: {
  totals: TotalsOf;
  nodes: number;
  withDepth?: boolean;
}) {
  const weights = totals.trainable + totals.frozen;
  const rows = [
    { label: 'Nodes', value: formatCount(nodes), full: '' },
    {
      label: 'Weights',
      value: formatCount(weights),
      full: totals.frozen > 0 ? `${formatCount(totals.frozen)} of them not trained` : '',
    },
    {
      label: 'MACs',
      value: formatShort(totals.macs),
      full: `${formatCount(totals.macs)} multiply-accumulates for one image`,
    },
    ...(withDepth
      ? [
          {
            label: 'Depth',
            value: formatCount(totals.depth),
            full: 'Layers with weights on the longest path',
          },
        ]
      : []),
  ];
  return (
    <dl className={styles.totals}>
      {rows.map((row) => (
        <div key={row.label} title={row.full || undefined}>
          <dt>{row.label}</dt>
          <dd className="tabular">{row.value}</dd>
        </div>
      ))}
    </dl>
  );
}
