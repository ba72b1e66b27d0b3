// The points of several runs as one table in CSV (RFC 4180), for spreadsheets and notebooks: a row for every batch of a
// run at which something was measured.
import type { BatchPoint, HeldOutPoint } from '../../training/protocol';
import type { RunCurves } from '../../training/run';

export interface CsvRun {
  readonly label: string;
  readonly curves: Pick<RunCurves, 'batches' | 'heldOut'>;
  /** 0 where it is not known: then the column of epochs stays empty. */
  readonly stepsPerEpoch: number;
  readonly batchSize: number;
  /** Names of its outputs, in their order; numbered where they have none. */
  readonly heads?: readonly string[];
}

type Cell = string | number | undefined;

/**
 * Columns: run, step (batches done), epoch, images (seen), seconds (of training, pauses left out), the training loss,
 * each output's training loss and metric, then the same on held-out images. A cell is empty where nothing was
 * measured, and says `NaN`, `Infinity` or `-Infinity` where a value was not finite. Lines end with CR LF.
 */
export function curvesCsv(runs: readonly CsvRun[]): string {
  const heads = headNames(runs);
  const columnsOf = (part: string) => [
    `${part} loss`,
    ...heads.flatMap((head) => [`${part} loss of ${head}`, `${part} metric of ${head}`]),
  ];
  const header = [
    'run',
    'step',
    'epoch',
    'images',
    'seconds',
    ...columnsOf('training'),
    ...columnsOf('held-out'),
  ];
  const rows = runs.flatMap((run) => rowsOf(run, heads.length));
  return [header, ...rows].map((row) => `${row.map(writeCell).join(',')}\r\n`).join('');
}

/** By place; where runs name the output of one place differently, all names stand, for it is one column. */
function headNames(runs: readonly CsvRun[]): readonly string[] {
  const count = Math.max(
    0,
    ...runs.map(({ curves, heads = [] }) =>
      Math.max(heads.length, curves.batches[0]?.heads.length ?? 0, curves.heldOut[0]?.heads.length ?? 0),
    ),
  );
  return Array.from({ length: count }, (_, i) => {
    const names = new Set(runs.flatMap(({ heads }) => heads?.[i] ?? []));
    return names.size > 0 ? [...names].join(' / ') : `output ${i + 1}`;
  });
}

function rowsOf(run: CsvRun, heads: number): readonly (readonly Cell[])[] {
  const { batches, heldOut } = run.curves;
  const held = new Map(heldOut.map((point) => [point.step, point]));
  const trained = new Map(batches.map((point) => [point.step, point]));
  const steps = [...new Set([...trained.keys(), ...held.keys()])].sort((a, b) => a - b);
  return steps.map((step) => {
    const batch = trained.get(step);
    const point = held.get(step);
    const elapsed = batch?.elapsed ?? point?.elapsed;
    return [
      run.label,
      step,
      run.stepsPerEpoch > 0 ? Number((step / run.stepsPerEpoch).toPrecision(9)) : undefined,
      step * run.batchSize,
      elapsed === undefined ? undefined : elapsed / 1000,
      ...valuesOf(batch, heads),
      ...valuesOf(point, heads),
    ];
  });
}

const valuesOf = (point: BatchPoint | HeldOutPoint | undefined, heads: number): readonly Cell[] => [
  point?.loss,
  ...Array.from({ length: heads }, (_, i) => [point?.heads[i]?.loss, point?.heads[i]?.metric]).flat(),
];

/** Text is quoted where RFC 4180 asks for it, and where a reader might trim it. */
function writeCell(cell: Cell): string {
  if (cell === undefined) return '';
  if (typeof cell === 'number') return String(cell);
  return /[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
