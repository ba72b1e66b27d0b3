// The live chart of one metric of a run. The plot is made once for its metric and scale; new points, a new size and
// a new theme are handed to it, and the values beside the title are written without React.
import { type ReactNode, useEffect, useMemo, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { formatCount } from '../lib/format';
import type { RunCurves } from '../training/run';
import { formatLoss, formatPercent } from './figures';
import classes from './LineChart.module.css';
import { type PlotState, plotOptions, readColours, toPlotData } from './plotOptions';
import { type ChartSeries, chartSeries, type Metric, valueAt } from './series';

export interface LineChartProps {
  readonly title: string;
  readonly metric: Metric;
  readonly curves: RunCurves;
  /** 0 where it is not known yet: then no epochs are marked. */
  readonly stepsPerEpoch: number;
  readonly log?: boolean;
  /** 0 draws what was measured; see `smooth`. */
  readonly smoothing?: number;
  /** Shown in the plot while there are no points. */
  readonly emptyText?: string;
  /** Controls at the end of the title line. */
  readonly actions?: ReactNode;
}

const formatOf = (metric: Metric) => (metric === 'accuracy' ? formatPercent : formatLoss);

/** The chart in words, for those who do not see it. */
export function describeChart(title: string, metric: Metric, series: ChartSeries): string {
  const last = series.steps.length - 1;
  const step = series.steps[last];
  if (step === undefined) return `${title}: no values yet.`;
  const say = (name: string, value: number | undefined) =>
    value === undefined ? [] : [`${name} ${formatOf(metric)(value)}`];
  const parts = [
    ...say('training', valueAt(series.line, last)),
    ...say('held-out', valueAt(series.heldOut, last)),
  ];
  return `${title} by batch. After ${formatCount(step)} batches: ${parts.join(', ')}.`;
}

/** Loss or accuracy over batches: a thin training line, a held-out line with points, ends of epochs dashed. */
export function LineChart(props: LineChartProps) {
  const { title, metric, curves, stepsPerEpoch, log = false, smoothing = 0 } = props;
  const series = useMemo(() => chartSeries(curves, metric, smoothing), [curves, metric, smoothing]);
  const host = useRef<HTMLDivElement>(null);
  const at = useRef<HTMLSpanElement>(null);
  const training = useRef<HTMLSpanElement>(null);
  const heldOut = useRef<HTMLSpanElement>(null);
  const plot = useRef<uPlot>(undefined);
  const state = useRef<PlotState>(undefined);
  const cursor = useRef<number>(undefined);

  const writeValues = useRef(() => {
    const now = state.current?.series;
    if (!now || !at.current || !training.current || !heldOut.current) return;
    const row = cursor.current ?? now.steps.length - 1;
    const write = (value: number | undefined) => (value === undefined ? '–' : formatOf(metric)(value));
    training.current.textContent = write(valueAt(now.line, row));
    heldOut.current.textContent = write(valueAt(now.heldOut, row));
    const step = now.steps[row];
    at.current.textContent =
      cursor.current === undefined || step === undefined ? '' : `at batch ${formatCount(step)}`;
  });

  useEffect(() => {
    const element = host.current;
    if (!element) return;
    const drawn: PlotState = {
      series: state.current?.series ?? { steps: [], raw: [], line: [], heldOut: [] },
      stepsPerEpoch: state.current?.stepsPerEpoch ?? 0,
      colours: readColours(element),
    };
    state.current = drawn;
    const size = () => ({
      width: Math.max(60, element.clientWidth),
      height: Math.max(50, element.clientHeight),
    });
    const onCursor = (row: number | undefined) => {
      cursor.current = row;
      writeValues.current();
    };
    const options = plotOptions({ metric, log, ...size(), state: drawn, onCursor });
    const made = new uPlot(options, toPlotData(drawn.series), element);
    plot.current = made;
    const resizes = new ResizeObserver(() => made.setSize(size()));
    resizes.observe(element);
    const themes = new MutationObserver(() => {
      drawn.colours = readColours(element);
      made.redraw(false);
    });
    themes.observe(document.documentElement, { attributeFilter: ['data-mantine-color-scheme'] });
    return () => {
      resizes.disconnect();
      themes.disconnect();
      made.destroy();
      plot.current = undefined;
    };
  }, [metric, log]);

  useEffect(() => {
    if (!state.current) return;
    const firstOrNone = (state.current.series.steps.length === 0) !== (series.steps.length === 0);
    state.current.series = series;
    state.current.stepsPerEpoch = stepsPerEpoch;
    plot.current?.setData(toPlotData(series));
    // uPlot keeps an axis's labels while its range stays, and those of an empty plot are blank.
    if (firstOrNone) plot.current?.redraw(false, true);
    writeValues.current();
  }, [series, stepsPerEpoch]);

  return (
    <figure className={classes.chart}>
      <figcaption className={classes.head}>
        <span className={classes.title}>{title}</span>
        <span className={classes.legend} aria-hidden="true">
          <span className={classes.item}>
            <span className={`${classes.key} ${classes.keyTraining}`} />
            {smoothing > 0 ? 'training, smoothed' : 'training'}
            <span ref={training} className={classes.value} />
          </span>
          <span className={classes.item}>
            <span className={`${classes.key} ${classes.keyHeldOut}`} />
            held-out
            <span ref={heldOut} className={classes.value} />
          </span>
        </span>
        {props.actions}
      </figcaption>
      <div ref={host} className={classes.plot} role="img" aria-label={describeChart(title, metric, series)}>
        <span ref={at} className={classes.at} />
        {series.steps.length === 0 && props.emptyText ? (
          <div className={classes.empty}>{props.emptyText}</div>
        ) : null}
      </div>
    </figure>
  );
}
