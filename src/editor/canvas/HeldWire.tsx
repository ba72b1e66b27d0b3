// A wire that was let go stays in sight while a menu or a refusal at its end is read. It is drawn over the window where
// it was left, for whatever moves the drawing closes what it leads to.
import { getBezierPath, Position } from '@xyflow/react';
import { useState } from 'react';
import { directionOf } from '../../graph/document';
import { useStore } from '../../store/store';
import { outputHandle, slotHandle } from '../cardGeometry';
import styles from './HeldWire.module.css';
import type { FixedEnd } from './judgeWires';
import { activePaneElement } from './paneFlows';

interface HeldWireProps {
  readonly fixed: FixedEnd;
  /** Where it was let go, in pixels of the window. */
  readonly x: number;
  readonly y: number;
  readonly refused?: boolean;
}

export function HeldWire({ fixed, x, y, refused = false }: HeldWireProps) {
  const down = useStore((s) => directionOf(s.document) === 'down');
  const [from] = useState(() => centreOf(fixed));
  if (!from) return null;
  const leaving = down ? Position.Bottom : Position.Right;
  const entering = down ? Position.Top : Position.Left;
  const forward = fixed.end === 'output';
  const [path] = getBezierPath({
    sourceX: from.x,
    sourceY: from.y,
    sourcePosition: forward ? leaving : entering,
    targetX: x,
    targetY: y,
    targetPosition: forward ? entering : leaving,
  });
  return (
    <svg className={styles.held} data-refused={refused || undefined} aria-hidden>
      <path d={path} />
      <circle cx={x} cy={y} r={3} />
    </svg>
  );
}

function centreOf(fixed: FixedEnd): { x: number; y: number } | undefined {
  const handle = fixed.end === 'output' ? outputHandle : slotHandle(fixed.slot);
  const box = activePaneElement()
    ?.querySelector(
      `.react-flow__handle[data-nodeid="${CSS.escape(fixed.node)}"][data-handleid="${CSS.escape(handle)}"]`,
    )
    ?.getBoundingClientRect();
  return box && { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
