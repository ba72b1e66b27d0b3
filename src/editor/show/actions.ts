// Showing the drawing elsewhere, as actions.
import { useStore } from '../../store/store';
import type { Action } from '../actions/action';
import { showDialog } from '../overlays';

const nothingDrawn = (): string | undefined => {
  const { graph, annotations } = useStore.getState().document;
  return graph.nodes.size + (annotations?.size ?? 0) === 0 ? 'Nothing is drawn yet.' : undefined;
};

export const exportPictureAction: Action = {
  id: 'file.exportPicture',
  group: 'File',
  title: 'Export a picture…',
  short: 'Export picture…',
  words: 'image figure svg png pdf vector paper latex save copy screenshot',
  keys: ['E'],
  blocked: nothingDrawn,
  run: () => showDialog({ type: 'exportPicture' }),
};

export const printAction: Action = {
  id: 'file.print',
  group: 'File',
  title: 'Print the drawing…',
  short: 'Print…',
  words: 'paper printer pdf',
  keys: ['Mod+P'],
  keysIn: 'writing',
  blocked: nothingDrawn,
  run: () => window.print(),
};

export const showActions: readonly Action[] = [exportPictureAction, printAction];
