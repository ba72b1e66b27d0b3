// React Flow's nodes and edges, derived from the store, and its changes led back to it. React Flow owns only
// where nodes stand while they are dragged.
import type { EdgeChange, NodeChange } from '@xyflow/react';
import { useCallback, useDeferredValue, useMemo, useRef, useState } from 'react';
import { directionOf } from '../../graph/document';
import type { Edit } from '../../graph/edits';
import type { Layout } from '../../graph/layout';
import { type AnnotationId, type EdgeId, type NodeId, nodeId } from '../../lib/ids';
import type { Point } from '../../lib/turned';
import { edgeStates as statesOf, useLevel } from '../../store/derive';
import { levelOf } from '../../store/level';
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
import { type AnnotationFlowNode, annotationOfFlowId, isAnnotationNode } from '../notes/annotationFlow';
import { nameOfAnnotations } from '../notes/nameOf';
import { type Carried, carriedBy, carriedTo, useAnnotationFlow } from '../notes/useAnnotationFlow';
import { useRoutes } from './useRoutes';

export type DrawnNode = LayerFlowNode | AnnotationFlowNode;

export function useFlowState() {
  const [locals, setLocals] = useState<Locals>(noLocals);
  const [mapNodes] = useState(makeNodeMapper);
  const [mapEdges] = useState(makeEdgeMapper);
  const drawn = useDrawn();
  const store = usePaneStore();
  const gliding = useGlide(store);
  const annotations = useAnnotationFlow(store);
  const layers = useMemo(
    () => mapNodes(drawn, gliding.size > 0 ? { dragged: gliding } : locals),
    [mapNodes, drawn, locals, gliding],
  );
  // Notes and frames come first: they lie below.
  const nodes = useMemo((): DrawnNode[] => [...annotations.nodes, ...layers], [annotations.nodes, layers]);
  const routes = useRoutes(drawn);
  // Wires of cards on the move follow them as plain curves; where they end up, ways are found anew.
  const moving = [...(gliding.size > 0 ? gliding : locals.dragged).keys()].join(' ');
  const edges = useMemo(() => {
    const moved = new Set(moving.split(' '));
    return mapEdges(drawn, ({ id, from, to }) =>
      moved.has(from) || moved.has(to) ? undefined : routes.get(id),
    );
  }, [mapEdges, drawn, routes, moving]);

  const onNodesChange = useCallback(
    (changes: NodeChange<DrawnNode>[]) => {
      setLocals((before) => afterChanges(before, changes));
      annotations.onChanges(changes);
      selectNodes(store, changes);
    },
    [store, annotations.onChanges],
  );
  const onEdgesChange = useCallback(
    (changes: EdgeChange<ShapeFlowEdge>[]) => selectEdges(store, changes),
    [store],
  );
  const carried = useRef<Carried>(undefined);
  const onDragStart = useCallback(
    (_event: unknown, _node: unknown, moved: readonly DrawnNode[]) => {
      carried.current = carriedBy(levelOf(store.getState()), moved);
    },
    [store],
  );
  const { hold } = annotations;
  const onDrag = useCallback(
    (event: Modified, _node: unknown, moved: readonly DrawnNode[]) => {
      const along = carried.current && alongWith(carried.current, event, moved);
      if (!along) return;
      setLocals((before) => ({ ...before, dragged: new Map([...before.dragged, ...along.nodes]) }));
      hold(along.annotations);
    },
    [hold],
  );
  const onDragStop = useCallback(
    (event: Modified, _node: unknown, moved: readonly DrawnNode[]) => {
      commitMove(store, moved, carried.current && alongWith(carried.current, event, moved));
      carried.current = undefined;
      setLocals(noLocals);
      hold();
    },
    [store, hold],
  );
  /** Shows what was dragged where the document has it. */
  const forgetDrag = useCallback(() => setLocals((before) => ({ ...before, dragged: noLocals.dragged })), []);
  return {
    nodes,
    edges,
    moving: moving !== '',
    onNodesChange,
    onEdgesChange,
    onDragStart,
    onDrag,
    onDragStop,
    forgetDrag,
  };
}

interface Modified {
  readonly altKey: boolean;
}

