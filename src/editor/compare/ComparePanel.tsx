// What differs between the designs side by side: their totals with ratios to the first, and each difference with the layers
// it is about.
import { Switch } from '@mantine/core';
import { useDeferredValue, useMemo } from 'react';
import { useStore as useZustand } from 'zustand';
import { differencesOf } from '../../compare/differences';
import type { Document } from '../../graph/document';
import { differenceOf } from '../../store/differences';
import { expandedOf } from '../../store/judge';
import type { Pane } from '../../store/panes';
import { comparing, useComparing } from '../../store/store';
import styles from './ComparePanel.module.css';
import { DifferenceList } from './DifferenceList';
import { PaneLetter } from './PaneLetter';
import { TotalsTable } from './TotalsTable';

export function ComparePanel() {
  const panes = useComparing((s) => s.panes);
  const marked = useComparing((s) => s.marked);
  const watch = useComparing((s) => s.settings.watch);
  const [first, ...others] = panes;
  if (!first) return null;
  return (
    <div className={styles.panel}>
      {watch && (
        <section className={styles.watch} aria-label="What to watch">
          {watch}
        </section>
      )}
      <TotalsTable panes={panes} />
      <Switch
        size="xs"
        className={styles.switch ?? ''}
        label="Mark what differs on the canvas"
        checked={marked}
        onChange={(event) => comparing.getState().setMarked(event.currentTarget.checked)}
      />
      {others.map((pane) => (
        <Differences key={pane.id} first={first} pane={pane} />
      ))}
    </div>
  );
}

function Differences({ first, pane }: { first: Pane; pane: Pane }) {
  const left = useDeferredValue(useZustand(first.store, (s) => s.document));
  const right = useDeferredValue(useZustand(pane.store, (s) => s.document));
  const list = useMemo(() => listOf(left, right), [left, right]);
  return (
    <section aria-label={`What differs between ${first.id} and ${pane.id}`}>
      <h2 className={styles.heading}>
        <PaneLetter pane={first.id} /> to <PaneLetter pane={pane.id} />
      </h2>
      {list.length === 0 ? (
        <p className={styles.same}>Nothing differs but names and places.</p>
      ) : (
        <DifferenceList differences={list} first={first} pane={pane} />
      )}
    </section>
  );
}

const listOf = (left: Document, right: Document) =>
  differencesOf(
    differenceOf(left.graph, right.graph),
    expandedOf(left.graph).flat,
    expandedOf(right.graph).flat,
  );
