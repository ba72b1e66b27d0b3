// One row of the outline: of a node its name, its shape, or by sign and words what is wrong with it; of a note or frame
// its first words.
import {
  IconAlertTriangle,
  IconChevronRight,
  IconClock,
  IconFrame,
  IconNote,
  IconPlug,
} from '@tabler/icons-react';
import { moduleOf } from '../../graph/module';
import { layerOf } from '../../layers/index';
import { formatShape } from '../../lib/format';
import { useStore } from '../../store/store';
import { describeState, kindOf } from '../describe';
import { colourOf, iconOf } from '../groups';
import { colourOfAnnotation } from '../notes/colours';
import { describeAnnotation } from '../notes/nameOf';
import styles from './Outline.module.css';
import type { NodeRow, OutlineRow } from './outlineRows';

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
  const { state, expanded, depth } = row;
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
      data-state={state?.state}
      data-problems={state && row.problems}
      title={state ? `${row.id}: ${describeState(state)}` : describeAnnotation(row.annotation)}
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
      <Icon row={row} />
      <span className={styles.name} data-note={row.annotation?.type}>
        {/* The space, which is not seen, parts the words of its name. */}
        {row.name}{' '}
      </span>
      {row.state && <State row={row} />}
    </div>
  );
}

function Icon({ row: { state, annotation } }: { row: OutlineRow }) {
  const graph = useStore((s) => s.document.graph);
  const group = state && (moduleOf(graph, state.node) ? 'Module' : layerOf(state.node.kind).group);
  const Sign =
    state && group ? iconOf(group, state.node.kind) : annotation?.type === 'note' ? IconNote : IconFrame;
  const colour = group ? colourOf(group) : annotation && colourOfAnnotation(annotation.colour);
  return (
    <span className={styles.icon} style={{ color: colour }} aria-hidden>
      <Sign size={14} stroke={1.9} />
    </span>
  );
}

function State({ row: { state, problems } }: { row: NodeRow }) {
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

/** Begins with the words that are seen, so that whoever speaks them is understood. */
function wordsOf({ name, state, annotation, problems }: OutlineRow): string {
  if (annotation) return describeAnnotation(annotation);
  const count = problems > 0 ? [`${problems} ${problems === 1 ? 'problem' : 'problems'}`] : [];
  if (state.state !== 'ok') return [name, ...count, kindOf(state), describeState(state)].join(', ');
  const sign = problems > 0 ? count : [formatShape(state.shape)].filter(Boolean);
  return [name, ...sign, kindOf(state)].join(', ');
}
