// The sign on a card that differs from its counterpart: + and − where there is none, ~ where it has changed.
import type { LevelState } from '../../compare/levels';
import type { PaneId } from '../../store/panes';
import { Hint } from '../Hint';
import styles from './DiffMark.module.css';

const signs = { added: '+', removed: '−', changed: '~' } as const;

export function DiffMark({ diff, instance }: { diff: LevelState & { other: PaneId }; instance: boolean }) {
  if (diff.state === 'same') return null;
  const words = wordsOf(diff, instance);
  return (
    <Hint label={words}>
      <span className={styles.mark} data-diff={diff.state} role="img" aria-label={words}>
        {signs[diff.state]}
        {instance && diff.state === 'changed' ? diff.differing : ''}
      </span>
    </Hint>
  );
}

function wordsOf({ state, differing, other }: LevelState & { other: PaneId }, instance: boolean): string {
  if (state !== 'changed') return `Not in design ${other}`;
  if (!instance) return `Differs from its counterpart in design ${other}`;
  return differing === 1
    ? `One layer inside differs from design ${other}`
    : `${differing} layers inside differ from design ${other}`;
}
