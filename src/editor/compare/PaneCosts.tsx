// Weights and MACs of a pane's design in its header, with how many times those of the first design they are.

import { useStore as useZustand } from 'zustand';
import { formatShort } from '../../lib/format';
import type { Totals } from '../../plan/plan';
import { countedOf } from '../../store/counted';
import type { PaneId } from '../../store/panes';
import type { State } from '../../store/state';
import { leadStore, useStore } from '../../store/store';
import styles from './Compare.module.css';
import { ratioWords } from './ratioWords';

const totalsOf = ({ document }: State): Totals | undefined => countedOf(document)?.totals;

export function PaneCosts({ pane }: { pane: PaneId }) {
  const own = useStore(totalsOf);
  const first = useZustand(leadStore, totalsOf);
  if (!own) return <span className={styles.paneCosts}>not whole yet</span>;
  const compared = pane === 'A' ? undefined : first;
  return (
    <span className={styles.paneCosts}>
      {figure('weights', own.trainable, compared?.trainable)}
      {' · '}
      {figure('MACs', own.macs, compared?.macs)}
    </span>
  );
}

function figure(name: string, value: number, first: number | undefined): string {
  const ratio = first === undefined || first === value ? '' : ` ${ratioWords(value, first)}`;
  return `${formatShort(value)} ${name}${ratio}`;
}