/** Where what a frame carries stands now; with Alt, where it stood, for the frame then moves alone. */
function alongWith(carried: Carried, { altKey }: Modified, moved: readonly DrawnNode[]) {
  const frame = moved.find(({ id }) => annotationOfFlowId(id) === carried.frame);
  return frame && carriedTo(carried, altKey ? carried.from : snapped(frame.position));
}

const noNotes: ReadonlyMap<NodeId, string> = new Map();

/** Of more nodes than that, all but the verdicts on the cards is drawn once those are seen. */
const fewNodes = 200;

/**
 * What React Flow is to draw. In a large drawing it comes a moment after an edit that moves nothing, for React Flow looks
 * through all of it; the cards show their new state by themselves.
 */
function useDrawn(): Drawn {
  const level = useLevel();
  const selectedNodes = useStore((s) => s.selectedNodes);
  const selectedEdges = useStore((s) => s.selectedEdges);
  // Notes from opening a file speak of the drawing itself.
  const notes = useStore((s) => (s.path.length === 0 ? s.importNotes : noNotes));
  const direction = useStore((s) => directionOf(s.document));
  const now = useMemo(
    () => ({ level, direction, selectedNodes, selectedEdges, notes }),
    [level, direction, selectedNodes, selectedEdges, notes],
  );
  const before = useDeferredValue(now);
  const waits =
    level.layout.size > fewNodes &&
    level.graph !== before.level.graph &&
    level.layout === before.level.layout &&
    direction === before.direction;
  const shown = waits ? before : now;
  return useMemo(() => {
    const { level: drawn, ...rest } = shown;
    const { graph, layout, shapes } = drawn;
    return { graph, layout, shapes, edgeStates: statesOf(graph, shapes), ...rest };
  }, [shown]);
}

function afterChanges(before: Locals, changes: readonly NodeChange<DrawnNode>[]): Locals {
  let dragged: Map<NodeId, Point> | undefined;
  for (const change of changes) {
    if (change.type !== 'position' || !change.position || !change.dragging) continue;
    if (annotationOfFlowId(change.id) !== undefined) continue;
    dragged ??= new Map(before.dragged);
    dragged.set(nodeId(change.id), change.position);
  }
  return dragged ? { dragged } : before;
}

function commitMove(
  store: PaneStore,
  moved: readonly DrawnNode[],
  along?: { readonly nodes: Layout; readonly annotations: ReadonlyMap<AnnotationId, Point> },
): void {
  const own = moved.filter((node) => !isAnnotationNode(node));
  const positions = new Map([
    ...own.map((node) => [nodeId(node.id), snapped(node.position)] as const),
    ...(along?.nodes ?? []),
  ]);
  const dragged = moved
    .filter(isAnnotationNode)
    .map(({ data, position }) => [data.annotation.id, snapped(position)] as const);
  const places = new Map([...dragged, ...(along?.annotations ?? [])]);
  const edits: Edit[] = [];
  if (positions.size > 0) edits.push({ type: 'move', positions });
  if (places.size > 0) edits.push({ type: 'moveAnnotations', places });
  if (edits.length === 0) return;
  const what =
    own.length === 0
      ? nameOfAnnotations(dragged.map(([id]) => id))
      : own.length === 1
        ? own[0]?.id
        : `${own.length} nodes`;
  store.getState().apply(`Move ${what}`, edits);
}

function selectNodes(store: PaneStore, changes: readonly NodeChange<DrawnNode>[]): void {
  const { selectedNodes, selectedEdges, selectedAnnotations, select } = store.getState();
  const ofAnnotation = (change: { readonly id?: string }) =>
    change.id !== undefined && annotationOfFlowId(change.id) !== undefined;
  const nodes = afterSelection(
    selectedNodes,
    changes.filter((change) => !ofAnnotation(change as { id?: string })),
    nodeId,
  );
  const annotations = afterSelection(
    selectedAnnotations,
    changes.filter((change) => ofAnnotation(change as { id?: string })),
    (id) => annotationOfFlowId(id) as AnnotationId,
  );
  if (nodes || annotations) select(nodes ?? selectedNodes, selectedEdges, annotations ?? selectedAnnotations);
}

function selectEdges(store: PaneStore, changes: readonly EdgeChange<ShapeFlowEdge>[]): void {
  const { selectedNodes, selectedEdges, selectedAnnotations, select } = store.getState();
  const next = afterSelection(selectedEdges, changes, (id) => id as EdgeId);
  if (next) select(selectedNodes, next, selectedAnnotations);
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
