// What a user can do with several designs: open one beside the others, close one, open a whole comparison. Each can be
// taken back from the notice that says it was done.
import { notifications } from '@mantine/notifications';
import type { Comparison } from '../../compare/comparison';
import type { Document } from '../../graph/document';
import type { PaneId } from '../../store/panes';
import { comparing } from '../../store/store';
import { announceUndoable } from '../problems/announce';
import { addComparison, isReplaceable } from '../tabs/placing';
import { makeRoom } from './room';

/** Opens a design beside the others; where there is no room, says so. */
export function openBeside(document: Document): PaneId | undefined {
  const opened = comparing.getState().openPane(document);
  if (!opened.ok) {
    notifications.show({ color: 'yellow', title: 'Not opened', message: opened.error });
    return undefined;
  }
  makeRoom();
  return opened.value;
}

export function closePane(pane: PaneId): void {
  const state = comparing.getState();
  const title = state.panes.find(({ id }) => id === pane)?.store.getState().document.title || 'Untitled';
  const back = state.closePane(pane);
  if (back) announceUndoable('panes', `Closed design ${pane}, ${title}.`, back, 15_000);
}

/** Closes all panes but the one that the user works in, to be taken back as one. */
export function closeOthers(): void {
  const state = comparing.getState();
  const before = state.snapshot();
  const { active } = before;
  const [first, ...others] = before.designs.map(({ id }) => id);
  for (const id of others) if (id !== active) state.closePane(id);
  // Into its place comes the next one, which is then the only other.
  if (first !== undefined && first !== active) state.closePane(first);
  announceUndoable('panes', 'Closed the other designs.', () => comparing.getState().restore(before), 15_000);
}

/** Opens a comparison, in the shown document's place where that loses nothing, else in a tab of its own. */
export function openComparison(comparison: Comparison): void {
  if (!isReplaceable()) {
    addComparison(comparison);
    makeRoom();
    return;
  }
  const back = comparing.getState().openComparison(comparison);
  makeRoom();
  announceUndoable('panes', `Opened ${comparison.title || 'a comparison'}.`, back, 8000);
}
