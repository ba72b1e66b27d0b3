// What flows into a node, slot by slot, with a choice of another source for each, and what flows out.

import { memo, startTransition, useDeferredValue, useEffect, useState } from 'react';
import { edgeAtSlot, edgesFrom, type Graph } from '../../graph/graph';
import { slotName } from '../../graph/slotName';
import { hasOutput, slotCount } from '../../graph/slots';
import { formatShape } from '../../lib/format';
import type { NodeId } from '../../lib/ids';
import type { NodeShape, Shapes } from '../../shapes/nodeShape';
import { useStore } from '../../store/store';
import { describeState } from '../describe';
import styles from './Inspector.module.css';
import { Section } from './Section';
import { nameWithShape, SlotRow } from './SlotRow';

interface Told {
  readonly shape: NodeShape;
  readonly graph: Graph;
  /** Of the graph. */
  readonly shapes: Shapes;
}

export const ShapesSection = memo(function ShapesSection(told: Told) {
  const { shape, graph } = told;
  const focusNode = useStore((s) => s.focusNode);
  const { node } = shape;
  const targets = edgesFrom(graph, node.id);
  return (
    <Section title="Shapes">
      <Slots {...told} />
      <div className={styles.slot}>
        <span className={styles.slotLabel}>Output</span>
        <span className={`${styles.output} tabular`}>
          {shape.state === 'ok' ? formatShape(shape.shape) : describeState(shape).split(':')[0]}
        </span>
      </div>
      {hasOutput(graph, node) && targets.length > 0 && (
        <div className={styles.slot}>
          <span className={styles.slotLabel}>Goes to</span>
          <span>
            {targets.map((edge, i) => (
              <span key={edge.id}>
                {i > 0 && ', '}
                <button type="button" className={styles.link} onClick={() => focusNode(edge.to)}>
                  {edge.to}
                </button>
              </span>
            ))}
          </span>
        </div>
      )}
    </Section>
  );
});

/** A node can have hundreds: they come a few at a time, and are drawn anew in slices. */
function Slots(told: Told) {
  const { shape, graph, shapes } = useDeferredValue(told);
  const { node } = shape;
  const count = slotCount(graph, node);
  const drawn = useGrowing(count);
  return (
    <>
      {Array.from({ length: drawn }, (_, slot) => {
        const edge = edgeAtSlot(graph, node.id, slot);
        return (
          <SlotRow
            // biome-ignore lint/suspicious/noArrayIndexKey: a slot is its index.
            key={slot}
            node={node.id}
            slot={slot}
            label={labelOf(graph, node.id, slot) ?? (count === 1 ? 'Input' : `Input ${slot + 1}`)}
            edge={edge}
            source={edge && nameWithShape(shapes, edge.from)}
          />
        );
      })}
      {drawn < count && <div style={{ height: (count - drawn) * rowHeight - rowGap }} />}
    </>
  );
}

/** A named slot's own name, written as the labels beside it. */
function labelOf(graph: Graph, id: NodeId, slot: number): string | undefined {
  const node = graph.nodes.get(id);
  const name = node && slotName(graph, node, slot);
  return name && `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;
}

/** More than most nodes have. */
const atFirst = 6;
const atATime = 4;
/** Pixels of a row with the gap behind it, which those that are still to come take up already. */
const rowHeight = 34;
const rowGap = 4;

/** How many of so many things are drawn by now. */
function useGrowing(count: number): number {
  const [drawn, setDrawn] = useState(atFirst);
  useEffect(() => {
    if (drawn >= count) return;
    const timer = setTimeout(() => startTransition(() => setDrawn(drawn + atATime)));
    return () => clearTimeout(timer);
  }, [drawn, count]);
  return Math.min(drawn, count);
}
