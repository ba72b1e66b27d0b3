// What `Hint` fetches.
import { Tooltip } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';

interface HintProps {
  readonly label: string;
  readonly position?: 'left' | 'right' | 'top' | 'bottom';
  /** One element, which takes a ref. */
  readonly children: ReactNode;
}

export const HintTooltip = ({ label, position, children }: HintProps) => (
  <Tooltip
    label={label}
    maw={300}
    events={{ hover: true, focus: true, touch: true }}
    {...(position ? { position } : {})}
  >
    {children as ReactElement}
  </Tooltip>
);
