// One problem: what is wrong and why, the way to where it stands, and its remedies.
import { Button } from '@mantine/core';
import { IconAlertTriangle, IconArrowRight, IconDoorEnter } from '@tabler/icons-react';
import type { Problem } from '../../graph/problem';
import { shapesOf } from '../../store/judge';
import { useStore } from '../../store/store';
import { classNames } from '../classNames';
import { FixButtons } from './FixButtons';
import { goTo, type Spot, wayIn } from './goTo';
import styles from './problems.module.css';
import { isToDo } from './toDo';

export function ProblemCard({
  problem,
  whole = false,
  way,
  messageId,
  onDone,
}: {
  problem: Problem;
  /** It is one of the whole drawing, not of the level that is shown: it leads to its place. */
  whole?: boolean;
  /** The way into an instance to the node at fault in it. */
  way?: Spot | undefined;
  /** For the dialog that the message describes. */
  messageId?: string;
  onDone?: () => void;
}) {
  const graph = useStore((s) => s.document.graph);
  const target = whole ? goTo(problem.at, graph) : undefined;
  const inside = whole && target ? wayIn(shapesOf(graph), target) : way;
  const show = (spot: Spot) => {
    useStore.getState().focusNode(spot.node, spot.path);
    onDone?.();
  };
  return (
    <div className={styles.card}>
      <div className={styles.message}>
        <IconAlertTriangle
          size={15}
          stroke={1.9}
          className={classNames(styles.icon, isToDo(problem) && styles.toDo)}
          aria-hidden
        />
        <span id={messageId}>{problem.message}</span>
      </div>
      {target && (
        <Button
          size="compact-xs"
          variant="subtle"
          justify="flex-start"
          leftSection={<IconArrowRight size={13} aria-hidden />}
          aria-label={`Go there: ${target}`}
          onClick={() => show({ path: [], node: target })}
        >
          Go there
        </Button>
      )}
      {inside && (
        <Button
          size="compact-xs"
          variant="subtle"
          justify="flex-start"
          leftSection={<IconDoorEnter size={13} aria-hidden />}
          aria-label={`Open it at ${inside.node}, in ${inside.path.join(' › ')}`}
          onClick={() => show(inside)}
        >
          Open it at {inside.node}
        </Button>
      )}
      <FixButtons fixes={problem.fixes} whole={whole} {...(onDone ? { onDone } : {})} />
    </div>
  );
}
