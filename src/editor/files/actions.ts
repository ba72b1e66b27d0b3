// What the File menu offers, as actions.
import { isComparing } from '../../store/comparing';
import { comparing } from '../../store/store';
import type { Action } from '../actions/action';
import { showDialog } from '../overlays';
import { chooseFile } from './chooseFile';
import { save, saveComparison, saveCopy, startNew } from './fileActions';

export const newAction: Action = {
  id: 'file.new',
  group: 'File',
  title: 'Start a new drawing',
  short: 'New',
  words: 'new empty blank tab document',
  help: 'Start a new drawing, in a tab of its own',
  keys: ['Alt+N'],
  keysIn: 'parameters',
  run: startNew,
};

export const openAction: Action = {
  id: 'file.open',
  group: 'File',
  title: 'Open a file…',
  short: 'Open…',
  words: 'load import json',
  keys: ['Mod+O'],
  keysIn: 'writing',
  run: chooseFile,
};

export const galleryAction: Action = {
  id: 'file.templates',
  group: 'File',
  title: 'Open the gallery of templates',
  short: 'Templates…',
  words: 'networks examples papers browse',
  keys: ['G'],
  run: () => showDialog({ type: 'gallery' }),
};

export const saveAction: Action = {
  id: 'file.save',
  group: 'File',
  title: 'Save the drawing',
  short: 'Save',
  words: 'write download json',
  keys: ['Mod+S'],
  keysIn: 'writing',
  run: () => void save(),
};

export const saveCopyAction: Action = {
  id: 'file.saveCopy',
  group: 'File',
  title: 'Save a copy…',
  words: 'save as download json',
  run: () => void saveCopy(),
};

export const saveComparisonAction: Action = {
  id: 'file.saveComparison',
  group: 'File',
  title: 'Save the comparison…',
  words: 'designs side by side',
  blocked: () => (isComparing(comparing.getState()) ? undefined : 'Only one design is open.'),
  run: () => void saveComparison(),
};

export const fileActions: readonly Action[] = [
  newAction,
  openAction,
  galleryAction,
  saveAction,
  saveCopyAction,
  saveComparisonAction,
];
