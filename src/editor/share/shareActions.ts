// Sharing as an action.
import { useStore } from '../../store/store';
import type { Action } from '../actions/action';
import { showDialog } from '../overlays';

export const shareAction: Action = {
  id: 'file.share',
  group: 'File',
  title: 'Share a link to the design…',
  short: 'Share link…',
  words: 'url address copy send collaborate',
  blocked: () => (useStore.getState().document.graph.nodes.size === 0 ? 'Nothing is drawn yet.' : undefined),
  run: () => showDialog({ type: 'share' }),
};

export const shareActions: readonly Action[] = [shareAction];
