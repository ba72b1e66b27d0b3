// A live chart of a run: one track, or several side by side. The plot is made once for its tracks and scale; new
// points, a new size and a new theme are handed to it, and the values beside the title are written without React.
import { type CSSProperties, type ReactNode, useEffect, useMemo, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { formatCount } from '../lib/format';
import type { RunCurves } from '../training/run';
import { formatLoss, formatPercent } from './figures';
import classes from './LineChart.module.css';
import { type PlotState, plotOptions, readColours, toPlotData, trackColour } from './plotOptions';
import { type ChartSeries, chartSeries, type Track, type Unit, valueAt } from './series';

export interface LineChartProps {
  readonly title: string;
  /** The same array until what is followed changes, for it makes the plot anew. */
  readonly tracks: readonly Track[];
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

const formatOf = (unit: Unit) => (unit === 'share' ? formatPercent : formatLoss);

/** The chart in words, for those who do not see it. */
export function describeChart(title: string, tracks: readonly Track[], series: ChartSeries): string {
  const last = series.steps.length - 1;
  const step = series.steps[last];
  if (step === undefined) return `${title}: no values yet.`;
  const parts = tracks.flatMap(({ name, unit }, i) => {
    const say = (what: string, value: number | undefined) =>
      value === undefined ? [] : [`${tracks.length > 1 ? `${name}, ` : ''}${what} ${formatOf(unit)(value)}`];
    const { line = [], heldOut = [] } = series.tracks[i] ?? {};
    return [...say('training', valueAt(line, last)), ...say('held-out', valueAt(heldOut, last))];
  });
  return `${title} by batch. After ${formatCount(step)} batches: ${parts.join(tracks.length > 1 ? '; ' : ', ')}.`;
}

/** `digit 66.7 % · 47.3 %`, training and held-out, for each track. */
const linesAt = (tracks: readonly Track[], series: ChartSeries, row: number): readonly string[] =>
  tracks.map(({ name, unit }, i) => {
    const { line = [], heldOut = [] } = series.tracks[i] ?? {};
    const write = (value: number | undefined) => (value === undefined ? '–' : formatOf(unit)(value));
    return `${name} ${write(valueAt(line, row))} · ${write(valueAt(heldOut, row))}`;
  });

/** Values over batches: a thin training line, a held-out line with points, ends of epochs dashed. */
export function LineChart(props: LineChartProps) {
  const { title, tracks, curves, stepsPerEpoch, log = false, smoothing = 0 } = props;
  const series = useMemo(() => chartSeries(curves, tracks, smoothing), [curves, tracks, smoothing]);
  const host = useRef<HTMLDivElement>(null);
  const at = useRef<HTMLSpanElement>(null);
  const values = useRef<HTMLSpanElement>(null);
  const plot = useRef<uPlot>(undefined);
  const state = useRef<PlotState>(undefined);
  const cursor = useRef<number>(undefined);

  // Into every element marked with a track and a line, without React: it follows the pointer.
  const writeValues = useRef(() => {});
  const write = () => {
    const now = state.current?.series;
    if (!now || !at.current || !values.current) return;
    const row = cursor.current ?? now.steps.length - 1;
    for (const element of values.current.querySelectorAll<HTMLElement>('[data-line]')) {
      const index = Number(element.dataset.track);
      const column = element.dataset.line === 'training' ? 'line' : 'heldOut';
      const value = valueAt(now.tracks[index]?.[column] ?? [], row);
      element.textContent = value === undefined ? '–' : formatOf(tracks[index]?.unit ?? 'loss')(value);
    }
    const step = now.steps[row];
    const pointed = cursor.current !== undefined && step !== undefined;
    at.current.textContent = pointed
      ? [`at batch ${formatCount(step)}`, ...(tracks.length > 2 ? linesAt(tracks, now, row) : [])].join('\n')
      : '';
  };
  const latest = useRef({ series, stepsPerEpoch });
  // First of the effects, which read them.
  useEffect(() => {
    writeValues.current = write;
    latest.current = { series, stepsPerEpoch };
  });

  useEffect(() => {
    const element = host.current;
    if (!element) return;
    let plotted: (() => void) | undefined;
    // In a frame of its own, as whatever it draws later.
    const frame = requestAnimationFrame(() => {
      const drawn: PlotState = { ...latest.current, colours: readColours(element) };
      state.current = drawn;
      const size = () => ({
        width: Math.max(60, element.clientWidth),
        height: Math.max(50, element.clientHeight),
      });
      const onCursor = (row: number | undefined) => {
        cursor.current = row;
        writeValues.current();
      };
      const options = plotOptions({ tracks, log, ...size(), state: drawn, onCursor });
      const made = new uPlot(options, toPlotData(drawn.series), element);
      plot.current = made;
      writeValues.current();
      const unfollow = follow(element, made, drawn, size);
      plotted = () => {
        unfollow();
        made.destroy();
        plot.current = undefined;
        state.current = undefined;
      };
    });
    return () => {
      cancelAnimationFrame(frame);
      plotted?.();
    };
  }, [tracks, log]);

  useEffect(() => {
    const drawn = state.current;
    if (!drawn || (drawn.series === series && drawn.stepsPerEpoch === stepsPerEpoch)) return;
    drawn.series = series;
    drawn.stepsPerEpoch = stepsPerEpoch;
    writeValues.current();
    // In a frame of its own: points that come meanwhile are drawn with these, and a page out of sight draws nothing.
    const frame = requestAnimationFrame(() => plot.current && draw(plot.current, series));
    return () => cancelAnimationFrame(frame);
  }, [series, stepsPerEpoch]);

  return (
    <figure className={classes.chart}>
      <figcaption className={classes.head}>
        <span className={classes.title}>{title}</span>
        <span ref={values} className={classes.legend} aria-hidden="true">
          {tracks.length === 1 ? (
            <OneLegend smoothed={smoothing > 0} />
          ) : (
            tracks.map((track, i) => (
              <TrackLegend key={track.name} track={track} index={i} values={tracks.length === 2} />
            ))
          )}
        </span>
        {props.actions}
      </figcaption>
      <div ref={host} className={classes.plot} role="img" aria-label={describeChart(title, tracks, series)}>
        <span ref={at} className={classes.at} />
        {series.steps.length === 0 && props.emptyText ? (
          <div className={classes.empty}>{props.emptyText}</div>
        ) : null}
      </div>
    </figure>
  );
}

/** Keeps a plot to the size of its element and to the theme's colours; answers with the way to end that. */
function follow(
  element: Element,
  plot: uPlot,
  drawn: PlotState,
  size: () => { readonly width: number; readonly height: number },
): () => void {
  const resizes = new ResizeObserver(() => plot.setSize(size()));
  resizes.observe(element);
  const themes = new MutationObserver(() => {
    drawn.colours = readColours(element);
    plot.redraw(false);
  });
  themes.observe(document.documentElement, { attributeFilter: ['data-mantine-color-scheme'] });
  return () => {
    resizes.disconnect();
    themes.disconnect();
  };
}

function draw(plot: uPlot, series: ChartSeries): void {
  const firstOrNone = (plot.data[0].length === 0) !== (series.steps.length === 0);
  plot.setData(toPlotData(series));
  // uPlot keeps an axis's labels while its range stays, and those of an empty plot are blank.
  if (firstOrNone) plot.redraw(false, true);
}

function OneLegend({ smoothed }: { smoothed: boolean }) {
  return (
    <>
      <span className={classes.item}>
        <span className={`${classes.key} ${classes.keyTraining}`} />
        {smoothed ? 'training, smoothed' : 'training'}
        <span data-track={0} data-line="training" className={classes.value} />
      </span>
      <span className={classes.item}>
        <span className={`${classes.key} ${classes.keyHeldOut}`} />
        held-out
        <span data-track={0} data-line="heldOut" className={classes.value} />
      </span>
    </>
  );
}

/** `classes 0.31 · 0.35`: training, then held-out; without `values` where more tracks leave them no room. */
function TrackLegend({ track, index, values }: { track: Track; index: number; values: boolean }) {
  return (
    <span className={classes.item} title={`${track.name}: training (thin), held-out (points)`}>
      <span
        className={`${classes.key} ${classes.keyTrack}`}
        style={{ '--track': `var(${trackColour(track, index)})` } as CSSProperties}
      />
      <span className={classes.trackName}>{track.name}</span>
      {values && (
        <span className={classes.trackValues}>
          <span data-track={index} data-line="training" />
          {' · '}
          <span data-track={index} data-line="heldOut" className={classes.trackHeldOut} />
        </span>
      )}
    </span>
  );
}
