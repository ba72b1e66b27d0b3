// How many problems keep the drawing from training; leads to the panel that lists them.
import { Button, Tooltip } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useProblems } from '../../store/derive';
import { useStore } from '../../store/store';
import { hintOf } from '../actions/keyText';
import { problemsAction, toggleProblems } from '../problems/actions';
import { isToDo } from '../problems/toDo';
import styles from './Header.module.css';

export function ProblemsButton() {
  const problems = useProblems();
  const count = problems.length;
  // What is not drawn yet is no fault.
  const faulty = !problems.every(isToDo);
  const open = useStore((s) => s.sideOpen && s.sidePanel === 'problems');
  const label = count === 0 ? 'No problems' : `${count} ${count === 1 ? 'problem' : 'problems'}`;
  const Icon = count === 0 ? IconCircleCheck : IconAlertTriangle;
  return (
    <Tooltip label={hintOf(problemsAction)}>
      <Button
        // How many there are is read at any width.
        className={count === 0 ? (styles.brief ?? '') : undefined}
        size="compact-sm"
        variant={open ? 'light' : 'subtle'}
        color={faulty ? 'red' : 'gray'}
        aria-expanded={open}
        leftSection={<Icon size={15} aria-hidden />}
        onClick={toggleProblems}
      >
        {label}
      </Button>
    </Tooltip>
  );
}
