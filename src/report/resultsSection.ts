// What came of the runs: a table with a row for each, the mean of several seeds, and why those that did not end well
// ended as they did.
import { formatDuration, formatLoss, formatMetric, formatRate } from '../charts/figures';
import { runColour } from '../charts/overlay/palette';
import { formatCount, formatShort } from '../lib/format';
import { metrics } from '../training/metrics';
import type { MetricName } from '../training/protocol';
import { type Cell, cell, numberCell, type Row, table, tag, text, words } from './html';
import { colourIndex, type ReportDesign, type ReportRun, runLabels } from './reportInput';
import { stateWords } from './runWords';

/** A test figure that a column shows: of one head by its name, or of the only one. */
interface Column {
  readonly head: string;
  readonly metric: MetricName;
  readonly title: string;
}

export function resultsTable(runs: readonly ReportRun[], designs: readonly ReportDesign[]): string {
  if (runs.length === 0) return '';
  const columns = columnsOf(runs);
  const labels = runLabels(runs);
  const best = columns.map((column) => bestOf(runs, column));
  const rows = runs.map((run, i): Row => {
    const { record } = run;
    return {
      head: swatch(colourIndex(run.pane, designs)) + words(labels[i] ?? ''),
      cells: [
        cell(stateWords(record)),
        ...columns.map((column, c) => {
          const value = testValue(run, column);
          return figureCell(column.metric, value, value !== undefined && value === best[c]);
        }),
        numberCell(record.test ? formatLoss(record.test.loss) : '–'),
        numberCell(formatShort(record.trainable)),
        numberCell(String(record.settings.seed)),
        numberCell(formatDuration(record.elapsed)),
        numberCell(formatRate(record.imagesPerSecond)),
      ],
    };
  });
  const heads = [
    'Run',
    'State',
    ...columns.map(({ title }) => title),
    'Test loss',
    'Weights',
    'Seed',
    'Time',
    'Images/s',
  ];
  return (
    table(captionOf(runs), heads, [...rows, ...seedRows(runs, designs, columns)]) + endings(runs, labels)
  );
}

const captionOf = (runs: readonly ReportRun[]): string => {
  const counts = [...new Set(runs.flatMap(({ record }) => record.test?.count ?? []))];
  const on = counts.length === 1 ? ` on ${formatCount(counts[0] ?? 0)} test images` : ' on the test images';
  return `Final figures${counts.length === 0 ? '' : `,${on}`}${runs.length > 1 ? '; the best in bold' : ''}. Time is of training, pauses left out.`;
};

const figureCell = (metric: MetricName, value: number | undefined, best: boolean): Cell =>
  numberCell(value === undefined ? '–' : formatMetric(metric, value), best);

/** The swatch of a design's colour; its name stands beside it. */
export const swatch = (colour: number): string =>
  `<span class="swatch" style="background:${runColour(colour, 'light')}"></span>`;

function columnsOf(runs: readonly ReportRun[]): readonly Column[] {
  const several = runs.some(({ record }) => record.heads.length > 1);
  const columns = new Map<string, Column>();
  for (const { record } of runs)
    for (const [i, head] of (record.test?.heads ?? []).entries())
      for (const { name } of head.metrics) {
        // Two designs' only outputs correspond, whatever they are called.
        const id = several ? head.id : String(i);
        const label = metrics[name].label;
        const title = `Test ${label}${several ? ` of ${head.id}` : ''}`;
        columns.set(`${id} ${name}`, { head: id, metric: name, title });
      }
  return [...columns.values()];
}

function testValue({ record }: ReportRun, { head, metric }: Column): number | undefined {
  const found = record.test?.heads.find(({ id }, i) => id === head || String(i) === head);
  return found?.metrics.find(({ name }) => name === metric)?.value;
}

/** The best of several values; none where there is only one to choose from. */
function bestOf(runs: readonly ReportRun[], column: Column): number | undefined {
  const values = runs.flatMap((run) => testValue(run, column) ?? []).filter(Number.isFinite);
  if (values.length < 2) return undefined;
  return metrics[column.metric].unit === 'error' ? Math.min(...values) : Math.max(...values);
}

/** For every design that was trained with several seeds: mean and range over the runs that have test figures. */
function seedRows(
  runs: readonly ReportRun[],
  designs: readonly ReportDesign[],
  columns: readonly Column[],
): readonly Row[] {
  const panes = [...new Set(runs.map(({ pane }) => pane))];
  return panes.flatMap((pane): readonly Row[] => {
    const own = runs.filter((run) => run.pane === pane && run.record.test && run.record.state === 'done');
    if (new Set(own.map(({ record }) => record.settings.seed)).size < 2) return [];
    const mean = (values: readonly number[], write: (value: number) => string): Cell => {
      if (values.length === 0) return numberCell('–');
      const middle = values.reduce((sum, value) => sum + value, 0) / values.length;
      return numberCell(`${write(middle)} (${write(Math.min(...values))} … ${write(Math.max(...values))})`);
    };
    return [
      {
        head: swatch(colourIndex(pane, designs)) + words(`${pane} · mean of ${own.length} seeds`),
        cells: [
          cell('mean (range)'),
          ...columns.map((column) =>
            mean(
              own.flatMap((run) => testValue(run, column) ?? []),
              (value) => formatMetric(column.metric, value),
            ),
          ),
          mean(
            own.flatMap(({ record }) => record.test?.loss ?? []),
            formatLoss,
          ),
          ...Array.from({ length: 4 }, () => numberCell('')),
        ],
        sum: true,
      },
    ];
  });
}

/** In full, why runs failed and what would help, and what was noted while they ran. */
function endings(runs: readonly ReportRun[], labels: readonly string[]): string {
  const items = runs.flatMap(({ record }, i) => {
    const { failure, state } = record;
    const said = [
      ...(failure
        ? [failure.message, ...failure.remedies.slice(0, 1).map(({ label }) => `Remedy: ${label}.`)]
        : []),
      ...(state === 'interrupted' ? ['The page was closed or reloaded while it was training.'] : []),
      ...record.notes,
    ];
    return said.length === 0
      ? []
      : [tag('li', {}, tag('strong', {}, words(labels[i] ?? '')), ': ', text(said.join(' ')))];
  });
  return items.length === 0 ? '' : tag('ul', { class: 'notes' }, ...items);
}
