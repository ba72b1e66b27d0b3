// The sums over the whole drawing; each says on hover or focus what it counts.
import { Tooltip } from '@mantine/core';
import { formatBytes, formatCount, formatShort } from '../../lib/format';
import type { Measured } from '../../store/measured';
import styles from './Costs.module.css';

export function CostTotals({ measured: { measures, batch } }: { measured: Measured }) {
  const { trainable, frozen, macs, activationBytes, keptBytes, depth } = measures.totals;
  const figures = [
    {
      label: 'Weights',
      value: formatShort(trainable + frozen),
      full: `${formatCount(trainable)} trainable + ${formatCount(frozen)} frozen = ${formatCount(trainable + frozen)}`,
    },
    {
      label: 'MACs an image',
      value: formatShort(macs),
      full: `${formatCount(macs)} multiply-accumulates for one image, once through`,
    },
    {
      label: `Memory, batch ${batch}`,
      value: formatBytes(activationBytes),
      full: `Every node’s output: ${formatCount(activationBytes / batch)} bytes an image · ${batch} images (the training’s batch size) = ${formatBytes(activationBytes)}`,
    },
    {
      label: 'Kept for gradients',
      value: formatBytes(keptBytes),
      full: `Outputs that the backward pass still needs, each counted once: ${formatCount(keptBytes / batch)} bytes an image · ${batch} images = ${formatBytes(keptBytes)}`,
    },
    {
      label: 'Depth',
      value: formatCount(depth),
      full: 'Layers with multiplications on the longest path, as papers count',
    },
  ];
  return (
    <dl className={styles.totals}>
      {figures.map(({ label, value, full }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd className="tabular">
            <Tooltip label={full} multiline maw={280} events={{ hover: true, focus: true, touch: true }}>
              {/* biome-ignore lint/a11y/noNoninteractiveTabindex: its explanation is to be had by keyboard too. */}
              <span role="note" tabIndex={0} aria-label={`${label}: ${value}. ${full}`}>
                {value}
              </span>
            </Tooltip>
          </dd>
        </div>
      ))}
    </dl>
  );
}
