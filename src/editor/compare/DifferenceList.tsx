// The differences between two designs as a list; each leads to its layers in both panes.
import { Tooltip } from '@mantine/core';
import type { Difference } from '../../compare/differences';
import { type NodeId, namesOf } from '../../lib/ids';
import type { Pane } from '../../store/panes';
import { comparing } from '../../store/store';
import styles from './ComparePanel.module.css';

const signs: Readonly<Record<Difference['change'], string>> = {
  removed: '−',
  added: '+',
  replaced: '~',
  changed: '~',
  rewired: '⤳',
};

interface Props {
  readonly differences: readonly Difference[];
  readonly first: Pane;
  readonly pane: Pane;
}

export function DifferenceList({ differences, first, pane }: Props) {
  return (
    <ul className={styles.list}>
      {differences.map((difference) => (
        <li key={difference.sentence}>
          <Tooltip label="Show these layers" openDelay={600}>
            <button
              type="button"
              className={styles.difference}
              data-change={difference.change}
              onClick={() => show(difference, first, pane)}
            >
              <span className={styles.sign} aria-hidden="true">
                {signs[difference.change]}
              </span>
              <span>
                <span className={styles.what}>{sentenceStart(difference)}</span>
                <span className={styles.where}>{difference.where}</span>
              </span>
            </button>
          </Tooltip>
        </li>
      ))}
    </ul>
  );
}

const words = {
  removed: 'Removed',
  added: 'Added',
  replaced: 'Replaced',
  changed: 'Changed',
  rewired: 'Rewired',
};
const sentenceStart = ({ change, what }: Difference): string => `${words[change]} ${what}`;

/** Selects the layers, or the modules around them, where the pane that has them shows its whole drawing. */
function show({ left, right }: Difference, first: Pane, pane: Pane): void {
  const [shown, ids] = right.length > 0 ? [pane, right] : [first, left];
  comparing.getState().activate(shown.id);
  const { goTo, select, focusNode } = shown.store.getState();
  const [only] = ids;
  if (ids.length === 1 && only !== undefined) {
    const names = namesOf(only);
    const own = names.at(-1);
    if (own !== undefined) focusNode(own, names.slice(0, -1));
    return;
  }
  goTo([]);
  select(new Set(ids.flatMap((id): readonly NodeId[] => namesOf(id).slice(0, 1))));
}
