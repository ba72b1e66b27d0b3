// The form of several nodes: what they have in common, “mixed” where it differs, set in all of them at once.
import type { GraphNode } from '../../graph/graph';
import type { FieldValue } from '../../layers/fields';
import { useGraph } from '../../store/derive';
import { useStore } from '../../store/store';
import { announceProblem } from '../problems/announce';
import { RefusalScope } from '../refusal';
import { type CommonField, commonFields } from './fields/commonFields';
import { FieldControl } from './fields/FieldControl';
import { Refusal } from './fields/FieldRow';
import styles from './fields/fields.module.css';
import { writeValue } from './fields/writeValue';
import own from './Inspector.module.css';
import { Section } from './Section';

/** So many of the rarely wanted ones would hide the others: they show where they differ or are not at default. */
const isWanted = ({ field, value, mixed }: CommonField): boolean =>
  !field.advanced || mixed || JSON.stringify(value) !== JSON.stringify(field.default);

export function ManyFields({ nodes }: { nodes: readonly GraphNode[] }) {
  const fields = commonFields(useGraph(), nodes).filter(isWanted);
  if (fields.length === 0) {
    return <p className={own.pending}>These nodes have no parameter in common.</p>;
  }
  const params = nodes[0]?.params ?? {};
  return (
    <Section title="Parameters of all">
      <RefusalScope>
        <div className={styles.fields}>
          {fields.map(({ name, field, value, mixed }) => (
            <FieldControl
              key={name}
              name={name}
              field={field}
              value={value}
              mixed={mixed}
              params={params}
              onSet={(next) => setInAll(nodes, name, field.label, next)}
            />
          ))}
          <Refusal />
        </div>
      </RefusalScope>
    </Section>
  );
}

function setInAll(nodes: readonly GraphNode[], name: string, label: string, value: FieldValue): void {
  const made = useStore.getState().apply(
    `Set ${label.toLowerCase()} to ${writeValue(value)} in ${nodes.length} nodes`,
    nodes.map(({ id }) => ({ type: 'set', node: id, params: { [name]: value } })),
  );
  if (!made.ok) announceProblem('Not changed', made.error);
}
