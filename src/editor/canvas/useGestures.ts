// What the canvas gives React Flow beside the drawing: always the same objects, for React Flow takes note of each that is
// another one, and asks every card and wire anew each time.
import type { ReactFlowProps } from '@xyflow/react';
import { useMemo } from 'react';
import { type EdgeId, nodeId } from '../../lib/ids';
import { carryCard, dropsOnWire } from '../draw/carryCard';
import { hoverWire, leaveWire } from '../draw/drawState';
import { grid, type ShapeFlowEdge } from '../flow';
import { openInstance } from '../modules/moduleCommands';
import { isAnnotationNode } from '../notes/annotationFlow';
import { startEditing } from '../notes/editing';
import { chooseAlone } from './chooseAlone';
import { moveTogether, type PaneFlow } from './paneFlows';
import type { DrawnNode, useFlowState } from './useFlowState';

type Drags = Pick<ReturnType<typeof useFlowState>, 'onDragStart' | 'onDrag' | 'onDragStop' | 'forgetDrag'>;
type Moved = readonly DrawnNode[];

/** Handlers of one pane's moves and drags. */
export function useGestures(pane: PaneFlow, { onDragStart, onDrag, onDragStop, forgetDrag }: Drags) {
  return useMemo(
    () => ({
      onMove: (_event: unknown, viewport: Parameters<typeof moveTogether>[1]) => moveTogether(pane, viewport),
      onNodeClick: (event: React.MouseEvent, node: DrawnNode) => chooseAlone(pane.store, event, node),
      onNodeDoubleClick: (_event: unknown, node: DrawnNode) => {
        if (isAnnotationNode(node)) startEditing(pane.store, node.data.annotation.id);
        else openInstance(nodeId(node.id));
      },
      onNodeDragStart: onDragStart,
      onNodeDrag: (event: MouseEvent | TouchEvent | React.MouseEvent, node: DrawnNode, nodes: Moved) => {
        carryCard(event, node, nodes);
        onDrag(event, node, nodes);
      },
      onNodeDragStop: (event: MouseEvent | TouchEvent | React.MouseEvent, node: DrawnNode, nodes: Moved) => {
        if (!dropsOnWire(event, nodes)) onDragStop(event, node, nodes);
        else forgetDrag();
      },
      onEdgeMouseEnter: (_event: unknown, edge: ShapeFlowEdge) => hoverWire(edge.id as EdgeId),
      onEdgeMouseLeave: leaveWire,
      onSelectionDragStart: (event: React.MouseEvent, nodes: Moved) => onDragStart(event, undefined, nodes),
      onSelectionDrag: (event: React.MouseEvent, nodes: Moved) => onDrag(event, undefined, nodes),
      onSelectionDragStop: (event: React.MouseEvent, nodes: Moved) => onDragStop(event, undefined, nodes),
    }),
    [pane, onDragStart, onDrag, onDragStop, forgetDrag],
  );
}

/** What is the same for every canvas. */
export const flowConstants: Pick<ReactFlowProps, 'snapGrid' | 'multiSelectionKeyCode' | 'ariaLabelConfig'> = {
  snapGrid: [grid, grid],
  multiSelectionKeyCode: ['Meta', 'Control', 'Shift'],
  ariaLabelConfig: {
    'node.a11yDescription.keyboardDisabled':
      'Arrow keys follow the wires, Enter goes to its settings, C connects it, Delete deletes it.',
    'edge.a11yDescription.default': 'Enter goes to its details, Delete deletes it.',
  },
};
