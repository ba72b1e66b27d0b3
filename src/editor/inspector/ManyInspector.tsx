// Several nodes at once: what they have in common, what they cost together, and what is wrong among them.
import type { GraphNode } from '../../graph/graph';
import type { NodeId } from '../../lib/ids';
import { sumOf } from '../../plan/measures';
import { useLevel } from '../../store/derive';
import { fullId } from '../../store/level';
import { useStore } from '../../store/store';
import { useMeasured } from '../costs/useMeasured';
import { annotationsInWords } from '../notes/nameOf';
import { DeleteButton } from './DeleteButton';
import styles from './Inspector.module.css';
import { AlignButtons, ManyButtons } from './ManyButtons';
import { ManyFields } from './ManyFields';
import { Section } from './Section';
import { Totals } from './Totals';

export function ManyInspector({ nodes: ids }: { nodes: ReadonlySet<NodeId> }) {
  const { costs, batch } = useMeasured();
  const { graph, annotations } = useLevel();
  const selected = useStore((s) => s.selectedAnnotations);
  const written = [...selected].flatMap((id) => annotations?.get(id) ?? []);
  const words = `${ids.size} nodes${written.length > 0 ? ` and ${annotationsInWords(written)}` : ''}`;
  const path = useStore((s) => s.path);
  const sum = sumOf([...ids].flatMap((id) => costs.get(fullId({ path }, id)) ?? []));
  const nodes = [...ids].flatMap((id) => graph.nodes.get(id) ?? []);
  return (
    <>
      <header className={styles.head}>
        <h2 className={styles.heading}>{words}</h2>
        <p className={styles.doc}>{[...ids].join(', ')}</p>
      </header>
      <ManyButtons />
      <AlignButtons />
      <ManyFields key={[...ids].join(' ')} nodes={nodes} />
      <Troubled nodes={nodes} />
      <Section title="Together">
        <Totals measured={sum} batch={batch} nodes={ids.size} />
      </Section>
      <DeleteButton what={words} />
    </>
  );
}

/** Which of them do not fit or lack a wire, each a way to it. */
function Troubled({ nodes }: { nodes: readonly GraphNode[] }) {
  const { shapes } = useLevel();
  const focusNode = useStore((s) => s.focusNode);
  const troubled = nodes.filter(({ id }) => {
    const state = shapes.get(id)?.state;
    return state === 'misfit' || state === 'incomplete';
  });
  if (troubled.length === 0) return null;
  return (
    <Section title={`Problems (${troubled.length})`}>
      <p className={styles.pending}>
        {troubled.length === 1
          ? 'This one does not fit or lacks a wire: '
          : 'These do not fit or lack a wire: '}
        {troubled.map(({ id }, i) => (
          <span key={id}>
            {i > 0 && ', '}
            <button type="button" className={styles.link} onClick={() => focusNode(id)}>
              {id}
            </button>
          </span>
        ))}
      </p>
    </Section>
  );
}
