// The arithmetic behind a node's numbers, line by line.
import { IconAlertTriangle } from '@tabler/icons-react';
import { memo } from 'react';
import type { Explanation } from '../../layers/contract';
import type { NodeId } from '../../lib/ids';
import { explainNode } from '../../shapes/explain';
import type { NodeShape } from '../../shapes/nodeShape';
import { fullId } from '../../store/level';
import { useStore } from '../../store/store';
import { classNames } from '../classNames';
import { explainFigure, stepsTo } from '../costs/explainFigure';
import { useMeasured } from '../costs/useMeasured';
import styles from './Inspector.module.css';
import { Section } from './Section';

export function Arithmetic({ lines }: { lines: readonly Explanation[] }) {
  return (
    <dl className={styles.arithmetic}>
      {lines.map((line) => (
        <div
          key={`${line.label}-${line.formula}`}
          className={classNames(styles.line, line.caution && styles.caution)}
        >
          <dt>
            {line.caution && <IconAlertTriangle size={12} stroke={2} aria-label="Caution" />}
            {line.label}
          </dt>
          <dd>{line.formula}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The layer's own arithmetic, and what only the whole drawing tells: memory and receptive field, step by step. */
export const NodeArithmetic = memo(function NodeArithmetic({ id, shape }: { id: NodeId; shape: NodeShape }) {
  const lines = explainNode(shape);
  if (lines.length === 0) return null;
  return (
    <Section title="Arithmetic">
      <AllArithmetic id={id} lines={lines} />
    </Section>
  );
});

function AllArithmetic({ id: own, lines }: { id: NodeId; lines: readonly Explanation[] }) {
  const measured = useMeasured();
  const id = useStore((state) => fullId(state, own));
  const steps = stepsTo(measured, id);
  return (
    <>
      <Arithmetic
        lines={[...lines, ...explainFigure(measured, id, 'memory'), ...explainFigure(measured, id, 'field')]}
      />
      {steps.length > 1 && (
        <details className={styles.steps}>
          <summary>Receptive field, all {steps.length} steps</summary>
          <Arithmetic lines={steps} />
        </details>
      )}
    </>
  );
}
