// One design's heat map: the canvas with its names, the cell that is read, and the pointer and keys that choose it.
import { type KeyboardEvent, memo, type PointerEvent, useCallback, useMemo, useRef, useState } from 'react';
import type { Box } from '../overlay/axes';
import { indexAt } from '../overlay/overlay';
import { readInk } from '../overlay/paintScene';
import { RunKey } from '../overlay/RunKey';
import { usePainted, useSurface } from '../overlay/usePainted';
import type { FlowGrid } from './flow';
import type { FlowScale } from './flowScale';
import { describeFlow } from './flowWords';
import classes from './GradientFlow.module.css';
import { paintFlow } from './paintFlow';

/** A layer of a design at a batch. */
export interface FlowSpot {
  readonly designId: string;
  readonly row: number;
  readonly step: number;
}

interface FlowMapProps {
  readonly grid: FlowGrid;
  readonly scale: FlowScale;
  readonly span: readonly [number, number];
  /** The layer that is read, here or in another design. */
  readonly row: number | undefined;
  readonly step: number | undefined;
  readonly onSpot: (spot: FlowSpot | undefined) => void;
}

/** Names take what the longest needs, within a third of the width. */
const nameRoom = (grid: FlowGrid, width: number): number =>
  Math.min(width / 3, 16 + Math.max(4, ...grid.layers.map(({ id }) => id.length)) * 6.2);

export const FlowMap = memo(function FlowMap({ grid, scale, span, row, step, onSpot }: FlowMapProps) {
  const [host, setHost] = useState<HTMLElement | null>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const surface = useSurface(host);
  const box = useMemo(
    (): Box => ({
      left: nameRoom(grid, surface.width),
      top: 7,
      right: surface.width - 10,
      bottom: Math.max(12, surface.height - 18),
    }),
    [grid, surface],
  );
  const paint = useCallback(
    (context: CanvasRenderingContext2D, ratio: number) =>
      paintFlow(context, { ...surface, grid, scale, span, box, ratio, ink: readInk(context.canvas) }),
    [surface, grid, scale, span, box],
  );
  usePainted(canvas, surface, paint);
  const rows = grid.layers.length;
  const point = (event: PointerEvent<HTMLElement>) => {
    const frame = event.currentTarget.getBoundingClientRect();
    const x = (event.clientX - frame.left - box.left) / (box.right - box.left);
    const y = (event.clientY - frame.top - box.top) / (box.bottom - box.top);
    const look = indexAt(grid.steps, span[0] + x * (span[1] - span[0]));
    const at = grid.steps[Math.max(0, look)];
    if (x < 0 || x > 1 || y < 0 || y >= 1 || at === undefined || rows === 0) onSpot(undefined);
    else onSpot({ designId: grid.design.id, row: Math.floor(y * rows), step: at });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const spot = moved(event.key, grid, row, step);
    if (spot === 'none') return;
    event.preventDefault();
    event.stopPropagation();
    onSpot(spot && { designId: grid.design.id, ...spot });
  };
  return (
    <div className={classes.panel}>
      <div className={classes.panelHead}>
        <RunKey colour={grid.design.colour} />
        <span>{grid.design.label}</span>
      </div>
      <section
        ref={setHost}
        className={classes.map}
        aria-label={describeFlow([grid], grid.quantity)}
        /* biome-ignore lint/a11y/noNoninteractiveTabindex: its cells are read by arrow keys. */
        tabIndex={0}
        onPointerMove={point}
        onPointerLeave={() => onSpot(undefined)}
        onKeyDown={onKeyDown}
      >
        <canvas ref={canvas} className={classes.canvas} />
        {rows > 0 && <Spot box={box} rows={rows} row={row} step={step} span={span} />}
        {grid.steps.length === 0 && <span className={classes.nothing}>Nothing recorded yet.</span>}
      </section>
    </div>
  );
});

interface SpotProps extends Pick<FlowMapProps, 'row' | 'step' | 'span'> {
  readonly box: Box;
  readonly rows: number;
}

/** The row and the batch that are read. */
function Spot({ box, rows, row, step, span }: SpotProps) {
  if (step === undefined) return null;
  const x = box.left + ((step - span[0]) / (span[1] - span[0])) * (box.right - box.left);
  const height = (box.bottom - box.top) / rows;
  return (
    <svg className={classes.above} aria-hidden="true">
      <path className={classes.spotLine} d={`M${x + 0.5} ${box.top}V${box.bottom}`} />
      {row !== undefined && (
        <rect
          className={classes.spotRow}
          x={box.left}
          y={box.top + row * height}
          width={box.right - box.left}
          height={height}
        />
      )}
    </svg>
  );
}

/** Arrows move by a layer or a look, Page keys by ten looks; Escape reads nothing. */
function moved(
  key: string,
  { layers, steps }: FlowGrid,
  row: number | undefined,
  step: number | undefined,
): { readonly row: number; readonly step: number } | undefined | 'none' {
  if (key === 'Escape') return step === undefined ? 'none' : undefined;
  const moves: Readonly<Record<string, readonly [number, number]>> = {
    ArrowUp: [-1, 0],
    ArrowDown: [1, 0],
    ArrowLeft: [0, -1],
    ArrowRight: [0, 1],
    PageUp: [0, -10],
    PageDown: [0, 10],
  };
  const move = moves[key];
  if (!move || layers.length === 0 || steps.length === 0) return 'none';
  const last = steps.length - 1;
  const fresh = row === undefined || step === undefined;
  const look = fresh ? last : Math.min(last, Math.max(0, indexAt(steps, step) + move[1]));
  const next = fresh ? 0 : Math.min(layers.length - 1, Math.max(0, row + move[0]));
  return { row: next, step: steps[look] ?? 0 };
}
