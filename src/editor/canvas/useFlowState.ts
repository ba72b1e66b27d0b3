// React Flow's nodes and edges, derived from the store, and its changes led back to it. React Flow owns only what it
// measures and where nodes stand while they are dragged.
import type { EdgeChange, NodeChange } from '@xyflow/react';
import { useCallback, useMemo, useState } from 'react';
import { directionOf, type Point } from '../../graph/document';
import { type EdgeId, type NodeId, nodeId } from '../../lib/ids';
import { useEdgeStates, useLevel } from '../../store/derive';
import type { PaneStore } from '../../store/panes';
import { usePaneStore, useStore } from '../../store/store';
import { useGlide } from '../arrange/glide';
import {
  type Drawn,
  type LayerFlowNode,
  type Locals,
  makeEdgeMapper,
  makeNodeMapper,
  noLocals,
  type ShapeFlowEdge,
  snapped,
} from '../flow';
import { makeRouter } from './routes';

export function useFlowState() {
  const [locals, setLocals] = useState<Locals>(noLocals);
  const [mapNodes] = useState(makeNodeMapper);
  const [mapEdges] = useState(makeEdgeMapper);
  const drawn = useDrawn();
  const store = usePaneStore();
  const gliding = useGlide(store);
  const nodes = useMemo(
    () => mapNodes(drawn, gliding.size > 0 ? { ...locals, dragged: gliding } : locals),
    [mapNodes, drawn, locals, gliding],
  );
  const [findRoutes] = useState(makeRouter);
  const direction = useStore((s) => directionOf(s.document));
  const routes = useMemo(
    () => findRoutes(drawn.graph, drawn.layout, direction),
    [findRoutes, drawn.graph, drawn.layout, direction],
  );
  // Wires of cards on the move follow them as plain curves; where they end up, ways are found anew.
  const moving = [...(gliding.size > 0 ? gliding : locals.dragged).keys()].join(' ');
  const edges = useMemo(() => {
    const moved = new Set(moving.split(' '));
    return mapEdges(drawn, ({ id, from, to }) =>
      moved.has(from) || moved.has(to) ? undefined : routes.get(id),
    );
  }, [mapEdges, drawn, routes, moving]);

  const onNodesChange = useCallback(
    (changes: NodeChange<LayerFlowNode>[]) => {
      setLocals((before) => afterChanges(before, changes));
      selectNodes(store, changes);
    },
    [store],
  );
  const onEdgesChange = useCallback(
    (changes: EdgeChange<ShapeFlowEdge>[]) => selectEdges(store, changes),
    [store],
  );
  const onDragStop = useCallback(
    (_event: unknown, _node: unknown, moved: LayerFlowNode[]) => {
      commitMove(store, moved);
      setLocals((before) => ({ ...before, dragged: noLocals.dragged }));
    },
    [store],
  );
  /** Shows what was dragged where the document has it. */
  const forgetDrag = useCallback(() => setLocals((before) => ({ ...before, dragged: noLocals.dragged })), []);
  return { nodes, edges, onNodesChange, onEdgesChange, onDragStop, forgetDrag };
}

const noNotes: ReadonlyMap<NodeId, string> = new Map();

function useDrawn(): Drawn {
  const { graph, layout, shapes } = useLevel();
  const selectedNodes = useStore((s) => s.selectedNodes);
  const selectedEdges = useStore((s) => s.selectedEdges);
  // Notes from opening a file speak of the drawing itself.
  const notes = useStore((s) => (s.path.length === 0 ? s.importNotes : noNotes));
  const edgeStates = useEdgeStates();
  return useMemo(
    () => ({ graph, layout, shapes, edgeStates, selectedNodes, selectedEdges, notes }),
    [graph, layout, shapes, edgeStates, selectedNodes, selectedEdges, notes],
  );
}

function afterChanges(before: Locals, changes: readonly NodeChange<LayerFlowNode>[]): Locals {
  let measured: Map<NodeId, { width: number; height: number }> | undefined;
  let dragged: Map<NodeId, Point> | undefined;
  for (const change of changes) {
    if (change.type === 'dimensions' && change.dimensions) {
      measured ??= new Map(before.measured);
      measured.set(nodeId(change.id), change.dimensions);
    } else if (change.type === 'position' && change.position && change.dragging) {
      dragged ??= new Map(before.dragged);
      dragged.set(nodeId(change.id), change.position);
    }
  }
  if (!measured && !dragged) return before;
  return { measured: measured ?? before.measured, dragged: dragged ?? before.dragged };
}

function commitMove(store: PaneStore, moved: readonly LayerFlowNode[]): void {
  const positions = new Map(moved.map((node) => [nodeId(node.id), snapped(node.position)]));
  if (positions.size === 0) return;
  const label = positions.size === 1 ? `Move ${moved[0]?.id}` : `Move ${positions.size} nodes`;
  store.getState().apply(label, [{ type: 'move', positions }]);
}

function selectNodes(store: PaneStore, changes: readonly NodeChange<LayerFlowNode>[]): void {
  const { selectedNodes, selectedEdges, select } = store.getState();
  const next = afterSelection(selectedNodes, changes, nodeId);
  if (next) select(next, selectedEdges);
}

function selectEdges(store: PaneStore, changes: readonly EdgeChange<ShapeFlowEdge>[]): void {
  const { selectedNodes, selectedEdges, select } = store.getState();
  const next = afterSelection(selectedEdges, changes, (id) => id as EdgeId);
  if (next) select(selectedNodes, next);
}

function afterSelection<Id>(
  selected: ReadonlySet<Id>,
  changes: readonly { type: string; id?: string; selected?: boolean }[],
  brand: (id: string) => Id,
): ReadonlySet<Id> | undefined {
  let next: Set<Id> | undefined;
  for (const change of changes) {
    if (change.type !== 'select' || change.id === undefined) continue;
    next ??= new Set(selected);
    if (change.selected) next.add(brand(change.id));
    else next.delete(brand(change.id));
  }
  return next;
}
