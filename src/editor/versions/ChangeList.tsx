// What a version changed, line by line.
import { useDeferredValue, useMemo } from 'react';
import type { Document } from '../../graph/document';
import { changesOf } from './changesOf';
import styles from './versions.module.css';

/** Beyond these the lines are counted. */
const mostLines = 12;

export function ChangeList({ before, after }: { before: Document; after: Document }) {
  const left = useDeferredValue(before);
  const right = useDeferredValue(after);
  const changes = useMemo(() => changesOf(left, right), [left, right]);
  if (changes.length === 0) return <p className={styles.note}>Nothing but names and places.</p>;
  const more = changes.length - mostLines;
  return (
    <ul className={styles.changes} aria-label="What changed">
      {changes.slice(0, mostLines).map(({ sign, what, where }) => (
        <li key={`${what} ${where}`} data-sign={sign}>
          <span className={styles.sign} aria-hidden>
            {sign}
          </span>
          <span>
            {what}
            {where && <span className={styles.where}> {where}</span>}
          </span>
        </li>
      ))}
      {more > 0 && <li className={styles.note}>and {more} more</li>}
    </ul>
  );
}
