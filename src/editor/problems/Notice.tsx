// What a notice says below its title: why something was not done with its remedies, or what was done with the way back.
import { Button } from '@mantine/core';
import type { Problem } from '../../graph/problem';
import { FixButtons } from './FixButtons';

interface ProblemNoticeProps {
  readonly problem: Problem;
  readonly onDone: () => void;
}

export const ProblemNotice = ({ problem, onDone }: ProblemNoticeProps) => (
  <>
    <p style={{ margin: '0 0 6px' }}>{problem.message}</p>
    <FixButtons fixes={problem.fixes} onDone={onDone} />
  </>
);

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
