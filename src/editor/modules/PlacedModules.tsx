// What the drawing as a whole says of its modules: how many are placed, and all of them unfolded at a press.
import { Button } from '@mantine/core';
import { IconLayersSubtract } from '@tabler/icons-react';
import type { Graph } from '../../graph/graph';
import { expandedNodes, moduleOf } from '../../graph/module';
import { formatCount } from '../../lib/format';
import { Section } from '../inspector/Section';
import styles from './modules.module.css';
import { unfoldAction } from './unfoldAll';

export function PlacedModules({ graph }: { graph: Graph }) {
  const placed = [...graph.nodes.values()].flatMap((node) => moduleOf(graph, node)?.name ?? []);
  if (placed.length === 0) return null;
  const kinds = new Set(placed).size;
  return (
    <Section title="Modules">
      <p className={styles.placed}>
        {placed.length === 1 ? '1 instance' : `${formatCount(placed.length)} instances`} of{' '}
        {kinds === 1 ? '1 module' : `${kinds} modules`}; unfolded, {formatCount(expandedNodes(graph))} nodes.
      </p>
      <Button
        size="compact-xs"
        variant="default"
        title="Put the layers of every module in its place; undo folds them back"
        leftSection={<IconLayersSubtract size={14} aria-hidden />}
        onClick={unfoldAction.run}
      >
        Unfold all modules
      </Button>
    </Section>
  );
}
