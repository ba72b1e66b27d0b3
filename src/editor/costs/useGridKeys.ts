// The cursor of the cost table: one cell takes the focus at a time, arrow keys move it, and pointing at a figure or
// going to it tells which is to be explained.
import { type FocusEvent, type KeyboardEvent, type MouseEvent, useRef, useState } from 'react';
import { type NodeId, namesOf } from '../../lib/ids';
import { levelNow } from '../../store/derive';
import { useStore } from '../../store/store';
import { revealNode } from '../canvas/useView';
import type { Told } from './Explained';
import { type Column, type CostRow, columns } from './rows';

const isFigure = (column: Column): column is Told['figure'] =>
  column !== 'node' && column !== 'layer' && column !== 'output';

interface Cell {
  readonly row: number;
  readonly column: number;
}

export function useGridKeys(
  rows: readonly CostRow[],
  fold: (id: NodeId) => void,
  onTell: (told: Told) => void,
) {
  const ref = useRef<HTMLTableElement>(null);
  const [wanted, setCursor] = useState<Cell>({ row: 0, column: 0 });
  const cursor = { ...wanted, row: Math.min(wanted.row, Math.max(0, rows.length - 1)) };
  const select = useStore((s) => s.select);
  const goTo = useStore((s) => s.goTo);

  const tell = ({ row, column }: Cell) => {
    const id = rows[row]?.id;
    const figure = columns[column];
    if (id && figure && isFigure(figure)) onTell({ id, figure });
  };
  const show = (row: CostRow | undefined) => {
    if (!row) return;
    const drawn = drawnNode(row.id);
    if (drawn !== undefined) {
      select([drawn]);
      revealNode(drawn);
      return;
    }
    const names = namesOf(row.id);
    const own = names.at(-1);
    if (own !== undefined) goTo(names.slice(0, -1), own);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const at = cellOf(event.target);
    if (!at || event.altKey || event.ctrlKey || event.metaKey) return;
    const row = rows[at.row];
    if (event.key === 'Enter') show(row);
    else if (event.key === ' ' && row && row.inside.length > 0) fold(row.id);
    else {
      const next = moved(at, event.key, rows.length);
      if (!next) return;
      setCursor(next);
      focusCell(ref.current, next);
    }
    event.preventDefault();
  };
  const onFocus = (event: FocusEvent<HTMLElement>) => {
    const at = cellOf(event.target);
    if (!at) return;
    setCursor(at);
    tell(at);
  };
  const onMouseOver = (event: MouseEvent<HTMLElement>) => {
    const at = cellOf(event.target);
    if (at) tell(at);
  };
  const onClick = (event: MouseEvent<HTMLElement>) => {
    const at = cellOf(event.target);
    if (at && !(event.target instanceof Element && event.target.closest('button'))) show(rows[at.row]);
  };
  return { ref, cursor, handlers: { onKeyDown, onFocus, onMouseOver, onClick } };
}

/** The node on the canvas: the row's own, or the instance around it there; undefined where it is of another level. */
function drawnNode(id: NodeId): NodeId | undefined {
  const { path } = useStore.getState();
  const names = namesOf(id);
  if (path.some((name, depth) => names[depth] !== name)) return undefined;
  const drawn = names[path.length];
  return drawn !== undefined && levelNow().graph.nodes.has(drawn) ? drawn : undefined;
}

function cellOf(target: EventTarget): Cell | undefined {
  const cell = target instanceof Element ? target.closest<HTMLElement>('td[data-cell]') : null;
  const [row, column] = cell?.dataset.cell?.split(' ').map(Number) ?? [];
  return row === undefined || column === undefined ? undefined : { row, column };
}

function focusCell(table: HTMLTableElement | null, { row, column }: Cell): void {
  table?.querySelector<HTMLElement>(`td[data-cell="${row} ${column}"]`)?.focus();
}

/** Rows that Page Up and Page Down pass. */
const page = 10;

function moved({ row, column }: Cell, key: string, rows: number): Cell | undefined {
  const within = (at: number) => Math.min(Math.max(at, 0), rows - 1);
  switch (key) {
    case 'ArrowUp':
      return { row: within(row - 1), column };
    case 'ArrowDown':
      return { row: within(row + 1), column };
    case 'PageUp':
      return { row: within(row - page), column };
    case 'PageDown':
      return { row: within(row + page), column };
    case 'ArrowLeft':
      return { row, column: Math.max(0, column - 1) };
    case 'ArrowRight':
      return { row, column: Math.min(columns.length - 1, column + 1) };
    case 'Home':
      return { row, column: 0 };
    case 'End':
      return { row, column: columns.length - 1 };
    default:
      return undefined;
  }
}
