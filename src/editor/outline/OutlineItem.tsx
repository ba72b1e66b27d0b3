// One node in the outline: its name, its shape, or by sign and words what is wrong with it.
import { IconAlertTriangle, IconChevronRight, IconClock, IconPlug } from '@tabler/icons-react';
import { moduleOf } from '../../graph/module';
import { layerOf } from '../../layers/index';
import { formatShape } from '../../lib/format';
import { useStore } from '../../store/store';
import { describeNode, describeState } from '../describe';
import { colourOf, iconOf } from '../groups';
import styles from './Outline.module.css';
import type { OutlineRow } from './outlineRows';

export function OutlineItem({
  row,
  chosen,
  active,
  onOpen,
  onGo,
}: {
  row: OutlineRow;
  chosen: boolean;
  /** It is the one that Tab leads to. */
  active: boolean;
  onOpen: (row: OutlineRow, open: boolean) => void;
  onGo: (row: OutlineRow) => void;
}) {
  const { state, expanded, problems, depth } = row;
  const { node } = state;
  const isInstance = useStore((s) => moduleOf(s.document.graph, node) !== undefined);
  const group = isInstance ? 'Module' : layerOf(node.kind).group;
  const Icon = iconOf(group, node.kind);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree has the keys.
    <div
      role="treeitem"
      aria-level={depth + 1}
      aria-posinset={row.place}
      aria-setsize={row.siblings}
      aria-expanded={expanded}
      aria-selected={chosen}
      aria-label={wordsOf(row)}
      tabIndex={active ? 0 : -1}
      className={styles.row}
      style={{ paddingLeft: 8 + depth * 16 }}
      data-row={row.id}
      data-state={state.state}
      data-problems={problems}
      title={`${row.id}: ${describeState(state)}`}
      onClick={() => onGo(row)}
    >
      <span
        className={styles.fold}
        data-open={expanded || undefined}
        aria-hidden
        onClick={(event) => {
          if (expanded === undefined) return;
          event.stopPropagation();
          onOpen(row, !expanded);
        }}
      >
        {expanded !== undefined && <IconChevronRight size={13} stroke={2} />}
      </span>
      <span className={styles.icon} style={{ color: colourOf(group) }} aria-hidden>
        <Icon size={14} stroke={1.9} />
      </span>
      <span className={styles.name}>{node.id}</span>
      <State row={row} />
    </div>
  );
}

function State({ row: { state, problems } }: { row: OutlineRow }) {
  if (problems > 0) {
    const Sign = state.state === 'incomplete' ? IconPlug : IconAlertTriangle;
    return (
      <span className={styles.bad} aria-hidden>
        <Sign size={13} stroke={1.9} />
        {problems}
      </span>
    );
  }
  if (state.state === 'waiting')
    return (
      <span className={styles.shape} aria-hidden>
        <IconClock size={13} stroke={1.8} />
      </span>
    );
  return (
    <span className={styles.shape} aria-hidden>
      {state.state === 'ok' ? formatShape(state.shape) : ''}
    </span>
  );
}

function wordsOf({ state, problems }: OutlineRow): string {
  const words = describeNode(state);
  return problems > 0 ? `${words}; ${problems} ${problems === 1 ? 'problem' : 'problems'}` : words;
}
