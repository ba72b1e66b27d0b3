// What a selected broken wire says, and its remedies, on a card below its pill.
import { Popover } from '@mantine/core';
import type { ReactNode } from 'react';
import type { GraphEdge } from '../../graph/graph';
import { BrokenWire } from '../problems/BrokenWire';

interface BrokenCardProps {
  readonly edge: GraphEdge;
  readonly message: string;
  /** The pill. */
  readonly children: ReactNode;
}

export const BrokenCard = ({ edge, message, children }: BrokenCardProps) => (
  <Popover opened position="bottom" width={320} trapFocus={false} withinPortal closeOnClickOutside={false}>
    <Popover.Target>{children}</Popover.Target>
    <Popover.Dropdown p="sm">
      <BrokenWire edge={edge} message={message} />
    </Popover.Dropdown>
  </Popover>
);
