// What a notice says below its title: why something was not done with its remedies, or what was done with the way back.
import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Problem } from '../../graph/problem';
import { useWorkspaces } from '../../store/store';
import { FixButtons } from './FixButtons';

interface ProblemNoticeProps {
  readonly problem: Problem;
  readonly onDone: () => void;
}

export function ProblemNotice({ problem, onDone }: ProblemNoticeProps) {
  useElsewhere(onDone);
  return (
    <>
      <p style={{ margin: '0 0 6px' }}>{problem.message}</p>
      <FixButtons fixes={problem.fixes} onDone={onDone} />
    </>
  );
}

/** What it speaks of, and would mend, is in the drawing of one tab. */
function useElsewhere(leave: () => void): void {
  const shown = useWorkspaces((s) => s.active);
  const [at] = useState(shown);
  useEffect(() => {
    if (shown !== at) leave();
  }, [shown, at, leave]);
}

interface UndoableNoticeProps {
  readonly message: string;
  readonly onUndo: () => void;
}

export const UndoableNotice = ({ message, onUndo }: UndoableNoticeProps) => (
  <span style={{ display: 'flex', alignItems: 'center', gap: 12 }}>
    <span style={{ flex: 1 }}>{message}</span>
    <Button size="compact-xs" variant="light" onClick={onUndo}>
      Undo
    </Button>
  </span>
);
