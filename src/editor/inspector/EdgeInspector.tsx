// One wire: its two ends, the tensor on it, and what is wrong with it.
import type { GraphEdge } from '../../graph/graph';
import { formatShape } from '../../lib/format';
import type { NodeId } from '../../lib/ids';
import { useEdgeStates } from '../../store/derive';
import { useStore } from '../../store/store';
import { BrokenWire } from '../problems/BrokenWire';
import { DeleteButton } from './DeleteButton';
import styles from './Inspector.module.css';
import { Section } from './Section';

export function EdgeInspector({ edge }: { edge: GraphEdge }) {
  const state = useEdgeStates().get(edge.id);
  return (
    <>
      <header className={styles.head}>
        <h2 className={styles.heading}>Wire</h2>
      </header>
      <Section title="Ends">
        <End label="From" node={edge.from} />
        <End label="To" node={edge.to} />
        <div className={styles.slot}>
          <span className={styles.slotLabel}>Input</span>
          <span>{edge.slot + 1}</span>
        </div>
        <div className={styles.slot}>
          <span className={styles.slotLabel}>Shape</span>
          <span className={`${styles.output} tabular`}>
            {state?.state === 'waiting' ? `waiting for ${state.on}` : state && formatShape(state.shape)}
          </span>
        </div>
      </Section>
      {state?.state === 'broken' && (
        <Section title="Problem">
          <BrokenWire edge={edge} message={state.message} />
        </Section>
      )}
      <DeleteButton what="the wire" />
    </>
  );
}

function End({ label, node }: { label: string; node: NodeId }) {
  const focusNode = useStore((s) => s.focusNode);
  return (
    <div className={styles.slot}>
      <span className={styles.slotLabel}>{label}</span>
      <button type="button" className={styles.link} onClick={() => focusNode(node)}>
        {node}
      </button>
    </div>
  );
}
