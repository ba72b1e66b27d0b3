// Earlier versions of the active design, from its history, newest first, to stand beside it.
import { useStore } from '../../store/store';
import { closeDialog } from '../overlays';
import styles from './CompareDialog.module.css';
import { openBeside } from './compareActions';
import { Part } from './Part';

/** More than these nobody looks through; the history itself has no limit. */
const mostShown = 50;

export function Versions({ disabled }: { disabled: boolean }) {
  const past = useStore((s) => s.past);
  if (past.length === 0) return null;
  const shown = past.slice(-mostShown).reverse();
  return (
    <Part title="An earlier version of this design" note="As it was before each of the last steps.">
      <ul className={`${styles.list} ${styles.versions}`}>
        {shown.map((entry, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: steps of history have no name of their own and never move.
          <li key={i}>
            <button
              type="button"
              className={styles.choice}
              disabled={disabled}
              onClick={() => {
                closeDialog();
                openBeside(entry.document);
              }}
            >
              <strong>
                Before “{entry.label}”<span>{stepsAgo(i + 1)}</span>
              </strong>
            </button>
          </li>
        ))}
      </ul>
    </Part>
  );
}

const stepsAgo = (steps: number): string => (steps === 1 ? 'one step ago' : `${steps} steps ago`);
