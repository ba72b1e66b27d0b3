// Several nodes at once: what they cost together.
import { Button } from '@mantine/core';
import { IconComponents } from '@tabler/icons-react';
import type { NodeId } from '../../lib/ids';
import { sumOf } from '../../plan/measures';
import { fullId } from '../../store/level';
import { useStore } from '../../store/store';
import { useMeasured } from '../costs/useMeasured';
import { makeModuleOfSelected } from '../modules/moduleActions';
import { DeleteButton } from './DeleteButton';
import styles from './Inspector.module.css';
import { Section } from './Section';
import { Totals } from './Totals';

export function ManyInspector({ nodes }: { nodes: ReadonlySet<NodeId> }) {
  const { costs, batch } = useMeasured();
  const path = useStore((s) => s.path);
  const sum = sumOf([...nodes].flatMap((id) => costs.get(fullId({ path }, id)) ?? []));
  return (
    <>
      <header className={styles.head}>
        <h2 className={styles.heading}>{nodes.size} nodes</h2>
        <p className={styles.doc}>{[...nodes].join(', ')}</p>
      </header>
      <Section title="Together">
        <Totals measured={sum} batch={batch} nodes={nodes.size} />
      </Section>
      <Button
        size="compact-xs"
        variant="light"
        leftSection={<IconComponents size={14} aria-hidden />}
        onClick={makeModuleOfSelected}
      >
        Make a module…
      </Button>
      <DeleteButton what={`${nodes.size} nodes`} />
    </>
  );
}
