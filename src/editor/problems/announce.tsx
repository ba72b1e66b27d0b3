// Notices at the edge of the window: why something was not done, or that it was and can be taken back.
import { notifications } from '@mantine/notifications';
import type { Problem } from '../../graph/problem';
import type { PaneStore } from '../../store/panes';
import { activeStore } from '../../store/store';
import { later } from '../later';

const ProblemNotice = later(() => import('./Notice').then((module) => module.ProblemNotice));
const UndoableNotice = later(() => import('./Notice').then((module) => module.UndoableNotice));

/** Stays until closed where it offers remedies; a notice of the same title gives way. */
export function announceProblem(title: string, problem: Problem): void {
  // Of several tries in a row, the last one's reason counts.
  const id = `problem-${title}`;
  notifications.hide(id);
  notifications.show({
    id,
    color: 'yellow',
    title,
    autoClose: problem.fixes?.length ? false : 8000,
    message: <ProblemNotice problem={problem} onDone={() => notifications.hide(id)} />,
  });
}

/** Says that the document was replaced, and takes it back on request. */
export function announceOpened(message: string): void {
  const id = 'opened';
  // The pane that it was opened in, wherever the user works by then.
  const store = activeStore();
  const opened = store.getState().document;
  announceUndoable(id, message, () => undoUntilBefore(store, opened), 7000);
}

/** Says what was done, and takes it back on request; a notice of the same id gives way. */
export function announceUndoable(id: string, message: string, undo: () => void, autoClose: number): void {
  notifications.hide(id);
  notifications.show({
    id,
    color: 'indigo',
    autoClose,
    message: (
      <UndoableNotice
        message={message}
        onUndo={() => {
          undo();
          notifications.hide(id);
        }}
      />
    ),
  });
}

/** Undoes the opening and whatever was done since. */
function undoUntilBefore(store: PaneStore, opened: object): void {
  const { past, undo } = store.getState();
  const at = past.findIndex((entry) => entry.document === opened);
  const steps = at === -1 ? 1 : past.length - at + 1;
  for (let i = 0; i < steps; i += 1) undo();
}
