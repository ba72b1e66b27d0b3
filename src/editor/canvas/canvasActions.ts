// The canvas without a mouse: moving along wires, nudging, wiring and leaving, for what is selected.
import { directionOf } from '../../graph/document';
import { nodeId } from '../../lib/ids';
import { levelNow } from '../../store/derive';
import { activeStore, useStore } from '../../store/store';
import type { Action } from '../actions/action';
import { nothingSelected, nothingToMove, oneNode, selectedNode } from '../actions/selected';
import { nudgeSelection } from '../commands';
import { grid } from '../flow';
import { goUp, openInstance } from '../modules/moduleCommands';
import { selectAnnotationOf } from '../notes/annotationFlow';
import { walkToAnnotation } from '../notes/walk';
import { closeRefusal, requestInspect, showDialog, useOverlays } from '../overlays';
import { type Direction, neighbour } from './neighbours';
import { focusCardSoon, showNode } from './useView';

const now = () => useStore.getState();

/** With nothing selected, keys speak of the node that has the focus. */
export function selectFocusedNode(target: EventTarget | null): void {
  const { selectedNodes, selectedEdges, selectedAnnotations, select } = now();
  if (
    selectedNodes.size + selectedEdges.size + selectedAnnotations.size > 0 ||
    !(target instanceof HTMLElement)
  )
    return;
  const id = target.matches('.react-flow__node') ? target.dataset.id : undefined;
  if (id === undefined) return;
  if (levelNow().graph.nodes.has(nodeId(id))) select([nodeId(id)]);
  else selectAnnotationOf(activeStore(), id);
}

/** Goes to the neighbour of the selected node, or to the first node where none is selected. */
function follow(direction: Direction): void {
  const { graph, layout } = levelNow();
  const [first] = now().selectedNodes;
  const next =
    first === undefined
      ? graph.nodes.keys().next().value
      : neighbour(graph, layout, first, direction, directionOf(now().document));
  if (next === undefined) {
    walkToAnnotation(direction);
    return;
  }
  now().select([next]);
  showNode(next);
}

const followAction = (direction: Direction, key: string, title: string, help: string): Action => ({
  id: `go.${direction}`,
  group: 'Go',
  title,
  help,
  keys: [key],
  keysIn: 'canvas',
  blocked: () => (levelNow().graph.nodes.size === 0 ? 'There is no node here.' : undefined),
  run: () => follow(direction),
});

const moveAction = (direction: Direction, key: string, dx: number, dy: number): Action => ({
  id: `draw.move.${direction}`,
  group: 'Draw',
  title: `Move the selected nodes ${direction}`,
  help: 'Move the selected nodes',
  words: 'nudge shift',
  keys: [`Shift+${key}`],
  keysIn: 'canvas',
  blocked: nothingToMove,
  run: () => nudgeSelection(dx, dy),
});

const along = 'Follow a wire back or on';
const among = 'Go to the node above or below';

const inspectAction: Action = {
  id: 'go.settings',
  group: 'Go',
  title: 'Go to the first setting of what is selected',
  help: 'Go to the first setting in the inspector; Escape leads back',
  words: 'inspector parameters edit',
  keys: ['Enter'],
  keysIn: 'canvas',
  blocked: nothingSelected,
  run: () => {
    now().setView({ sidePanel: 'inspector', sideOpen: true });
    requestInspect();
  },
};

export const connectAction: Action = {
  id: 'draw.connect',
  group: 'Draw',
  title: 'Connect the selected node to another',
  words: 'wire edge link',
  keys: ['C'],
  keysIn: 'canvas',
  blocked: oneNode,
  run: () => {
    const from = selectedNode();
    if (from !== undefined) showDialog({ type: 'connect', from });
  },
};

/** Escape takes back one thing at a time: the word about a wire, the selection, then the level. */
const dismissAction: Action = {
  id: 'draw.dismissRefusal',
  group: 'Draw',
  title: 'Close the word about a wire that does not fit',
  help: 'Clear the selection, close what is open',
  keys: ['Escape'],
  keysIn: 'canvas',
  blocked: () => (useOverlays.getState().refusal ? undefined : 'No wire was refused.'),
  run: closeRefusal,
};

const clearAction: Action = {
  id: 'select.none',
  group: 'Select',
  title: 'Clear the selection',
  help: 'Clear the selection, close what is open',
  words: 'deselect none',
  keys: ['Escape'],
  keysIn: 'canvas',
  blocked: nothingSelected,
  run: () => now().select([]),
};

export const openModuleAction: Action = {
  id: 'module.open',
  group: 'Modules',
  title: 'Open the selected instance of a module',
  words: 'enter inside definition',
  keys: ['Mod+Enter'],
  keysIn: 'canvas',
  blocked: () => {
    const id = selectedNode();
    const isInstance = id !== undefined && levelNow().graph.nodes.get(id)?.kind === 'module';
    return isInstance ? undefined : 'Select one instance of a module first.';
  },
  run: () => {
    const id = selectedNode();
    if (id === undefined || !openInstance(id)) return;
    const first = levelNow().graph.nodes.keys().next().value;
    if (first !== undefined) focusCardSoon(first);
  },
};

export const leaveModuleAction: Action = {
  id: 'module.leave',
  group: 'Modules',
  title: 'Leave the module',
  help: 'Leave a module; Escape first clears the selection',
  words: 'up out back',
  keys: ['Mod+Backspace', 'Escape'],
  keysIn: 'canvas',
  blocked: () => (now().path.length === 0 ? 'You are not within a module.' : undefined),
  run: () => {
    goUp();
    const left = selectedNode();
    if (left !== undefined) focusCardSoon(left);
  },
};

export const canvasActions: readonly Action[] = [
  followAction('left', 'ArrowLeft', 'Follow a wire back', along),
  followAction('right', 'ArrowRight', 'Follow a wire on', along),
  followAction('up', 'ArrowUp', 'Go to the node above', among),
  followAction('down', 'ArrowDown', 'Go to the node below', among),
  inspectAction,
  connectAction,
  moveAction('left', 'ArrowLeft', -grid, 0),
  moveAction('right', 'ArrowRight', grid, 0),
  moveAction('up', 'ArrowUp', 0, -grid),
  moveAction('down', 'ArrowDown', 0, grid),
  dismissAction,
  clearAction,
  openModuleAction,
  leaveModuleAction,
];
