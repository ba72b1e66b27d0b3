// The lines of the cost table: one a drawn node, an instance of a module as one that unfolds, in the order of reading
// or sorted by a column. Plain data, so that sorting is tested without a browser.
import type { GraphNode } from '../../graph/graph';
import { readingOrder } from '../../graph/readingOrder';
import { layerOf } from '../../layers/index';
import { formatShape } from '../../lib/format';
import { type NodeId, namesOf, nodeId } from '../../lib/ids';
import { fieldSize } from '../../plan/receptiveField';
import { type Costs, type Measured, placedAt } from '../../store/measured';
import { amountOf } from './figures';

export const columns = ['node', 'layer', 'output', 'weights', 'macs', 'memory', 'field'] as const;
export type Column = (typeof columns)[number];

export interface Sorting {
  readonly column: Column;
  readonly descending: boolean;
}

export interface CostRow {
  /** A path: `3a/conv5x5`. */
  readonly id: NodeId;
  readonly name: string;
  /** The layer's kind; `module` of an instance. */
  readonly kind: string;
  /** `Conv 2D`, or the module's name. */
  readonly layer: string;
  /** How many instances it stands in. */
  readonly level: number;
  readonly inside: readonly CostRow[];
  /** Undefined where it has no shape. */
  readonly costs: Costs | undefined;
  /** `28×28×32`; '' where it is not known. */
  readonly output: string;
}

/** The rows of the drawing, sorted on every level; without a sorting, in the order of reading. */
export function costRows(measured: Measured, sorting: Sorting | undefined): readonly CostRow[] {
  const paths = new Map<string, Set<NodeId>>();
  for (const id of readingOrder(measured.flat)) {
    const names = namesOf(id);
    for (let n = 1; n <= names.length; n += 1) {
      const around = names.slice(0, n - 1).join('/');
      const path = nodeId(names.slice(0, n).join('/'));
      const level = paths.get(around);
      if (level) level.add(path);
      else paths.set(around, new Set([path]));
    }
  }
  return rowsAt(measured, paths, '', sorting);
}

function rowsAt(
  measured: Measured,
  paths: ReadonlyMap<string, ReadonlySet<NodeId>>,
  around: string,
  sorting: Sorting | undefined,
): readonly CostRow[] {
  const rows = [...(paths.get(around) ?? [])].map((id) => {
    const node = measured.flat.nodes.get(id) ?? placedAt(measured.graph, id);
    const costs = measured.costs.get(id);
    const state = costs?.output === undefined ? undefined : measured.shapes.get(costs.output);
    const names = namesOf(id);
    return {
      id,
      name: names.at(-1) ?? id,
      kind: node?.kind ?? 'unknown',
      layer: node ? layerName(node) : '',
      level: names.length - 1,
      inside: rowsAt(measured, paths, id, sorting),
      costs,
      output: state?.state === 'ok' ? formatShape(state.shape) : '',
    };
  });
  return sorting ? sorted(rows, measured, sorting) : rows;
}

const layerName = ({ kind, params }: GraphNode): string =>
  kind === 'module' ? String(params.module) : layerOf(kind).label;

function sorted(
  rows: readonly CostRow[],
  measured: Measured,
  { column, descending }: Sorting,
): readonly CostRow[] {
  const keyed = rows.map((row) => ({ row, key: keyOf(row, measured, column) }));
  const sign = descending ? -1 : 1;
  // The sort is stable: equal rows stay in the order of reading.
  keyed.sort((a, b) =>
    typeof a.key === 'number' && typeof b.key === 'number'
      ? sign * (a.key - b.key)
      : sign * String(a.key).localeCompare(String(b.key), 'en', { numeric: true }),
  );
  return keyed.map(({ row }) => row);
}

function keyOf({ name, layer, costs }: CostRow, { shapes }: Measured, column: Column): string | number {
  switch (column) {
    case 'node':
      return name;
    case 'layer':
      return layer;
    case 'output': {
      const state = costs?.output === undefined ? undefined : shapes.get(costs.output);
      return state?.state === 'ok' ? state.shape.reduce((n, d) => n * d, 1) : -1;
    }
    case 'field': {
      const size = fieldSize(costs?.field, shapes);
      return size ? size[0] * size[1] : -1;
    }
    default:
      return costs ? amountOf(costs, column) : -1;
  }
}

/** The rows that show: those within an instance only where it is unfolded. */
export function visibleRows(rows: readonly CostRow[], unfolded: ReadonlySet<NodeId>): readonly CostRow[] {
  return rows.flatMap((row) => (unfolded.has(row.id) ? [row, ...visibleRows(row.inside, unfolded)] : [row]));
}

/** A column is sorted largest first (words from A), then the other way, then not at all. */
export function nextSorting(now: Sorting | undefined, column: Column): Sorting | undefined {
  const first = column !== 'node' && column !== 'layer';
  if (now?.column !== column) return { column, descending: first };
  return now.descending === first ? { column, descending: !first } : undefined;
}
