// Undo and redo, and what is done with a selection.
import { levelNow } from '../../store/derive';
import { useStore } from '../../store/store';
import { deleteSelection } from '../commands';
import { requestRename } from '../overlays';
import type { Action } from './action';
import { nothingSelected, oneNode } from './selected';

const now = () => useStore.getState();

export const undoAction: Action = {
  id: 'edit.undo',
  group: 'Edit',
  title: () => {
    const step = now().past.at(-1)?.label;
    return step ? `Undo: ${step}` : 'Undo';
  },
  help: 'Undo',
  keys: ['Mod+Z'],
  keysIn: 'parameters',
  blocked: () => (now().past.length === 0 ? 'Nothing has been done yet.' : undefined),
  run: () => now().undo(),
};

export const redoAction: Action = {
  id: 'edit.redo',
  group: 'Edit',
  title: () => {
    const step = now().future.at(-1)?.label;
    return step ? `Redo: ${step}` : 'Redo';
  },
  help: 'Redo',
  keys: ['Mod+Shift+Z', 'Mod+Y'],
  keysIn: 'parameters',
  blocked: () => (now().future.length === 0 ? 'Nothing has been undone.' : undefined),
  run: () => now().redo(),
};

const deleteAction: Action = {
  id: 'edit.delete',
  group: 'Edit',
  title: 'Delete what is selected',
  words: 'remove erase clear node wire',
  keys: ['Delete', 'Backspace'],
  keysIn: 'canvas',
  blocked: nothingSelected,
  run: deleteSelection,
};

const renameAction: Action = {
  id: 'edit.rename',
  group: 'Edit',
  title: 'Rename the selected node',
  words: 'name id label',
  keys: ['F2'],
  keysIn: 'canvas',
  blocked: oneNode,
  run: requestRename,
};

const selectAllAction: Action = {
  id: 'select.all',
  group: 'Select',
  title: 'Select everything',
  help: 'Select every node, note and frame',
  words: 'all every node',
  keys: ['Mod+A'],
  blocked: () => {
    const { graph, annotations } = levelNow();
    return graph.nodes.size === 0 && !annotations?.size ? 'There is nothing here.' : undefined;
  },
  run: () => {
    const { graph, annotations } = levelNow();
    now().select(graph.nodes.keys(), [], annotations?.keys());
  },
};

export const editActions: readonly Action[] = [
  undoAction,
  redoAction,
  deleteAction,
  renameAction,
  selectAllAction,
];
