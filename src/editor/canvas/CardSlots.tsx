// The handles of a card. Each is small to look at and at least 24 px to hit; while a wire is dragged those that would
// take it glow with a tick, and the others say by a cross that they would not.

import { IconCheck, IconX } from '@tabler/icons-react';
import { Handle, Position } from '@xyflow/react';
import { memo } from 'react';
import { directionOf } from '../../graph/document';
import { slotName } from '../../graph/slotName';
import type { NodeId } from '../../lib/ids';
import { levelOf } from '../../store/level';
import { useStore } from '../../store/store';
import { outputHandle, slotHandle } from '../cardGeometry';
import { classNames } from '../classNames';
import type { Slot } from '../flow';
import { slotOffset } from '../freePlace';
import { outputPlace } from './judgeWires';
import styles from './Slots.module.css';
import { useWiring } from './wiring';

export function InputSlots({ node, slots }: { node: NodeId; slots: readonly Slot[] }) {
  return slots.map((slot) => <InputSlot key={slot.index} node={node} slot={slot} count={slots.length} />);
}

const InputSlot = memo(function InputSlot({
  node,
  slot,
  count,
}: {
  node: NodeId;
  slot: Slot;
  count: number;
}) {
  const fit = usePlace(node, slot.index);
  const direction = useStore((s) => directionOf(s.document));
  const name = useStore((state) => {
    const { graph } = levelOf(state);
    const drawn = graph.nodes.get(node);
    return drawn && slotName(graph, drawn, slot.index);
  });
  const what = name ? `input ${name}` : count === 1 ? 'input' : `input ${slot.index + 1}`;
  return (
    <Handle
      type="target"
      position={direction === 'down' ? Position.Top : Position.Left}
      id={slotHandle(slot.index)}
      className={classNames(styles.slot, slot.source !== undefined && styles.wired, fit && styles[fit])}
      style={{
        [direction === 'down' ? 'left' : 'top']: `calc(50% + ${slotOffset(slot.index, count, direction)}px)`,
      }}
      role="img"
      aria-label={`${node}, ${what}, ${slot.source ? `wired from ${slot.source}` : 'free'}`}
      data-slot={slot.index}
    >
      <Mark fit={fit} />
      {name && count > 1 && (
        <span className={styles.slotName} aria-hidden>
          {name}
        </span>
      )}
    </Handle>
  );
});

export const OutputSlot = memo(function OutputSlot({ node }: { node: NodeId }) {
  const fit = usePlace(node, outputPlace);
  const direction = useStore((s) => directionOf(s.document));
  return (
    <Handle
      type="source"
      position={direction === 'down' ? Position.Bottom : Position.Right}
      id={outputHandle}
      className={classNames(styles.slot, styles.output, fit && styles[fit])}
      role="img"
      aria-label={`${node}, output`}
    >
      <Mark fit={fit} />
    </Handle>
  );
});

function Mark({ fit }: { fit: 'fits' | 'unfit' | undefined }) {
  if (fit === 'fits') return <IconCheck className={styles.mark} size={11} stroke={3.2} aria-hidden />;
  return fit === 'unfit' ? <IconX className={styles.mark} size={9} stroke={3.2} aria-hidden /> : null;
}

function usePlace(node: NodeId, place: number): 'fits' | 'unfit' | undefined {
  return useWiring(({ active }) => {
    const judged = active?.places.get(node)?.get(place);
    return judged && (judged.verdict.ok ? 'fits' : 'unfit');
  });
}
