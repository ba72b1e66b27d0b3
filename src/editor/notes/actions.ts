// Notes and frames by key and by the command menu. They stand before the canvas's own actions, whose keys they take
// while a note or frame is what is selected.
import { activeStore, useStore } from '../../store/store';
import type { Action } from '../actions/action';
import type { Direction } from '../canvas/neighbours';
import { startEditing } from './editing';
import { addFrame, addNote } from './noteCommands';
import { walkFromAnnotation } from './walk';

export const addNoteAction: Action = {
  id: 'draw.note',
  group: 'Draw',
  title: 'Add a note',
  help: 'Add a note, in Markdown with formulas',
  words: 'annotation comment text teach explain markdown formula latex',
  keys: ['N'],
  run: () => addNote(),
};

export const addFrameAction: Action = {
  id: 'draw.frame',
  group: 'Draw',
  title: () =>
    useStore.getState().selectedNodes.size > 0 ? 'Put a frame round the selected nodes' : 'Add a frame',
  help: 'Put a frame round the selected nodes, or an empty one',
  words: 'annotation group box region section comment teach',
  keys: ['Shift+N'],
  run: () => addFrame(),
};

const noAnnotation = (): string | undefined => {
  const { selectedNodes, selectedAnnotations } = useStore.getState();
  return selectedAnnotations.size === 1 && selectedNodes.size === 0
    ? undefined
    : 'Select one note or frame first.';
};

const writeAction: Action = {
  id: 'draw.writeNote',
  group: 'Draw',
  title: 'Write the selected note or frame',
  help: 'Write the selected note or frame; Escape ends it',
  words: 'edit text title',
  keys: ['Enter', 'F2'],
  keysIn: 'canvas',
  blocked: noAnnotation,
  run: () => {
    const [only] = useStore.getState().selectedAnnotations;
    if (only !== undefined) startEditing(activeStore(), only);
  },
};

const walkAction = (direction: Direction, key: string): Action => ({
  id: `go.fromNote.${direction}`,
  group: 'Go',
  title: `Go from a note to what lies ${words[direction]}`,
  help: 'Go from a note or frame to what lies next',
  keys: [key],
  keysIn: 'canvas',
  blocked: noAnnotation,
  run: () => walkFromAnnotation(direction),
});

const words: Readonly<Record<Direction, string>> = {
  left: 'to the left',
  right: 'to the right',
  up: 'above',
  down: 'below',
};

export const noteActions: readonly Action[] = [
  addNoteAction,
  addFrameAction,
  writeAction,
  walkAction('left', 'ArrowLeft'),
  walkAction('right', 'ArrowRight'),
  walkAction('up', 'ArrowUp'),
  walkAction('down', 'ArrowDown'),
];
