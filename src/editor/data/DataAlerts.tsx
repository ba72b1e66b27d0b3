// What is wrong with files that were chosen, and where the data and the drawing do not go together.
import { Alert, Button } from '@mantine/core';
import { IconAlertTriangle, IconArrowsDiff } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { DataProblem, DataSet } from '../../data/dataSet';
import { fitOf } from '../../store/judge';
import { useStore, useStoreAfterwards } from '../../store/store';
import { FixButtons } from '../problems/FixButtons';
import classes from './DataPanel.module.css';
import { fixBoth } from './fixBoth';

/** One line a file; what was in use before is still in use. */
export function FileProblems({
  problems,
  kept,
}: {
  problems: readonly DataProblem[];
  kept: DataSet | undefined;
}) {
  return (
    <Alert
      className={classes.bad}
      color="red"
      variant="light"
      p={10}
      icon={<IconAlertTriangle size={16} aria-hidden />}
      title="The data was not loaded"
    >
      <ul className={classes.problems}>
        {problems.map(({ at, code, message }) => (
          <li key={`${at} ${code} ${message}`}>
            {message.includes(at) ? null : <strong>{at}: </strong>}
            {message}
          </li>
        ))}
      </ul>
      {kept && (
        <div className={classes.kept}>
          <span>“{kept.name}” is still in use.</span>
          <Button size="compact-xs" variant="white" onClick={() => useStore.getState().dismissDataProblems()}>
            Dismiss
          </Button>
        </div>
      )}
    </Alert>
  );
}

export function FitAlert({ dataSet }: { dataSet: DataSet }) {
  const graph = useStoreAfterwards((s) => s.document.graph);
  const problems = useMemo(() => fitOf(graph, dataSet), [graph, dataSet]);
  if (problems.length === 0) return null;
  const both = fixBoth(problems);
  const fixes = [...(both ? [both] : []), ...problems.flatMap((problem) => problem.fixes ?? [])];
  return (
    <Alert
      className={classes.warn}
      color="orange"
      variant="light"
      p={10}
      icon={<IconArrowsDiff size={16} aria-hidden />}
      title="Data and network do not match"
    >
      <ul className={classes.problems}>
        {problems.map((problem) => (
          <li key={problem.message}>{problem.message}</li>
        ))}
      </ul>
      <FixButtons fixes={fixes} whole />
    </Alert>
  );
}
