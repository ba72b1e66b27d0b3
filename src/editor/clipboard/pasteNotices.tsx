// Notices of pasting: what could not be kept as it was, and what a pasted comparison can be opened as.
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { Comparison } from '../../compare/comparison';
import { openComparison } from '../compare/compareActions';
import { nodesInWords } from './copying';

const mostTold = 4;

export function announceChanges(nodes: readonly string[], changes: readonly string[]): void {
  if (changes.length === 0) return;
  const told = changes.slice(0, mostTold);
  const more = changes.length - told.length;
  notifications.show({
    color: 'yellow',
    title: `Pasted ${nodesInWords(nodes)}, with ${changes.length === 1 ? 'a change' : 'changes'}`,
    autoClose: 12_000,
    message: (
      <ul style={{ margin: 0, paddingLeft: 16 }}>
        {told.map((change) => (
          <li key={change}>{change}</li>
        ))}
        {more > 0 && <li>… and {more} more.</li>}
      </ul>
    ),
  });
}

/** A comparison takes the place of all that is open, so that the user decides. */
export function offerComparison(comparison: Comparison): void {
  const id = 'pasted-comparison';
  const count = comparison.designs.length;
  notifications.hide(id);
  notifications.show({
    id,
    color: 'indigo',
    autoClose: false,
    title: 'The clipboard holds a comparison',
    message: (
      <>
        <p style={{ margin: '0 0 8px' }}>
          “{comparison.title || 'Untitled'}” puts {count} {count === 1 ? 'design' : 'designs'} side by side.
          Opening it replaces what is open, and can be taken back.
        </p>
        <Button
          size="compact-xs"
          variant="light"
          onClick={() => {
            notifications.hide(id);
            openComparison(comparison);
          }}
        >
          Open the comparison
        </Button>
      </>
    ),
  });
}
