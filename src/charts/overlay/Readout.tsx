// The table at the cursor: what every run says at that place. In the page's body, because a dock would cut it off.
import { Portal } from '@mantine/core';
import { useLayoutEffect, useRef } from 'react';
import type { Unit } from '../series';
import classes from './OverlayChart.module.css';
import { RunKey } from './RunKey';
import { formatValue, type RowReading } from './readings';

export interface ReadoutProps {
  /** `batch 300`. */
  readonly place: string;
  readonly rows: readonly RowReading[];
  readonly unit: Unit;
  readonly plot: HTMLElement;
  /** Pixels from the plot's left edge. */
  readonly x: number;
}

const gap = 14;
const edge = 8;

export const Readout = (props: ReadoutProps) => (
  <Portal>
    <Table {...props} />
  </Portal>
);

/** Placed beside the cursor, within the window. */
function Table({ place, rows, unit, plot, x }: ReadoutProps) {
  const table = useRef<HTMLTableElement>(null);
  useLayoutEffect(() => {
    const element = table.current;
    if (!element) return;
    const frame = plot.getBoundingClientRect();
    const { width, height } = element.getBoundingClientRect();
    const right = frame.left + x + gap;
    const left = right + width + edge > window.innerWidth ? frame.left + x - gap - width : right;
    const top = Math.min(frame.top + 8, window.innerHeight - height - edge);
    element.style.left = `${Math.max(edge, left)}px`;
    element.style.top = `${Math.max(edge, top)}px`;
  });
  return (
    <table ref={table} className={classes.readout} data-overlay-readout="">
      <thead>
        <tr>
          <th scope="col">{place}</th>
          <th scope="col">training</th>
          <th scope="col">held-out</th>
        </tr>
      </thead>
      {rows.map((row) => (
        <Row key={row.id} row={row} unit={unit} />
      ))}
    </table>
  );
}

function Row({ row, unit }: { row: RowReading; unit: Unit }) {
  const { label, colour, kind, training, heldOut, range, seeds, note } = row;
  const details = [
    range &&
      `${formatValue(unit, range[0])} to ${formatValue(unit, range[1])} in training, of ${seeds} seeds`,
    note,
  ].filter((detail) => detail !== undefined);
  return (
    <tbody data-kind={kind}>
      <tr>
        <th scope="row">
          <span className={classes.rowName}>
            <RunKey colour={colour} />
            <span>{label}</span>
          </span>
        </th>
        <td>{formatValue(unit, training)}</td>
        <td>{formatValue(unit, heldOut)}</td>
      </tr>
      {details.map((detail) => (
        <tr key={detail}>
          <td colSpan={3} className={classes.note}>
            {detail}
          </td>
        </tr>
      ))}
    </tbody>
  );
}
