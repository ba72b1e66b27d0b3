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

const selected = () => useStore.getState().selectedNodes;

/** Why those that are selected cannot be told from the others. */
const noPart = (least: number) => (): string | undefined => {
  if (selected().size < least)
    return least === 1 ? 'Select the nodes that are to stay first.' : `Select at least ${least} nodes first.`;
  return nothingToArrange();
};

export const arrangeAllAction: Action = {
  id: 'draw.arrangeAll',
  group: 'Draw',
  title: 'Arrange all nodes',
  short: 'Arrange all',
  words: 'layout tidy align order auto columns whole drawing everything',
  blocked: nothingToArrange,
  run: () => void arrangeLevel({ type: 'all' }),
};

export const arrangePartAction: Action = {
  id: 'draw.arrangePart',
  group: 'Draw',
  title: 'Arrange the selected nodes',
  words: 'layout tidy align order selection part only these',
  blocked: noPart(2),
  run: () => void arrangeLevel({ type: 'part', nodes: selected() }),
};

export const arrangeAroundAction: Action = {
  id: 'draw.arrangeAround',
  group: 'Draw',
  title: 'Arrange all but the selected nodes',
  short: 'Keep the places of selected nodes',
  words: 'layout tidy keep fix pin stay around others',
  blocked: () => {
    const { size } = levelNow().graph.nodes;
    return size > 0 && selected().size >= size ? 'Every node is selected, and all would stay.' : noPart(1)();
  },
  run: () => void arrangeLevel({ type: 'around', nodes: selected() }),
};

export const turnAction: Action = {
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

export const arrangeActions: readonly Action[] = [
  arrangeAction,
  arrangeAllAction,
  arrangePartAction,
  arrangeAroundAction,
  turnAction,
];
