// Making and ungrouping modules, as actions; opening and leaving one are the canvas's.
import type { Action } from '../actions/action';
import { noNode } from '../actions/selected';
import { openModuleAction } from '../canvas/canvasActions';
import { makeModuleOfSelected, ungroupSelected } from './moduleActions';
import { unfoldAction } from './unfoldAll';

const makeAction: Action = {
  id: 'module.make',
  group: 'Modules',
  title: 'Make a module of the selected nodes…',
  words: 'group block subgraph reuse',
  keys: ['Mod+G'],
  keysIn: 'parameters',
  blocked: noNode,
  run: makeModuleOfSelected,
};

export const ungroupAction: Action = {
  id: 'module.ungroup',
  group: 'Modules',
  title: 'Ungroup the selected instance of a module',
  words: 'dissolve expand inline',
  keys: ['Mod+Shift+G'],
  keysIn: 'parameters',
  ...(openModuleAction.blocked ? { blocked: openModuleAction.blocked } : {}),
  run: ungroupSelected,
};

export const moduleActions: readonly Action[] = [makeAction, ungroupAction, unfoldAction];
