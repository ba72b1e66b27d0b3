// The comparisons that come with the app, each with what to watch.
import { useEffect, useState } from 'react';
import { type Demonstration, loadDemonstrations } from '../../store/demonstrations';
import { closeDialog } from '../overlays';
import styles from './CompareDialog.module.css';
import { openComparison } from './compareActions';

export function Demonstrations() {
  const [loaded, setLoaded] = useState<readonly Demonstration[]>();
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let here = true;
    loadDemonstrations().then(
      (all) => here && setLoaded(all),
      () => here && setFailed(true),
    );
    return () => {
      here = false;
    };
  }, []);
  if (failed)
    return (
      <p className={styles.refusal} role="status">
        The demonstrations did not load: check the connection and open this again.
      </p>
    );
  return (
    <ul className={styles.list} aria-busy={!loaded}>
      {(loaded ?? []).map(({ id, comparison }) => (
        <li key={id}>
          <button
            type="button"
            className={styles.choice}
            onClick={() => {
              closeDialog();
              openComparison(comparison);
            }}
          >
            <strong>
              {comparison.title}
              <span>{comparison.designs.length} designs</span>
            </strong>
            <p>{comparison.watch}</p>
          </button>
        </li>
      ))}
    </ul>
  );
}
