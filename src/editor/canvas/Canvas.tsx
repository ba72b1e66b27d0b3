// The drawing surface. It hands React Flow what flow.ts derives from the store, and the user's gestures to the
// commands; it decides nothing itself.
import './flow.css';
import { useComputedColorScheme } from '@mantine/core';
import { ConnectionMode, ReactFlow, SelectionMode, useStore as useFlowStore } from '@xyflow/react';
import { type CSSProperties, type FocusEvent, type MouseEvent, memo, useMemo } from 'react';
import { nodeId } from '../../lib/ids';
import { levelOf } from '../../store/level';
import { useStore } from '../../store/store';
import { searchLayersAction } from '../actions/viewActions';
import { later } from '../later';
import { selectAnnotationOf } from '../notes/annotationFlow';
import styles from './Canvas.module.css';
import { CardContexts } from './CardContexts';
import { useComingIn } from './comeIn';
import { detailOf, growthOf } from './detail';
import { LayerNode } from './LayerNode';
import { leaveText } from './leaveText';
import { type PaneFlow, usePaneFlow } from './paneFlows';
import { usePlainFromAfar } from './plain';
import { ShapeEdge } from './ShapeEdge';
import { useFlowState } from './useFlowState';
import { flowConstants, useGestures } from './useGestures';
import { useLeanFlow } from './useLeanFlow';
import { usePaletteDrop } from './usePaletteDrop';
import {
  revealIn,
  useFitAtStart,
  useFitBeside,
  useFitOnLevel,
  useFitOnOpen,
  useFocusRequests,
} from './useView';
import { useWireDrag } from './useWireDrag';
import { WithinDrawing } from './WithinDrawing';
import { useWiring } from './wiring';

// What lies over the drawing, beside React Flow.
const Above = later(() => import('./CanvasOverlays').then((module) => module.AboveFlow));

// Their places are known without them.
const NoteNode = later(() => import('../notes/NoteNode').then((module) => module.NoteNode));
const FrameNode = later(() => import('../notes/FrameNode').then((module) => module.FrameNode));

const nodeTypes = { layer: LayerNode, note: NoteNode, frame: FrameNode };
const edgeTypes = { shape: ShapeEdge };

/** An edit whose cards show it by themselves draws none of it anew. */
const Flow = memo(ReactFlow) as typeof ReactFlow;

export const Canvas = ({ name }: { name: string }) => (
  <CardContexts>
    <Surface name={name} />
  </CardContexts>
);

function Surface({ name }: { name: string }) {
  const flow = useFlowState();
  const wires = useWireDrag();
  const pane = usePaneFlow();
  const large = flow.nodes.length > allDrawn;
  // A large drawing that goes is still React Flow's for a moment: it would put all of it on the page.
  const manyHeld = useFlowStore((s) => s.nodes.length > allDrawn);
  useLeanFlow();
  usePlainFromAfar(large);
  const drawn = useComingIn(flow.nodes, flow.edges, !large);
  const gestures = useGestures(pane, flow);
  const drop = usePaletteDrop();
  const scheme = useComputedColorScheme();
  useFocusRequests(pane);
  useFitAtStart(pane);
  useFitOnOpen(pane);
  useFitBeside(pane);
  useFitOnLevel(pane);
  const detail = useFlowStore((s) => detailOf(s.transform[2]));
  const growth = useFlowStore((s) => growthOf(s.transform[2]));
  const emphasis = useStore((s) => s.selectedNodes.size === 1);
  const wiring = useWiring((s) => s.active !== undefined);
  const empty = useStore(
    (s) => s.document.graph.nodes.size === 0 && !s.document.annotations?.size && s.path.length === 0,
  );
  const within = useMemo(
    () => <WithinDrawing nodes={flow.nodes} moving={flow.moving} large={large} />,
    [flow.nodes, flow.moving, large],
  );
  return (
    <section
      className={styles.canvas}
      aria-label={name}
      data-canvas
      onFocus={(event) => followFocus(event, pane)}
      onMouseDownCapture={leaveText}
      onDoubleClick={searchOnEmpty}
      data-zoom={growth > 1 ? 'far' : 'near'}
      data-detail={detail}
      data-emphasis={emphasis || undefined}
      data-wiring={wiring || undefined}
      style={{ '--far': growth } as CSSProperties}
      {...drop}
    >
      <Flow
        nodes={drawn.nodes}
        edges={drawn.edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        onNodesChange={flow.onNodesChange}
        onEdgesChange={flow.onEdgesChange}
        {...gestures}
        {...flowConstants}
        {...wires}
        // Reconnecting is judged and made where every other wire is; React Flow needs to see a handler to offer it.
        onReconnect={ignore}
        colorMode={scheme}
        connectionMode={ConnectionMode.Strict}
        connectionRadius={26}
        connectOnClick={false}
        reconnectRadius={14}
        snapToGrid
        deleteKeyCode={null}
        disableKeyboardA11y
        selectionMode={SelectionMode.Partial}
        selectionKeyCode="Shift"
        zoomOnDoubleClick={false}
        // Of a small drawing every card stays within reach of Tab and of screen readers; of a large one the arrow keys
        // and the lists bring what is out of sight back.
        onlyRenderVisibleElements={large || manyHeld || drawn.leaving}
        minZoom={0.1}
        maxZoom={2}
        attributionPosition="bottom-right"
      >
        {within}
      </Flow>
      <Above empty={empty} />
    </section>
  );
}

/** Up to this many nodes all are drawn, whether in sight or not. */
const allDrawn = 200;

const ignore = () => {};

/** Tab puts the focus on a node; it then comes into sight, and the inspector shows it. */
function followFocus(event: FocusEvent<HTMLElement>, pane: PaneFlow): void {
  const element = event.target;
  if (!element.matches('.react-flow__node, .react-flow__edge') || !element.matches(':focus-visible')) return;
  const id = element.dataset.id;
  const { selectedNodes, selectedEdges, select } = pane.store.getState();
  const { graph } = levelOf(pane.store.getState());
  if (id === undefined || selectAnnotationOf(pane.store, id)) return;
  if (graph.nodes.has(nodeId(id))) {
    if (!selectedNodes.has(nodeId(id))) select([nodeId(id)]);
    revealIn(pane, nodeId(id));
    return;
  }
  const edge = [...graph.edges.values()].find((known) => known.id === id);
  if (!edge) return;
  if (!selectedEdges.has(edge.id)) select([], [edge.id]);
  revealIn(pane, edge.to);
}

function searchOnEmpty(event: MouseEvent<HTMLElement>): void {
  if (event.target instanceof HTMLElement && event.target.classList.contains('react-flow__pane'))
    searchLayersAction.run();
}
