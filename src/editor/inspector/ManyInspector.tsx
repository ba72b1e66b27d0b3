// Several nodes at once: what they cost together.
import type { NodeId } from '../../lib/ids';
import { totalsOf } from '../../plan/makePlan';
import { useShapes } from '../../store/derive';
import { useStore } from '../../store/store';
import { DeleteButton } from './DeleteButton';
import styles from './Inspector.module.css';
import { Section } from './Section';
import { Totals } from './Totals';

export function ManyInspector({ nodes }: { nodes: ReadonlySet<NodeId> }) {
  const graph = useStore((s) => s.document.graph);
  const shapes = useShapes();
  return (
    <>
      <header className={styles.head}>
        <h2 className={styles.heading}>{nodes.size} nodes</h2>
        <p className={styles.doc}>{[...nodes].join(', ')}</p>
      </header>
      <Section title="Together">
        <Totals totals={totalsOf(graph, shapes, nodes)} nodes={nodes.size} />
      </Section>
      <DeleteButton what={`${nodes.size} nodes`} />
    </>
  );
}
