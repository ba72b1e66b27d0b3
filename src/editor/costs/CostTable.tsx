// Every node with its figures, as a grid: headings sort, arrow keys walk the cells, Enter or a click selects the node
// on the canvas, and an instance of a module unfolds into what is inside.
import { useMemo, useState } from 'react';
import type { NodeId } from '../../lib/ids';
import type { Measured } from '../../store/measured';
import { CostLine } from './CostLine';
import styles from './Costs.module.css';
import type { Told } from './Explained';
import { type Column, columns, costRows, nextSorting, type Sorting, visibleRows } from './rows';
import { useGridKeys } from './useGridKeys';

const headings: Readonly<Record<Column, string>> = {
  node: 'Node',
  layer: 'Layer',
  output: 'Output',
  weights: 'Weights',
  macs: 'MACs',
  memory: 'Memory',
  field: 'Sees',
};

export function CostTable({ measured, onTell }: { measured: Measured; onTell: (told: Told) => void }) {
  const [sorting, setSorting] = useState<Sorting>();
  const [unfolded, setUnfolded] = useState<ReadonlySet<NodeId>>(new Set());
  const rows = useMemo(
    () => visibleRows(costRows(measured, sorting), unfolded),
    [measured, sorting, unfolded],
  );
  const fold = (id: NodeId) =>
    setUnfolded((now) => {
      const next = new Set(now);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  const grid = useGridKeys(rows, fold, onTell);
  return (
    <div className={styles.scroll}>
      <table
        className={styles.table}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose cells take the cursor is a grid, and one with rows that unfold a treegrid.
        role="treegrid"
        aria-label="Costs of every node"
        ref={grid.ref}
        {...grid.handlers}
      >
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col" data-column={column} aria-sort={sortWord(sorting, column)}>
                <button type="button" onClick={() => setSorting(nextSorting(sorting, column))}>
                  {headings[column]}
                  <span aria-hidden>{sortSign(sorting, column)}</span>
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <CostLine
              key={row.id}
              row={row}
              index={index}
              measured={measured}
              unfolded={unfolded.has(row.id)}
              cursor={grid.cursor.row === index ? grid.cursor.column : undefined}
              onFold={fold}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function sortWord(sorting: Sorting | undefined, column: Column): 'ascending' | 'descending' | 'none' {
  if (sorting?.column !== column) return 'none';
  return sorting.descending ? 'descending' : 'ascending';
}

const sortSign = (sorting: Sorting | undefined, column: Column): string =>
  sorting?.column === column ? (sorting.descending ? ' ↓' : ' ↑') : '';
