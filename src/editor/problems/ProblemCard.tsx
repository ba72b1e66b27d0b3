// One problem: what is wrong and why, the way to where it stands, and its remedies.
import { Button } from '@mantine/core';
import { IconAlertTriangle, IconArrowRight } from '@tabler/icons-react';
import type { Problem } from '../../graph/problem';
import { useStore } from '../../store/store';
import { FixButtons } from './FixButtons';
import { goTo } from './goTo';
import styles from './problems.module.css';

export function ProblemCard({
  problem,
  withPlace,
  onDone,
}: {
  problem: Problem;
  withPlace?: boolean;
  onDone?: () => void;
}) {
  const target = useStore((s) => goTo(problem.at, s.document.graph));
  return (
    <div className={styles.card}>
      <div className={styles.message}>
        <IconAlertTriangle size={15} stroke={1.9} className={styles.icon} aria-hidden />
        <span>{problem.message}</span>
      </div>
      {withPlace && target && (
        <Button
          size="compact-xs"
          variant="subtle"
          justify="flex-start"
          leftSection={<IconArrowRight size={13} aria-hidden />}
          aria-label={`Go to ${target}`}
          onClick={() => {
            useStore.getState().focusNode(target);
            onDone?.();
          }}
        >
          Go there
        </Button>
      )}
      <FixButtons fixes={problem.fixes} {...(onDone ? { onDone } : {})} />
    </div>
  );
}
