// What React Flow draws beside cards and wires: the dots below them, the overview, and what lies over them.
import { Background, BackgroundVariant, MiniMap } from '@xyflow/react';
import { later } from '../later';
import styles from './Canvas.module.css';
import { maskColour, minimapColour, minimapEdge, overviewLabel } from './overviewColours';
import type { DrawnNode } from './useFlowState';
import { WireHeads } from './WireHeads';

const Within = later(() => import('./CanvasOverlays').then((module) => module.WithinFlow));
const LargeOverview = later(() => import('./LargeOverview').then((module) => module.LargeOverview));

/** Fewer are seen at a glance, without an overview. */
const worthOverview = 12;

interface Drawing {
  readonly nodes: readonly DrawnNode[];
  /** Cards are being dragged. */
  readonly moving: boolean;
  readonly large: boolean;
}

export const WithinDrawing = ({ nodes, moving, large }: Drawing) => (
  <>
    <Background
      variant={BackgroundVariant.Dots}
      gap={20}
      size={1.2}
      color="var(--cv-canvas-dots)"
      bgColor="var(--cv-canvas)"
    />
    {large && <LargeOverview nodes={nodes} moving={moving} className={styles.minimap} />}
    {nodes.length >= worthOverview && !large && (
      <MiniMap
        className={styles.minimap ?? ''}
        pannable
        zoomable
        nodeColor={minimapColour}
        nodeStrokeColor={minimapEdge}
        nodeStrokeWidth={24}
        maskColor={maskColour}
        maskStrokeColor="var(--cv-border-strong)"
        nodeBorderRadius={8}
        ariaLabel={overviewLabel}
      />
    )}
    <Within />
    <WireHeads />
  </>
);
