// Everything that keeps the drawing from training, each with the way there and its remedies.
import { IconCircleCheck } from '@tabler/icons-react';
import type { Problem } from '../../graph/problem';
import { ProblemCard } from './ProblemCard';
import styles from './problems.module.css';

export function ProblemList({ problems, onDone }: { problems: readonly Problem[]; onDone?: () => void }) {
  if (problems.length === 0) {
    return (
      <div className={styles.none}>
        <IconCircleCheck size={15} aria-hidden /> Ready to train.
      </div>
    );
  }
  return (
    <ul className={styles.list}>
      {problems.map((problem) => (
        <li key={`${problem.code} ${JSON.stringify(problem.at)} ${problem.message}`}>
          <ProblemCard problem={problem} whole {...(onDone ? { onDone } : {})} />
        </li>
      ))}
    </ul>
  );
}
