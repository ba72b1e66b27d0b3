// What follows the pointer, above the canvas, so that the lines need not be drawn anew: the place that is read, the
// values there, and what a drag selects.
import classes from './OverlayChart.module.css';
import { runColours } from './RunKey';
import type { RowReading } from './readings';
import type { Scene } from './scene';

export interface CrosshairProps {
  readonly scene: Scene;
  readonly cursor: number | undefined;
  readonly rows: readonly RowReading[];
  readonly selection: readonly [number, number] | undefined;
}

export function Crosshair({ scene, cursor, rows, selection }: CrosshairProps) {
  const { box, toX, toY } = scene;
  const height = box.bottom - box.top;
  const x = cursor === undefined ? undefined : toX(cursor);
  return (
    <svg className={classes.above} aria-hidden="true">
      {selection && (
        <rect
          className={classes.selection}
          x={toX(selection[0])}
          y={box.top}
          width={toX(selection[1]) - toX(selection[0])}
          height={height}
        />
      )}
      {x !== undefined && x >= box.left && x <= box.right && (
        <>
          <path className={classes.cursor} d={`M${x} ${box.top}v${height}`} />
          {rows.map(({ id, colour, training, over }) => {
            const y = training === undefined || over ? Number.NaN : toY(training);
            return y >= box.top && y <= box.bottom ? (
              <circle key={id} className={classes.reading} style={runColours(colour)} cx={x} cy={y} r={3} />
            ) : null;
          })}
        </>
      )}
    </svg>
  );
}
