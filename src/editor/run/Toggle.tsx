// A small button that stays pressed, for the ways in which a chart can be drawn.
import { Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './RunDock.module.css';

interface ToggleProps {
  readonly name: string;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
  readonly children: ReactNode;
}

export function Toggle({ name, on, onChange, children }: ToggleProps) {
  return (
    <Tooltip label={name}>
      <button
        type="button"
        className={classes.toggle}
        aria-label={name}
        aria-pressed={on}
        onClick={() => onChange(!on)}
      >
        {children}
      </button>
    </Tooltip>
  );
}
