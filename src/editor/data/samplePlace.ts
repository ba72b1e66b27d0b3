// Which sample of the grid the arrow keys lead to. Rows may differ in length: a class may have few images.

export interface Place {
  readonly row: number;
  readonly column: number;
}

/** The place after a key; undefined where the key does not move, or there is no sample at all. */
export function movePlace(
  from: Place | undefined,
  key: string,
  samples: readonly (readonly unknown[])[],
): Place | undefined {
  const steps: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
    ArrowUp: [-1, 0],
    ArrowDown: [1, 0],
    ArrowLeft: [0, -1],
    ArrowRight: [0, 1],
    Home: [0, Number.NEGATIVE_INFINITY],
    End: [0, Number.POSITIVE_INFINITY],
  };
  const step = steps[key];
  const rows = samples.flatMap((row, r) => (row.length > 0 ? [r] : []));
  if (!step || rows.length === 0) return undefined;
  const at = from ? rows.indexOf(from.row) : -1;
  if (!from || at === -1) return { row: rows[0] ?? 0, column: 0 };
  const row = rows[Math.max(0, Math.min(rows.length - 1, at + step[0]))] ?? from.row;
  const last = (samples[row]?.length ?? 1) - 1;
  return { row, column: Math.max(0, Math.min(last, from.column + step[1])) };
}
