// Several nodes at once: what they cost together.
import type { NodeId } from '../../lib/ids';
import { sumOf } from '../../plan/measures';
import { useMeasured } from '../costs/useMeasured';
import { DeleteButton } from './DeleteButton';
import styles from './Inspector.module.css';
import { Section } from './Section';
import { Totals } from './Totals';

export function ManyInspector({ nodes }: { nodes: ReadonlySet<NodeId> }) {
  const { costs, batch } = useMeasured();
  const sum = sumOf([...nodes].flatMap((id) => costs.get(id) ?? []));
  return (
    <>
      <header className={styles.head}>
        <h2 className={styles.heading}>{nodes.size} nodes</h2>
        <p className={styles.doc}>{[...nodes].join(', ')}</p>
      </header>
      <Section title="Together">
        <Totals measured={sum} batch={batch} nodes={nodes.size} />
      </Section>
      <DeleteButton what={`${nodes.size} nodes`} />
    </>
  );
}
