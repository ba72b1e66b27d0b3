// What the chosen runs were trained with, line by line and run by run, with a mark where they are not the same.

import { formatMetric, formatRate } from '../../charts/figures';
import { optimizerNames } from '../../graph/document';
import { formatCount, formatShort } from '../../lib/format';
import { augmentationWords } from '../../report/augmentationWords';
import { metrics } from '../../training/metrics';
import type { RunRecord } from '../../training/record';
import { backendText, epochsText, lossText, timeText } from './recordWords';

export interface SettingsRow {
  readonly label: string;
  /** One for each run. */
  readonly values: readonly string[];
  /** Not the same in all of them. */
  readonly differs: boolean;
}

export interface SettingsGroup {
  readonly title: string;
  readonly rows: readonly SettingsRow[];
}

/** Results in the order of reading, then what led to them. Times and figures always differ, and are not marked. */
export function settingsGroups(records: readonly RunRecord[]): readonly SettingsGroup[] {
  const row = (label: string, read: (record: RunRecord) => string, marked = true): SettingsRow => {
    const values = records.map(read);
    return { label, values, differs: marked && new Set(values).size > 1 };
  };
  return [
    { title: 'Result', rows: resultRows(records, row) },
    {
      title: 'Design',
      rows: [
        row('Title', ({ title }) => title || 'Untitled'),
        // Titles say little: two runs are of one design where every character of its file is the same.
        ...(records.length > 1 ? [designRow(records)] : []),
        row('Trainable weights', ({ trainable }) => formatCount(trainable)),
        row('MACs of an image', ({ macs }) => formatShort(macs)),
      ],
    },
    {
      title: 'Training',
      rows: [
        row('Data set', ({ data }) => data.name),
        row('Optimizer', ({ settings }) => optimizerNames[settings.optimizer]),
        row('Learning rate', ({ settings }) => String(settings.learningRate)),
        row('Batch size', ({ settings }) => formatCount(settings.batchSize)),
        row('Epochs', ({ settings }) => formatCount(settings.epochs)),
        row('Training images', ({ settings }) =>
          settings.trainingImages === 0 ? 'all' : formatCount(settings.trainingImages),
        ),
        row('Held out', ({ settings }) => `${Number((settings.heldOut * 100).toFixed(1))} %`),
        ...(records.some(({ continues }) => continues)
          ? [row('Goes on from', ({ continues }) => (continues ? continuedText(continues) : '–'))]
          : []),
        ...(records.some(({ settings }) => settings.augment)
          ? [row('Augment', ({ settings }) => augmentationWords(settings.augment))]
          : []),
        row('Seed', ({ settings }) => String(settings.seed)),
        row('Batches seen', ({ batchesHash }) => batchesHash ?? '–'),
      ],
    },
    {
      title: 'Machine',
      rows: [
        row('Backend', (record) =>
          record.machine && record.machine.threads > 1
            ? `${backendText(record)}, ${record.machine.threads} threads`
            : backendText(record),
        ),
        row('Browser', ({ device }) => device),
      ],
    },
  ];
}

function resultRows(
  records: readonly RunRecord[],
  row: (label: string, read: (record: RunRecord) => string, marked?: boolean) => SettingsRow,
): readonly SettingsRow[] {
  const named = new Set(
    records.flatMap(({ test }) =>
      (test?.heads ?? []).flatMap((head) => head.metrics.map(({ name }) => name)),
    ),
  );
  const measured = [...named].map((name) =>
    row(
      `Test ${metrics[name].label}`,
      ({ test }) => {
        const found = (test?.heads ?? []).flatMap((head) => head.metrics.filter((m) => m.name === name));
        return found.map(({ value }) => formatMetric(name, value)).join(', ') || '–';
      },
      false,
    ),
  );
  return [
    ...measured,
    row('Test loss', lossText, false),
    row('Epochs done', epochsText, false),
    row('Time', timeText, false),
    row('Images per second', ({ imagesPerSecond }) => formatRate(imagesPerSecond), false),
  ];
}

/** Each design gets a number, in the order of the runs. */
function designRow(records: readonly RunRecord[]): SettingsRow {
  const designs = [...new Set(records.map(({ design }) => design))];
  const values = records.map(({ design }) =>
    designs.length === 1 ? 'the same' : `no. ${designs.indexOf(design) + 1}`,
  );
  return { label: 'Drawing', values, differs: designs.length > 1 };
}

const continuedText = ({ epoch, step }: NonNullable<RunRecord['continues']>): string =>
  `epoch ${formatCount(epoch)}, batch ${formatCount(step)} of an earlier run`;
