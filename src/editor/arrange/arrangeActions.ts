// Arranging as actions: the keys, the menus and the command menu take them from here.
import { directionOf } from '../../graph/document';
import { levelNow } from '../../store/derive';
import { useStore } from '../../store/store';
import type { Action } from '../actions/action';
import { arrangeLevel, turnDrawing, usualScope } from './arrangeLevel';
import { useArranging } from './arranging';

/** Why nothing can be arranged now. */
export const nothingToArrange = (): string | undefined => {
  if (useArranging.getState().now) return 'The drawing is being arranged already.';
  return levelNow().graph.nodes.size === 0 ? 'Nothing is drawn yet.' : undefined;
};

const titleNow = (): string => {
  const scope = usualScope(useStore.getState().selectedNodes);
  return scope.type === 'part' ? `Arrange ${scope.nodes.size} selected nodes` : 'Arrange the drawing';
};

export const arrangeAction: Action = {
  id: 'draw.arrange',
  group: 'Draw',
  title: titleNow,
  words: 'layout tidy align order auto columns',
  help: 'Arrange the drawing; with two nodes or more selected, only those',
  keys: ['L'],
  blocked: nothingToArrange,
  run: () => void arrangeLevel(),
};

const turnAction: Action = {
  id: 'draw.turn',
  group: 'Draw',
  title: () =>
    directionOf(useStore.getState().document) === 'right'
      ? 'Arrange from top to bottom'
      : 'Arrange from left to right',
  words: 'direction vertical horizontal turn orientation layout',
  help: 'Arrange the drawing from top to bottom, or from left to right again, modules too',
  keys: ['Shift+L'],
  blocked: nothingToArrange,
  run: () => void turnDrawing(),
};

export const arrangeActions: readonly Action[] = [arrangeAction, turnAction];
