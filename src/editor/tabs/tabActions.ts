// What can be done with the tabs of documents.
import { shownWorkspace, workspaces } from '../../store/store';
import { isEmpty, isUntouched } from '../../store/workspaces/workspace';
import type { Action } from '../actions/action';
import { focusCardSoon } from '../canvas/useView';
import { announceUndoable } from '../problems/announce';

const now = () => workspaces.getState();
const placeOfShown = (): number => now().open.findIndex(({ id }) => id === now().active);
const several = (): string | undefined => (now().open.length > 1 ? undefined : 'Only one drawing is open.');

/** Closes a tab, and says how to have it back. */
export async function closeTab(id: string): Promise<void> {
  const closed = await workspaces.close(id);
  if (!closed) return;
  const run = closed.stopped ? ' Its training was stopped; the curves so far are kept.' : '';
  announceUndoable(
    'tab-closed',
    `Closed ${closed.title || 'Untitled'}.${run}`,
    () => void closed.reopen(),
    10_000,
  );
}

/** Shows the tab so many places on, round the end of the row; whoever works with the keys on the canvas goes on there. */
async function step(by: number): Promise<void> {
  const { open } = now();
  const next = open[(placeOfShown() + by + open.length) % open.length];
  const onCanvas = document.activeElement?.closest('[data-canvas]') !== null;
  if (next) await workspaces.show(next.id);
  if (!onCanvas) return;
  const { selectedNodes, document: shown } = shownWorkspace().lead.getState();
  const [node] = [...selectedNodes, ...shown.graph.nodes.keys()];
  if (node !== undefined) focusCardSoon(node);
}

const move = (by: number): void => workspaces.move(now().active, placeOfShown() + by);

export const closeTabAction: Action = {
  id: 'file.closeTab',
  group: 'File',
  title: 'Close the tab',
  short: 'Close tab',
  words: 'document drawing shut',
  keys: ['Alt+W'],
  keysIn: 'parameters',
  blocked: () => {
    const shown = shownWorkspace();
    const blank = now().open.length === 1 && isEmpty(shown) && isUntouched(shown);
    return blank ? 'The only drawing that is open is empty.' : undefined;
  },
  run: () => void closeTab(now().active),
};

export const reopenTabAction: Action = {
  id: 'file.reopenTab',
  group: 'File',
  title: 'Reopen the tab that was closed last',
  short: 'Reopen closed tab',
  words: 'undo close document drawing restore bring back',
  keys: ['Alt+Shift+W'],
  keysIn: 'parameters',
  blocked: () => (now().closed.length > 0 ? undefined : 'No tab was closed.'),
  run: () => void workspaces.reopen(),
};

const nextTabAction: Action = {
  id: 'go.nextTab',
  group: 'Go',
  title: 'Go to the next tab',
  words: 'document drawing switch',
  keys: ['Alt+PageDown'],
  keysIn: 'parameters',
  blocked: several,
  run: () => void step(1),
};

const previousTabAction: Action = {
  id: 'go.previousTab',
  group: 'Go',
  title: 'Go to the previous tab',
  words: 'document drawing switch back',
  keys: ['Alt+PageUp'],
  keysIn: 'parameters',
  blocked: several,
  run: () => void step(-1),
};

const moveRightAction: Action = {
  id: 'view.moveTabRight',
  group: 'View',
  title: 'Move the tab to the right',
  words: 'order document drawing',
  keys: ['Alt+Shift+PageDown'],
  keysIn: 'parameters',
  blocked: several,
  run: () => move(1),
};

const moveLeftAction: Action = {
  id: 'view.moveTabLeft',
  group: 'View',
  title: 'Move the tab to the left',
  words: 'order document drawing',
  keys: ['Alt+Shift+PageUp'],
  keysIn: 'parameters',
  blocked: several,
  run: () => move(-1),
};

export const tabActions: readonly Action[] = [
  closeTabAction,
  reopenTabAction,
  nextTabAction,
  previousTabAction,
  moveRightAction,
  moveLeftAction,
];
