// The small plus at the middle of a wire that the pointer is on or that alone is selected: puts a layer there.
import { IconPlus } from '@tabler/icons-react';
import type { EdgeId } from '../../lib/ids';
import { useStore } from '../../store/store';
import { OnWires } from '../canvas/OnWires';
import styles from './draw.module.css';
import { insertOnWire } from './drawCommands';
import { hoverWire, leaveWire, useDraw } from './drawState';

export function WirePlus({
  edge,
  selected,
  x,
  y,
}: {
  edge: EdgeId;
  selected: boolean;
  x: number;
  y: number;
}) {
  const hovered = useDraw((s) => s.hovered === edge);
  const alone = useStore((s) => selected && s.selectedEdges.size === 1 && s.selectedNodes.size === 0);
  if (!hovered && !alone) return null;
  return (
    <OnWires>
      <button
        type="button"
        tabIndex={-1}
        className={`${styles.plus} nodrag nopan`}
        style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` }}
        aria-label="Insert a layer on this wire (I)"
        onPointerEnter={() => hoverWire(edge)}
        onPointerLeave={leaveWire}
        onClick={() => insertOnWire(edge)}
      >
        <IconPlus size={12} stroke={2.4} aria-hidden />
      </button>
    </OnWires>
  );
}
