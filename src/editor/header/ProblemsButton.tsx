// How many problems keep the drawing from training, and the list of them.
import { Button, Popover, ScrollArea } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useProblems } from '../../store/derive';
import { setProblemsOpen, useOverlays } from '../overlays';
import { ProblemList } from '../problems/ProblemList';

export function ProblemsButton() {
  const problems = useProblems();
  const open = useOverlays((s) => s.problemsOpen);
  const count = problems.length;
  const label = count === 0 ? 'No problems' : `${count} ${count === 1 ? 'problem' : 'problems'}`;
  return (
    <Popover opened={open} onChange={setProblemsOpen} position="bottom-end" width={360} trapFocus>
      <Popover.Target>
        <Button
          size="compact-sm"
          variant="subtle"
          color={count === 0 ? 'gray' : 'red'}
          leftSection={
            count === 0 ? (
              <IconCircleCheck size={15} aria-hidden />
            ) : (
              <IconAlertTriangle size={15} aria-hidden />
            )
          }
          onClick={() => setProblemsOpen(!open)}
        >
          {label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p="sm">
        <ScrollArea.Autosize mah="60vh" type="auto">
          <ProblemList problems={problems} onDone={() => setProblemsOpen(false)} />
        </ScrollArea.Autosize>
      </Popover.Dropdown>
    </Popover>
  );
}
