// Keys that draw: the next layer, a layer on a wire, another kind, a block repeated.

import { layerOf } from '../../layers/index';
import type { EdgeId } from '../../lib/ids';
import { levelNow } from '../../store/derive';
import { useStore } from '../../store/store';
import type { Action } from '../actions/action';
import { noNode, oneNode, selectedNode } from '../actions/selected';
import { addNext, changeKind, insertOnWire, looseEnd, repeatSelected } from './drawCommands';
import { nextLikely } from './scene';

const now = () => useStore.getState();

/** The focus is on another control of the canvas than the selected card: there Tab is the way through the window. */
function onOtherControl(): boolean {
  const focused = document.activeElement;
  return (
    focused instanceof HTMLElement &&
    focused.closest('[data-canvas]') !== null &&
    focused.dataset.id !== selectedNode()
  );
}

const nextAction: Action = {
  id: 'draw.next',
  group: 'Draw',
  title: () => {
    const node = looseEnd();
    const next = node === undefined ? undefined : nextLikely({ type: 'after', node });
    return next ? `Add the likely next layer: ${layerOf(next.node.kind).label}` : 'Add the likely next layer';
  },
  help: 'Add the likely next layer after the selected last node; Escape first to move the focus on',
  words: 'suggest continue append follow',
  keys: ['Tab'],
  keysIn: 'canvas',
  blocked: () => {
    if (onOtherControl()) return 'The focus is on another control.';
    const node = looseEnd();
    if (node === undefined) return 'Select one node that nothing follows yet.';
    return nextLikely({ type: 'after', node }) ? undefined : 'No usual layer fits after this node.';
  },
  run: addNext,
};

function selectedWire(): EdgeId | undefined {
  const { selectedEdges, selectedNodes } = now();
  const [only] = selectedEdges;
  return selectedEdges.size === 1 && selectedNodes.size === 0 ? only : undefined;
}

const insertAction: Action = {
  id: 'draw.insert',
  group: 'Draw',
  title: 'Insert a layer on the selected wire',
  words: 'between split edge',
  keys: ['I'],
  keysIn: 'canvas',
  blocked: () => (selectedWire() === undefined ? 'Select one wire first.' : undefined),
  run: () => {
    const wire = selectedWire();
    if (wire !== undefined) insertOnWire(wire);
  },
};

const kindAction: Action = {
  id: 'draw.kind',
  group: 'Draw',
  title: 'Change the kind of the selected node',
  words: 'replace swap convert layer type',
  keys: ['K'],
  keysIn: 'canvas',
  blocked: oneNode,
  run: () => {
    const node = selectedNode();
    if (node !== undefined && levelNow().graph.nodes.has(node)) changeKind(node);
  },
};

const repeatAction: Action = {
  id: 'draw.repeat',
  group: 'Draw',
  title: 'Repeat the selected block in series',
  words: 'stack copy times depth duplicate',
  keys: ['Mod+Shift+D'],
  blocked: noNode,
  run: repeatSelected,
};

export const drawActions: readonly Action[] = [nextAction, insertAction, kindAction, repeatAction];
