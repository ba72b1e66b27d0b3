// Versions of the drawing, as actions.

import { shownWorkspace } from '../../store/store';
import { isEmpty } from '../../store/workspaces/workspace';
import type { Action } from '../actions/action';
import { showDialog } from '../overlays';

export const versionsAction: Action = {
  id: 'file.versions',
  group: 'File',
  title: 'Show the versions of this drawing',
  short: 'Versions…',
  help: 'Show the versions of this drawing, to restore or compare one',
  words: 'history earlier restore back snapshot revert timeline checkpoint',
  keys: ['V'],
  run: () => showDialog({ type: 'versions' }),
};

export const nameVersionAction: Action = {
  id: 'file.nameVersion',
  group: 'File',
  title: 'Name this version…',
  words: 'keep snapshot history label milestone',
  blocked: () => (isEmpty(shownWorkspace()) ? 'The drawing is empty.' : undefined),
  run: () => showDialog({ type: 'versions', naming: true }),
};

export const versionActions: readonly Action[] = [versionsAction, nameVersionAction];
