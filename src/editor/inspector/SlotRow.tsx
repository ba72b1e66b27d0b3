// One input slot: its source and shape, another source by keyboard or mouse with the verdict on each, and removal.
import { ActionIcon, Select, Tooltip } from '@mantine/core';
import { IconCheck, IconUnlink, IconX } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { edgeAtSlot, type Graph } from '../../graph/graph';
import type { Problem } from '../../graph/problem';
import { slotName } from '../../graph/slotName';
import { hasOutput } from '../../graph/slots';
import { formatShape } from '../../lib/format';
import { type NodeId, nodeId } from '../../lib/ids';
import { checkEdge } from '../../shapes/checkEdge';
import type { Shapes } from '../../shapes/nodeShape';
import { connect, deleteEdge } from '../commands';
import { ProblemCard } from '../problems/ProblemCard';
import styles from './Inspector.module.css';

interface Source {
  readonly value: string;
  readonly label: string;
  readonly fits: boolean;
  readonly why: string;
}

export function SlotRow({
  node,
  slot,
  label: numbered,
  graph,
  shapes,
}: {
  node: NodeId;
  slot: number;
  label: string;
  graph: Graph;
  /** Of the graph. */
  shapes: Shapes;
}) {
  const label = labelOf(graph, node, slot) ?? numbered;
  const [opened, setOpened] = useState(false);
  const [refused, setRefused] = useState<Problem>();
  const edge = edgeAtSlot(graph, node, slot);
  const sources = useMemo(
    () => (opened ? sourcesFor(graph, shapes, node, slot) : current(shapes, edge?.from)),
    [opened, graph, shapes, node, slot, edge],
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
}

/** A named slot's own name, written as the labels beside it. */
function labelOf(graph: Graph, id: NodeId, slot: number): string | undefined {
  const node = graph.nodes.get(id);
  const name = node && slotName(graph, node, slot);
  return name && `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;
}

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

function current(shapes: Shapes, from: NodeId | undefined): readonly Source[] {
  return from === undefined ? [] : [{ value: from, label: nameWithShape(shapes, from), fits: true, why: '' }];
}

function nameWithShape(shapes: Shapes, id: NodeId): string {
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
