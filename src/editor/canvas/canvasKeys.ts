// The canvas without a mouse: moving along wires, nudging, deleting, wiring and renaming what is selected.
import type { KeyboardEvent } from 'react';
import { nodeId } from '../../lib/ids';
import { levelNow } from '../../store/derive';
import { useStore } from '../../store/store';
import { deleteSelection, goUp, nudgeSelection, openInstance } from '../commands';
import { grid } from '../flow';
import { closeRefusal, requestInspect, requestRename, showDialog, useOverlays } from '../overlays';
import { type Direction, neighbour } from './neighbours';
import { focusCardSoon, showNode } from './useView';

const directions: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};
const steps: Record<Direction, readonly [dx: number, dy: number]> = {
  left: [-grid, 0],
  right: [grid, 0],
  up: [0, -grid],
  down: [0, grid],
};

/** Handles the keys of the active pane's canvas. */
export function onCanvasKey(event: KeyboardEvent<HTMLElement>): void {
  if (event.altKey || isTyping(event.target)) return;
  if (event.ctrlKey || event.metaKey) {
    selectFocusedNode(event.target);
    if (actWithModifier(event.key)) event.preventDefault();
    return;
  }
  if (event.key !== 'Escape' && event.key !== 'Tab') selectFocusedNode(event.target);
  const done = event.key in directions ? arrow(event) : act(event.key);
  if (done) event.preventDefault();
}

/** With nothing selected, keys speak of the node that has the focus. */
function selectFocusedNode(target: EventTarget): void {
  const { selectedNodes, selectedEdges, select } = useStore.getState();
  if (selectedNodes.size + selectedEdges.size > 0 || !(target instanceof HTMLElement)) return;
  const id = target.matches('.react-flow__node') ? target.dataset.id : undefined;
  if (id !== undefined && levelNow().graph.nodes.has(nodeId(id))) select([nodeId(id)]);
}

const isTyping = (target: EventTarget): boolean =>
  target instanceof HTMLElement &&
  target.closest('input, textarea, [contenteditable], [role="alertdialog"]') !== null;

function arrow(event: KeyboardEvent): boolean {
  const direction = directions[event.key];
  const { selectedNodes, select } = useStore.getState();
  const { graph, layout } = levelNow();
  const [first] = selectedNodes;
  if (!direction) return false;
  if (first === undefined) {
    const start = graph.nodes.keys().next().value;
    if (start === undefined) return false;
    select([start]);
    showNode(start);
    return true;
  }
  if (event.shiftKey) {
    nudgeSelection(...steps[direction]);
    return true;
  }
  const next = neighbour(graph, layout, first, direction);
  if (next === undefined) return true;
  select([next]);
  showNode(next);
  return true;
}

/** Enter opens the selected instance of a module; Backspace leads back out. */
function actWithModifier(key: string): boolean {
  const { selectedNodes } = useStore.getState();
  const [only] = selectedNodes;
  if (key === 'Enter' && only !== undefined && selectedNodes.size === 1) {
    if (!openInstance(only)) return false;
    const first = levelNow().graph.nodes.keys().next().value;
    if (first !== undefined) focusCardSoon(first);
    return true;
  }
  if (key !== 'Backspace' || !goUp()) return false;
  focusSelectedSoon();
  return true;
}

function focusSelectedSoon(): void {
  const [only] = useStore.getState().selectedNodes;
  if (only !== undefined) focusCardSoon(only);
}

function act(key: string): boolean {
  const { selectedNodes, selectedEdges, select, setView } = useStore.getState();
  const [only] = selectedNodes;
  const one = selectedNodes.size === 1 ? only : undefined;
  switch (key) {
    case 'Delete':
    case 'Backspace':
      deleteSelection();
      return true;
    case 'Escape':
      if (useOverlays.getState().refusal) closeRefusal();
      // First the selection goes, then the level.
      else if (selectedNodes.size + selectedEdges.size > 0) select([]);
      else if (goUp()) focusSelectedSoon();
      return true;
    case 'Enter':
      if (selectedNodes.size + selectedEdges.size === 0) return false;
      setView({ sidePanel: 'inspector', sideOpen: true });
      requestInspect();
      return true;
    case 'F2':
      if (one !== undefined) requestRename();
      return one !== undefined;
    case 'c':
    case 'C':
      if (one !== undefined) showDialog({ type: 'connect', from: one });
      return one !== undefined;
    default:
      return false;
  }
}
