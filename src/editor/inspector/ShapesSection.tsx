// What flows into a node, slot by slot, with a choice of another source for each, and what flows out.

import { memo } from 'react';
import { edgesFrom, type Graph } from '../../graph/graph';
import { hasOutput, slotCount } from '../../graph/slots';
import { formatShape } from '../../lib/format';
import type { NodeShape, Shapes } from '../../shapes/nodeShape';
import { useStore } from '../../store/store';
import { describeState } from '../describe';
import styles from './Inspector.module.css';
import { Section } from './Section';
import { SlotRow } from './SlotRow';

export const ShapesSection = memo(function ShapesSection({
  shape,
  graph,
  shapes,
}: {
  shape: NodeShape;
  graph: Graph;
  /** Of the graph. */
  shapes: Shapes;
}) {
  const focusNode = useStore((s) => s.focusNode);
  const { node } = shape;
  const count = slotCount(graph, node);
  const targets = edgesFrom(graph, node.id);
  return (
    <Section title="Shapes">
      {Array.from({ length: count }, (_, slot) => (
        <SlotRow
          // biome-ignore lint/suspicious/noArrayIndexKey: a slot is its index.
          key={slot}
          node={node.id}
          slot={slot}
          label={count === 1 ? 'Input' : `Input ${slot + 1}`}
          graph={graph}
          shapes={shapes}
        />
      ))}
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
