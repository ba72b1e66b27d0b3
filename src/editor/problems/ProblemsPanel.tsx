// Every problem of the drawing in the side panel, live: its place, the reason, its remedies, and all safe ones at once.
// It stays open while one goes from problem to problem.
import { Button, ScrollArea, Tooltip, VisuallyHidden } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import {
  IconAlertTriangle,
  IconChevronRight,
  IconCircleCheck,
  IconPhoto,
  IconWand,
} from '@tabler/icons-react';
import { startTransition, useEffect, useState } from 'react';
import type { Place, Problem } from '../../graph/problem';
import { useProblems } from '../../store/derive';
import { prefixOf } from '../../store/level';
import { useStore } from '../../store/store';
import { applyFix } from '../commands';
import { announceUndoable } from './announce';
import { FixButtons } from './FixButtons';
import styles from './ProblemsPanel.module.css';
import { isOfData, placeOf } from './placeOf';
import { isGentle, safeFixOf } from './safeFixes';

/** What is done from here selects nodes, which would turn to the inspector. */
const stay = (): void => useStore.getState().setView({ sidePanel: 'problems' });

export function ProblemsPanel() {
  const problems = useProblems();
  const count = problems.length;
  const shown = useGrowing(count);
  return (
    <section className={styles.panel} aria-label="Problems" data-testid="problems" data-count={count}>
      <VisuallyHidden role="status">
        {count === 0 ? 'No problems' : `${count} ${count === 1 ? 'problem' : 'problems'}`}
      </VisuallyHidden>
      {count === 0 ? (
        <AllIsWell />
      ) : (
        <>
          <FixAll problems={problems} />
          <ScrollArea className={styles.scroll} type="auto" scrollbarSize={6}>
            <ol className={styles.list}>
              {problems.slice(0, shown).map((problem) => (
                <li key={`${problem.code} ${JSON.stringify(problem.at)} ${problem.message}`}>
                  <ProblemRow problem={problem} />
                </li>
              ))}
            </ol>
          </ScrollArea>
        </>
      )}
    </section>
  );
}

/** How many rows are drawn: those in sight at once, the others behind them, for the remedies of each are tried first. */
function useGrowing(count: number): number {
  const [shown, setShown] = useState(portion);
  useEffect(() => {
    if (shown >= count) return;
    const next = setTimeout(() => startTransition(() => setShown(shown + portion)), 0);
    return () => clearTimeout(next);
  }, [shown, count]);
  return shown;
}
const portion = 12;

function AllIsWell() {
  const empty = useStore((s) => s.document.graph.nodes.size === 0);
  return (
    <div className={styles.well}>
      <IconCircleCheck size={22} stroke={1.6} aria-hidden />
      <strong>{empty ? 'Nothing is drawn yet' : 'All is well'}</strong>
      <p>
        {empty
          ? 'What does not fit while you draw is told here, each with the way there and what mends it.'
          : 'Every wire fits, something leads from the input to an output, and the data suits both. The network can be trained.'}
      </p>
    </div>
  );
}

/** The heading says already which node it is. */
function withoutName(message: string, at: Place): string {
  const name = at.type === 'node' ? `“${at.node}”: ` : '';
  if (name === '' || !message.startsWith(name)) return message;
  const rest = message.slice(name.length);
  return `${rest[0]?.toUpperCase() ?? ''}${rest.slice(1)}`;
}

const safeWords =
  'Takes every remedy that leaves fewer problems, takes away no node or wire, and leaves the data set alone; nodes may be put on wires and parameters changed. One step, which undo takes back.';

function FixAll({ problems }: { problems: readonly Problem[] }) {
  const graph = useStore((s) => s.document.graph);
  const offered = problems.some(({ fixes }) => fixes?.some((fix) => isGentle(graph, fix)));
  const words = problems.length === 1 ? 'One problem' : `${problems.length} problems`;
  return (
    <div className={styles.head}>
      <strong>{words}</strong>
      <Tooltip
        label={offered ? safeWords : 'No remedy here is sure to be what you want: choose one by one.'}
        w={280}
      >
        <Button
          size="compact-xs"
          variant="light"
          leftSection={<IconWand size={13} aria-hidden />}
          aria-disabled={!offered}
          data-disabled={!offered || undefined}
          aria-description={safeWords}
          onClick={() => offered && fixAllSafe()}
        >
          Fix all that are safe
        </Button>
      </Tooltip>
    </div>
  );
}

/** Takes all safe remedies as one step; says what was done, or that none was found. */
export function fixAllSafe(): void {
  const { document, data, undo } = useStore.getState();
  const found = safeFixOf(document, data);
  const made = found && applyFix(found.fix, true);
  stay();
  if (!found || !made?.ok) {
    notifications.show({
      color: 'yellow',
      title: 'Nothing was changed',
      message:
        made?.ok === false ? made.error.message : 'No remedy leaves fewer problems; choose one by one.',
    });
    return;
  }
  const left = found.left === 0 ? 'None is left.' : `${found.left} ${found.left === 1 ? 'is' : 'are'} left.`;
  const what = `Fixed ${found.mended} ${found.mended === 1 ? 'problem' : 'problems'}. ${left}`;
  announceUndoable('fixed-all', what, undo, 8000);
}

function ProblemRow({ problem }: { problem: Problem }) {
  const document = useStore((s) => s.document);
  const { words, spot } = placeOf(problem, document);
  const current = useStore(
    (s) => spot !== undefined && s.selectedNodes.has(spot.node) && prefixOf(s.path) === prefixOf(spot.path),
  );
  const show = () => {
    if (spot) useStore.getState().focusNode(spot.node, spot.path);
    stay();
  };
  return (
    <article className={styles.row} data-current={current || undefined}>
      {spot ? (
        <button
          type="button"
          className={styles.place}
          aria-label={`Go to ${words}`}
          aria-current={current || undefined}
          onClick={show}
        >
          <IconAlertTriangle size={14} stroke={1.9} className={styles.bad} aria-hidden />
          <span>{words}</span>
          <IconChevronRight size={14} className={styles.go} aria-hidden />
        </button>
      ) : (
        <div className={styles.place}>
          <IconAlertTriangle size={14} stroke={1.9} className={styles.bad} aria-hidden />
          <span>{words}</span>
        </div>
      )}
      <p className={styles.message}>{withoutName(problem.message, problem.at)}</p>
      <FixButtons fixes={problem.fixes} whole onDone={stay} />
      {isOfData(problem.code) && (
        <Button
          size="compact-xs"
          variant="subtle"
          justify="flex-start"
          leftSection={<IconPhoto size={13} aria-hidden />}
          onClick={() => useStore.getState().setView({ sidePanel: 'data' })}
        >
          Show the data
        </Button>
      )}
    </article>
  );
}
