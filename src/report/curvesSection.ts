// The runs' curves over each other: the whole loss, and the metric of every output, in training and held out.
import { curvesSvg } from '../charts/export/curvesSvg';
import type { OverlayRun } from '../charts/overlay/overlay';
import { metricOf, metrics } from '../training/metrics';
import type { MetricName } from '../training/protocol';
import { tag } from './html';
import { colourIndex, type ReportDesign, type ReportRun, runLabels } from './reportInput';

/** As the page's own curves are at first. */
const smoothing = 0.8;
const width = 540;

export function curvesSection(runs: readonly ReportRun[], designs: readonly ReportDesign[]): string {
  const drawn = runs.some(({ trace }) => trace.batches.length > 0);
  if (!drawn) return '';
  const overlaid = overlayRuns(runs, designs);
  const pictures = [
    curvesSvg(overlaid, { title: 'Loss', figure: 'loss', smoothing, width }),
    ...outputsOf(runs).map(({ id, metric, several }) => {
      const { label, unit } = metrics[metric];
      const title = `${label.charAt(0).toUpperCase()}${label.slice(1)}${several ? ` of ${id}` : ''}`;
      // Each run shows its own output of that name; of one output each, the names do not matter.
      const own = overlaid.flatMap((run, i): OverlayRun[] => {
        const head = several ? headOf(runs[i], id) : onlyHead(runs[i], metric);
        return head < 0 ? [] : [{ ...run, head }];
      });
      return curvesSvg(own, {
        title,
        figure: 'metric',
        unit: unit === 'share' ? 'share' : 'error',
        smoothing,
        width,
      });
    }),
  ];
  return tag('div', { class: 'curves' }, ...pictures.map((svg) => tag('figure', {}, svg)));
}

const headOf = (run: ReportRun | undefined, id: string): number =>
  run?.record.heads.findIndex((head) => head.id === id) ?? -1;

const onlyHead = (run: ReportRun | undefined, metric: MetricName): number =>
  run?.record.heads.findIndex(({ target }) => metricOf(target) === metric) ?? -1;

interface Output {
  readonly id: string;
  readonly metric: MetricName;
  /** There are several, and so they are told apart by name. */
  readonly several: boolean;
}

function outputsOf(runs: readonly ReportRun[]): readonly Output[] {
  const several = runs.some(({ record }) => record.heads.length > 1);
  const outputs = new Map<string, Output>();
  for (const { record } of runs)
    for (const { id, target } of record.heads) {
      const metric = metricOf(target);
      const key = several ? id : metric;
      if (!outputs.has(key)) outputs.set(key, { id, metric, several });
    }
  return [...outputs.values()];
}

function overlayRuns(runs: readonly ReportRun[], designs: readonly ReportDesign[]): readonly OverlayRun[] {
  const labels = runLabels(runs);
  return runs.map(({ record, trace, pane }, i): OverlayRun => {
    const seeds = runs.filter((other) => other.pane === pane).length;
    const ended = endOf(record);
    return {
      id: record.id,
      label: labels[i] ?? record.title,
      colour: colourIndex(pane, designs),
      curves: trace,
      stepsPerEpoch: record.stepsPerEpoch,
      batchSize: record.settings.batchSize,
      ...(seeds > 1 ? { band: `${pane} · ${record.title}` } : {}),
      ...(ended ? { ended } : {}),
    };
  });
}

function endOf({ state, step, failure }: ReportRun['record']): OverlayRun['ended'] {
  if (state !== 'failed' && state !== 'stopped' && state !== 'interrupted') return undefined;
  return { state, step: failure?.step ?? step, ...(failure ? { reason: failure.message } : {}) };
}
