// How a run ended, as a sign and a word.
import { Tooltip } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconPlayerPlay,
  IconPlayerStop,
  IconPlugConnectedX,
  IconTrendingUp,
} from '@tabler/icons-react';
import type { RunRecord } from '../../training/record';
import styles from './History.module.css';
import { type StateSign, stateReason, stateSign, stateText } from './recordWords';

const icons: Readonly<Record<StateSign, typeof IconCircleCheck>> = {
  training: IconPlayerPlay,
  done: IconCircleCheck,
  stopped: IconPlayerStop,
  failed: IconAlertTriangle,
  diverged: IconTrendingUp,
  interrupted: IconPlugConnectedX,
};

export function StateBadge({ record }: { record: RunRecord }) {
  const sign = stateSign(record);
  const Icon = icons[sign];
  const reason = stateReason(record);
  const badge = (
    <span className={styles.state} data-sign={sign}>
      <Icon size={14} stroke={1.8} aria-hidden />
      {stateText(record)}
    </span>
  );
  return reason ? (
    <Tooltip label={reason} w={300}>
      {badge}
    </Tooltip>
  ) : (
    badge
  );
}
