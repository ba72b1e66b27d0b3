// The outline, as an action.
import type { Action } from '../actions/action';
import { toggleOutline } from './leftPanel';

export const outlineAction: Action = {
  id: 'view.outline',
  group: 'View',
  title: 'Show the outline, or the layers',
  words: 'tree list nodes structure hierarchy',
  keys: ['O'],
  run: toggleOutline,
};

export const outlineActions: readonly Action[] = [outlineAction];
