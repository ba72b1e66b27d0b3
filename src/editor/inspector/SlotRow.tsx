// One input slot: its source and shape, another source by keyboard or mouse with the verdict on each, and removal.
import { ActionIcon, Select, Tooltip } from '@mantine/core';
import { IconCheck, IconUnlink, IconX } from '@tabler/icons-react';
import { memo, useMemo, useState } from 'react';
import type { Graph, GraphEdge } from '../../graph/graph';
import type { Problem } from '../../graph/problem';
import { hasOutput } from '../../graph/slots';
import { formatShape } from '../../lib/format';
import { type NodeId, nodeId } from '../../lib/ids';
import { checkEdge } from '../../shapes/checkEdge';
import type { Shapes } from '../../shapes/nodeShape';
import { levelOf } from '../../store/level';
import { useStoreAfterwards } from '../../store/store';
import { connect, deleteEdge } from '../commands';
import { ProblemCard } from '../problems/ProblemCard';
import styles from './Inspector.module.css';

interface Source {
  readonly value: string;
  readonly label: string;
  readonly fits: boolean;
  readonly why: string;
}

/** Drawn anew where its own wire or what comes along it changes. */
export const SlotRow = memo(function SlotRow({
  node,
  slot,
  label,
  edge,
  source,
}: {
  node: NodeId;
  slot: number;
  label: string;
  edge: GraphEdge | undefined;
  /** What its source is called, with its shape. */
  source: string | undefined;
}) {
  const [opened, setOpened] = useState(false);
  const [refused, setRefused] = useState<Problem>();
  const level = useStoreAfterwards((s) => (opened ? levelOf(s) : undefined));
  const sources = useMemo(
    () => (level ? sourcesFor(level.graph, level.shapes, node, slot) : current(edge?.from, source)),
    [level, node, slot, edge, source],
  );
  return (
    <>
      <div className={styles.slot}>
        <span className={styles.slotLabel} title={label}>
          {label}
        </span>
        <Select
          size="xs"
          className={`${styles.source} tabular`}
          aria-label={`${label} of ${node}: source`}
          placeholder="Choose a source"
          searchable
          nothingFoundMessage="No node of that name"
          value={edge?.from ?? null}
          data={sources.map(({ value, label: text }) => ({ value, label: text }))}
          comboboxProps={{ width: 264, position: 'bottom-end' }}
          onDropdownOpen={() => setOpened(true)}
          onDropdownClose={() => setOpened(false)}
          renderOption={({ option }) => (
            <SourceOption source={sources.find((s) => s.value === option.value)} />
          )}
          onChange={(from) => {
            if (from === null || from === edge?.from) return;
            const made = connect({ from: nodeId(from), to: node, slot });
            setRefused(made.ok ? undefined : made.error);
          }}
        />
        {edge && (
          <Tooltip label={`Remove the wire from ${edge.from}`}>
            <ActionIcon
              variant="subtle"
              color="gray"
              size={24}
              aria-label={`Remove the wire from ${edge.from}`}
              onClick={() => deleteEdge(edge.id)}
            >
              <IconUnlink size={14} aria-hidden />
            </ActionIcon>
          </Tooltip>
        )}
      </div>
      {refused && <ProblemCard problem={refused} onDone={() => setRefused(undefined)} />}
    </>
  );
});

function SourceOption({ source }: { source: Source | undefined }) {
  if (!source) return null;
  return (
    <div className={styles.option}>
      <span className={styles.optionName}>
        {source.fits ? (
          <IconCheck size={13} color="var(--cv-ok)" aria-label="fits" />
        ) : (
          <IconX size={13} color="var(--cv-bad)" aria-label="does not fit" />
        )}
        {source.label}
      </span>
      {source.why && <span className={styles.optionWhy}>{source.why}</span>}
    </div>
  );
}

const current = (from: NodeId | undefined, label: string | undefined): readonly Source[] =>
  from === undefined || label === undefined ? [] : [{ value: from, label, fits: true, why: '' }];

export function nameWithShape(shapes: Shapes, id: NodeId): string {
  const shape = shapes.get(id);
  return shape?.state === 'ok' ? `${id} · ${formatShape(shape.shape)}` : id;
}

/** Every node that could be wired to the slot, those that fit first. */
function sourcesFor(graph: Graph, shapes: Shapes, node: NodeId, slot: number): readonly Source[] {
  const sources: Source[] = [];
  for (const source of graph.nodes.values()) {
    const { id } = source;
    if (id === node || !hasOutput(graph, source)) continue;
    const verdict = checkEdge(graph, shapes, { from: id, to: node, slot }, false);
    sources.push({
      value: id,
      label: nameWithShape(shapes, id),
      fits: verdict.ok,
      why: verdict.ok ? '' : verdict.problem.message,
    });
  }
  return sources.sort((a, b) => Number(b.fits) - Number(a.fits));
}
