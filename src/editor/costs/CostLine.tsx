// One line of the cost table: a node, or an instance of a module with the sums over what is inside.
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { type CSSProperties, memo, type ReactNode, useEffect, useRef } from 'react';
import { layerOf } from '../../layers/index';
import { formatCount } from '../../lib/format';
import { type NodeId, namesOf } from '../../lib/ids';
import { fullId } from '../../store/level';
import type { Costs, Measured } from '../../store/measured';
import type { State } from '../../store/state';
import { useStore } from '../../store/store';
import { colourOf, iconOf } from '../groups';
import styles from './Costs.module.css';
import { amountOf, type Summed, shareOf, writeAmount, writeField, writeShare } from './figures';
import { type CostRow, columns } from './rows';

interface Props {
  readonly row: CostRow;
  readonly index: number;
  readonly measured: Measured;
  readonly unfolded: boolean;
  /** The column of the cell that takes the focus, where it is in this line. */
  readonly cursor: number | undefined;
  readonly onFold: (id: NodeId) => void;
}

export const CostLine = memo(function CostLine({ row, index, measured, unfolded, cursor, onFold }: Props) {
  const selected = useStore((s) => isSelected(s, row.id));
  const folds = row.inside.length > 0;
  const line = useRef<HTMLTableRowElement>(null);
  // What is chosen on the canvas is found here too.
  useEffect(() => {
    if (selected) line.current?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
  return (
    <tr
      ref={line}
      aria-selected={selected}
      aria-expanded={folds ? unfolded : undefined}
      aria-level={row.level + 1}
      data-node={row.id}
    >
      {columns.map((column, at) => (
        <td key={column} data-column={column} data-cell={`${index} ${at}`} tabIndex={cursor === at ? 0 : -1}>
          {column === 'node' ? (
            <Name row={row} unfolded={unfolded} onFold={onFold} />
          ) : (
            contentOf(column, row, measured)
          )}
        </td>
      ))}
    </tr>
  );
});

/** Where the row's node stands on the level that is shown. */
function isSelected(state: State, id: NodeId): boolean {
  const own = namesOf(id).at(-1) ?? id;
  return state.selectedNodes.has(own) && fullId(state, own) === id;
}

function Name({ row, unfolded, onFold }: Pick<Props, 'row' | 'unfolded' | 'onFold'>) {
  const group = row.kind === 'module' ? 'Module' : layerOf(row.kind).group;
  const Icon = iconOf(group, row.kind);
  const Chevron = unfolded ? IconChevronDown : IconChevronRight;
  return (
    <span className={styles.name} style={{ paddingLeft: row.level * 12 }}>
      {row.inside.length > 0 ? (
        <button
          type="button"
          tabIndex={-1}
          className={styles.fold}
          aria-label={`${unfolded ? 'Fold' : 'Unfold'} ${row.id} (space)`}
          onClick={() => onFold(row.id)}
        >
          <Chevron size={12} aria-hidden />
        </button>
      ) : (
        <span className={styles.fold} />
      )}
      <Icon size={13} stroke={1.9} color={colourOf(group)} aria-hidden />
      <span className={styles.id} title={`${row.id}: ${row.layer}`}>
        {row.name}
      </span>
    </span>
  );
}

function contentOf(
  column: Exclude<(typeof columns)[number], 'node'>,
  row: CostRow,
  measured: Measured,
): ReactNode {
  switch (column) {
    case 'layer':
      return row.layer;
    case 'output':
      return row.output || <span title="It has no shape yet">?</span>;
    case 'field':
      return row.costs ? (writeField(row.costs, measured) ?? '–') : '';
    default:
      return row.costs && <Amount costs={row.costs} measured={measured} figure={column} />;
  }
}

/** A figure over a bar as long as its share of the whole. */
function Amount({ costs, measured, figure }: { costs: Costs; measured: Measured; figure: Summed }) {
  const amount = amountOf(costs, figure);
  if (amount === 0) return '–';
  const share = shareOf(costs, measured, figure);
  const spoken = `${figure === 'memory' ? writeAmount(amount, figure) : formatCount(amount)}, ${writeShare(share)}`;
  return (
    <span className={styles.amount} style={{ '--share': share } as CSSProperties} title={spoken}>
      {writeAmount(amount, figure)}
    </span>
  );
}
