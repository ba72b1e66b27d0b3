// Several runs on shared axes. Numbers come from overlay.ts and scene.ts; here they are put on a canvas, and the pointer
// and the keyboard zoom and read them.
import { VisuallyHidden } from '@mantine/core';
import { type ReactNode, useCallback, useEffect, useId, useMemo, useRef, useState } from 'react';
import type { Unit } from '../series';
import { type Box, describeX } from './axes';
import { type BandLines, bandsOf } from './bands';
import { Crosshair } from './Crosshair';
import classes from './OverlayChart.module.css';
import { OverlayLegend } from './OverlayLegend';
import { type Figure, mergeAxes, type OverlayRun, type RunLines, readRuns, type XAxis } from './overlay';
import { paintScene, readInk } from './paintScene';
import { Readout } from './Readout';
import { describeOverlay, formatValue, type RowReading, readingsAt } from './readings';
import { overlayScene } from './scene';
import { type Surface, usePainted, useSurface } from './usePainted';
import { usePlotInput } from './usePlotInput';
import { useSharedView } from './useSharedView';
import { ZoomButtons } from './ZoomButtons';

export interface OverlayChartProps {
  readonly title: string;
  readonly runs: readonly OverlayRun[];
  readonly figure: Figure;
  /** Index of the output. Left out, it is the whole loss, or the first output's metric. */
  readonly head?: number;
  /** How values are written; a metric is a share unless told otherwise. */
  readonly unit?: Unit;
  readonly axis: XAxis;
  /** 0 draws what was measured; see `smooth`. */
  readonly smoothing: number;
  /** Of losses and errors; shares keep their even axis. */
  readonly log: boolean;
  /** Ids of runs that are not drawn. */
  readonly hidden: ReadonlySet<string>;
  readonly onToggle: (id: string) => void;
  /** Shown in the plot while there are no points. */
  readonly emptyText?: string;
  /** Controls at the end of the title line. */
  readonly actions?: ReactNode;
  /** Charts with the same key and axis are zoomed and read together. */
  readonly syncKey?: string;
}

const boxOf = ({ width, height }: Pick<Surface, 'width' | 'height'>): Box => ({
  left: 46,
  top: 8,
  right: Math.max(60, width - 12),
  bottom: Math.max(30, height - 22),
});

/** Lines and bands, computed anew only for the runs whose points have changed. */
function useLines(props: OverlayChartProps): readonly [readonly RunLines[], readonly BandLines[]] {
  const { runs, figure, head, axis, smoothing, hidden } = props;
  const before = useRef<readonly RunLines[]>([]);
  const bandsBefore = useRef<readonly BandLines[]>([]);
  const lines = useMemo(() => {
    const reading = { figure, axis, smoothing, ...(head === undefined ? {} : { head }) };
    before.current = readRuns(runs, reading, before.current);
    return before.current;
  }, [runs, figure, head, axis, smoothing]);
  const bands = useMemo(() => {
    bandsBefore.current = bandsOf(lines, hidden, bandsBefore.current);
    return bandsBefore.current;
  }, [lines, hidden]);
  return [lines, bands];
}

/** One function for as long as the chart lives, so that a page's new one with every rendering renders no legend anew. */
function useStable(onToggle: (id: string) => void): (id: string) => void {
  const latest = useRef(onToggle);
  useEffect(() => {
    latest.current = onToggle;
  });
  return useCallback((id: string) => latest.current(id), []);
}

/** Thin lines are training, thick ones with points held-out; each run has one colour, dash and shape of point. */
export function OverlayChart(props: OverlayChartProps) {
  const { title, runs, axis, hidden, log } = props;
  const unit = props.unit ?? (props.figure === 'loss' ? 'loss' : 'share');
  const onToggle = useStable(props.onToggle);
  const [lines, bands] = useLines(props);
  const [view, change] = useSharedView(props.syncKey && `${props.syncKey} ${axis}`);
  const [plot, setPlot] = useState<HTMLElement | null>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const surface = useSurface(plot);
  const scene = useMemo(
    () => overlayScene(lines, bands, { axis, unit, log, hidden, zoom: view.zoom, box: boxOf(surface) }),
    [lines, bands, axis, unit, log, hidden, view.zoom, surface],
  );
  const paint = useCallback(
    (context: CanvasRenderingContext2D, ratio: number) =>
      paintScene(context, scene, readInk(context.canvas), { ...surface, ratio }),
    [scene, surface],
  );
  usePainted(canvas, surface, paint);
  const places = () =>
    mergeAxes(lines.flatMap(({ run, measured, heldOut }) => (hidden.has(run.id) ? [] : [measured, heldOut])));
  const description = useMemo(
    () => describeOverlay(title, lines, bands, hidden, unit),
    [title, lines, bands, hidden, unit],
  );
  const input = usePlotInput({ scene, places, view, change });
  const rows = view.cursor === undefined ? [] : readingsAt(lines, bands, hidden, view.cursor);
  const place = view.cursor === undefined ? '' : describeX(axis, view.cursor);
  const keys = useId();
  const empty = lines.every(({ measured, heldOut }) => measured.x.length + heldOut.x.length === 0);
  return (
    <figure className={classes.chart} data-overlay-chart={props.figure}>
      <figcaption className={classes.head}>
        <span className={classes.title}>{title}</span>
        <OverlayLegend runs={runs} hidden={hidden} onToggle={onToggle} />
        {props.actions}
      </figcaption>
      <div className={classes.stage}>
        <section
          ref={setPlot}
          className={classes.plot}
          aria-label={description}
          aria-describedby={keys}
          /* biome-ignore lint/a11y/noNoninteractiveTabindex: zoomed and read by keys, as its description says. */
          tabIndex={0}
          data-zoomed={input.zoomed || undefined}
          {...input.handlers}
        >
          <canvas ref={canvas} className={classes.canvas} />
          <Crosshair scene={scene} cursor={view.cursor} rows={rows} selection={input.selection} />
          {empty && props.emptyText ? <div className={classes.empty}>{props.emptyText}</div> : null}
        </section>
        {!empty && <ZoomButtons zoomed={input.zoomed} onKey={input.press} />}
      </div>
      <VisuallyHidden id={keys}>
        + and − zoom, the arrow keys move, Shift with an arrow key reads the values, Escape shows all.
      </VisuallyHidden>
      <VisuallyHidden aria-live="polite">
        {input.byKey && rows.length > 0 ? `${place}: ${rows.map((row) => spoken(row, unit)).join('; ')}` : ''}
      </VisuallyHidden>
      {plot && view.cursor !== undefined && rows.length > 0 && !empty && (
        <Readout place={place} rows={rows} unit={unit} plot={plot} x={scene.toX(view.cursor)} />
      )}
    </figure>
  );
}

const spoken = ({ label, training, heldOut, note }: RowReading, unit: Unit): string =>
  [
    `${label} training ${formatValue(unit, training)}`,
    ...(heldOut === undefined ? [] : [`held-out ${formatValue(unit, heldOut)}`]),
    ...(note ? [note] : []),
  ].join(', ');
