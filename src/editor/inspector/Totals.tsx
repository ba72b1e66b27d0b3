// The sums over a drawing or a part of it; each says on hover or focus what it counts.
import { Tooltip } from '@mantine/core';
import { formatBytes, formatCount, formatShort } from '../../lib/format';
import type { MeasuredTotals } from '../../plan/measures';
import styles from './Inspector.module.css';

export function Totals({
  measured,
  batch,
  nodes,
  withDepth,
}: {
  measured: MeasuredTotals;
  /** Images that its bytes are counted for. */
  batch: number;
  nodes: number;
  withDepth?: boolean;
}) {
  const { trainable, frozen, macs, activationBytes, depth } = measured;
  const rows = [
    { label: 'Nodes', value: formatCount(nodes), full: '' },
    {
      label: 'Weights',
      value: formatCount(trainable + frozen),
      full:
        frozen > 0
          ? `${formatCount(trainable)} trainable + ${formatCount(frozen)} not trained`
          : 'All of them trainable',
    },
    {
      label: 'MACs',
      value: formatShort(macs),
      full: `${formatCount(macs)} multiply-accumulates for one image`,
    },
    {
      label: 'Memory',
      value: formatBytes(activationBytes),
      full: `Every node’s output: ${formatCount(activationBytes / batch)} bytes an image · ${batch} images (the training’s batch size) = ${formatBytes(activationBytes)}`,
    },
    ...(withDepth
      ? [
          {
            label: 'Depth',
            value: formatCount(depth),
            full: 'Layers with weights on the longest path',
          },
        ]
      : []),
  ];
  return (
    <dl className={styles.totals}>
      {rows.map(({ label, value, full }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd className="tabular">
            {full ? (
              <Tooltip label={full} multiline maw={260} events={{ hover: true, focus: true, touch: true }}>
                {/* biome-ignore lint/a11y/noNoninteractiveTabindex: its explanation is to be had by keyboard too. */}
                <span role="note" tabIndex={0} aria-label={`${label}: ${value}. ${full}`}>
                  {value}
                </span>
              </Tooltip>
            ) : (
              value
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
