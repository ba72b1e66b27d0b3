// The arithmetic behind a node's numbers, line by line.
import { IconAlertTriangle } from '@tabler/icons-react';
import type { Explanation } from '../../layers/contract';
import { classNames } from '../classNames';
import styles from './Inspector.module.css';

export function Arithmetic({ lines }: { lines: readonly Explanation[] }) {
  return (
    <dl className={styles.arithmetic}>
      {lines.map((line) => (
        <div
          key={`${line.label}-${line.formula}`}
          className={classNames(styles.line, line.caution && styles.caution)}
        >
          <dt>
            {line.caution && <IconAlertTriangle size={12} stroke={2} aria-label="Caution" />}
            {line.label}
          </dt>
          <dd>{line.formula}</dd>
        </div>
      ))}
    </dl>
  );
}
