// A part of the dialog with its heading.
import type { ReactNode } from 'react';
import styles from './CompareDialog.module.css';

interface PartProps {
  readonly title: string;
  readonly note?: string;
  readonly children: ReactNode;
}

export function Part({ title, note, children }: PartProps) {
  return (
    <section className={styles.part} aria-label={title}>
      <h3>{title}</h3>
      {note && <p className={styles.note}>{note}</p>}
      {children}
    </section>
  );
}
