// What would happen if the wire in hand were dropped here, told beside the pointer before the drop.

import { Portal } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { useConnection } from '@xyflow/react';
import { useEffect, useState } from 'react';
import { formatShape } from '../../lib/format';
import { type NodeId, nodeId } from '../../lib/ids';
import { slotOfHandle } from '../cardGeometry';
import { classNames } from '../classNames';
import { type Judged, outputPlace, type Wiring } from './judgeWires';
import styles from './WireHint.module.css';
import { judgedAt, nodeAt, useWiring } from './wiring';

export function WireHint() {
  const active = useWiring((s) => s.active);
  return active ? <Hint wiring={active} /> : null;
}

function Hint({ wiring }: { wiring: Wiring }) {
  const handle = useConnection((c) =>
    c.toHandle ? `${c.toHandle.nodeId}\n${c.toHandle.id ?? ''}` : undefined,
  );
  const pointer = usePointer();
  if (!pointer) return null;
  const judged = under(wiring, handle, pointer.over);
  if (!judged) return null;
  const { verdict, wire } = judged;
  const right = pointer.x > window.innerWidth - 340;
  return (
    <Portal>
      <div
        role="status"
        data-testid="wire-hint"
        data-fits={verdict.ok}
        className={classNames(styles.hint, verdict.ok ? styles.fits : styles.unfit)}
        style={{
          left: pointer.x + (right ? -16 : 18),
          top: pointer.y + 18,
          ...(right ? { transform: 'translateX(-100%)' } : {}),
        }}
      >
        {verdict.ok ? (
          <IconCheck size={14} stroke={2.4} aria-hidden />
        ) : (
          <IconAlertTriangle size={14} stroke={2} aria-hidden />
        )}
        <span>{verdict.ok ? fitsText(wire.to, verdict) : verdict.problem.message}</span>
      </div>
    </Portal>
  );
}

function fitsText(to: NodeId, verdict: Extract<Judged['verdict'], { ok: true }>): string {
  const shape = verdict.shape ? ` → ${formatShape(verdict.shape)}` : '';
  return `Fits ${to}${shape}${verdict.replaces ? ', in place of the wire that is there' : ''}`;
}

function under(wiring: Wiring, handle: string | undefined, over: NodeId | undefined): Judged | undefined {
  if (handle !== undefined) {
    const [node = '', slot] = handle.split('\n');
    return judgedAt(wiring, nodeId(node), slotOfHandle(slot) ?? outputPlace);
  }
  return over === undefined ? undefined : judgedAt(wiring, over, undefined);
}

function usePointer() {
  const [at, setAt] = useState<{ x: number; y: number; over: NodeId | undefined }>();
  useEffect(() => {
    const move = (event: PointerEvent) =>
      setAt({ x: event.clientX, y: event.clientY, over: nodeAt(event.clientX, event.clientY) });
    window.addEventListener('pointermove', move);
    return () => window.removeEventListener('pointermove', move);
  }, []);
  return at;
}
