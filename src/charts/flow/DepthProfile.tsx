// The values over depth at one batch, a line for each design: where a gradient vanishes is where a line falls. A slider
// goes through the batches; at its end it follows the run.
import { Slider } from '@mantine/core';
import { type PointerEvent, useMemo, useState } from 'react';
import { formatCount } from '../../lib/format';
import { indexAt, mergeAxes } from '../overlay/overlay';
import { markerPath, runDash, runMarker } from '../overlay/palette';
import { RunKey, runColours } from '../overlay/RunKey';
import { useSurface } from '../overlay/usePainted';
import { type FlowGrid, type ProfilePoint, profileAt, type Quantity } from './flow';
import { type FlowScale, placeOn, scaleTicks } from './flowScale';
import { describeCell, quantityWords } from './flowWords';
import classes from './GradientFlow.module.css';

interface DepthProfileProps {
  readonly grids: readonly FlowGrid[];
  readonly scale: FlowScale;
  readonly quantity: Quantity;
}

interface Frame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export function DepthProfile({ grids, scale, quantity }: DepthProfileProps) {
  const steps = useMemo(() => mergeAxes(grids.map(({ steps: x }) => ({ x, y: x }))), [grids]);
  const [chosen, setChosen] = useState<number>();
  const [host, setHost] = useState<HTMLElement | null>(null);
  const [depth, setDepth] = useState<number>();
  const { width, height } = useSurface(host);
  const last = steps.length - 1;
  const at = chosen === undefined ? last : Math.min(last, Math.max(0, indexAt(steps, chosen)));
  const step = steps[at] ?? 0;
  const frame: Frame = {
    left: 46,
    top: 8,
    width: Math.max(20, width - 60),
    height: Math.max(20, height - 42),
  };
  const profiles = grids.map((grid) => ({ grid, points: profileAt(grid, step) }));
  const point = (event: PointerEvent<HTMLElement>) => {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
    setDepth(Math.min(1, Math.max(0, (x - frame.left) / frame.width)));
  };
  const read = profiles.flatMap(({ grid, points }) =>
    points.length === 0
      ? []
      : [{ grid, row: depth === undefined ? 0 : Math.round(depth * (points.length - 1)) }],
  );
  return (
    <>
      <section
        ref={setHost}
        className={classes.profile}
        aria-label={`${quantityWords[quantity]} over depth at batch ${formatCount(step)}. ${read.map(({ grid }) => `${describeCell(grid, 0, step)}.`).join(' ')}`}
        onPointerMove={point}
        onPointerLeave={() => setDepth(undefined)}
      >
        <svg width={width} height={height} aria-hidden="true">
          <ProfileAxes frame={frame} scale={scale} />
          {profiles.map(({ grid, points }) => (
            <ProfileLine
              key={grid.design.id}
              colour={grid.design.colour}
              points={points}
              scale={scale}
              frame={frame}
              pointed={depth === undefined ? undefined : Math.round(depth * (points.length - 1))}
            />
          ))}
        </svg>
      </section>
      <div className={classes.slider}>
        <span className={classes.sliderName}>Batch {formatCount(step)}</span>
        <Slider
          size="sm"
          thumbLabel="Batch"
          aria-label="Batch"
          className={classes.sliderTrack}
          min={0}
          max={Math.max(1, last)}
          disabled={last < 1}
          value={at}
          label={(i) => formatCount(steps[i] ?? 0)}
          onChange={(i) => setChosen(i >= last ? undefined : steps[i])}
        />
        <span className={classes.keys}>
          {grids.map(({ design }) => (
            <span key={design.id} className={classes.panelHead}>
              <RunKey colour={design.colour} />
              {design.label}
            </span>
          ))}
        </span>
      </div>
      <output className={classes.readout}>
        {read.map(({ grid, row }) => (
          <span key={grid.design.id}>{describeCell(grid, row, step)}</span>
        ))}
      </output>
    </>
  );
}

function ProfileAxes({ frame, scale }: { readonly frame: Frame; readonly scale: FlowScale }) {
  const bottom = frame.top + frame.height;
  return (
    <g>
      {scaleTicks(scale, Math.max(2, Math.floor(frame.height / 26))).map(({ at, text }) => (
        <g key={text} transform={`translate(${frame.left} ${bottom - at * frame.height})`}>
          <path className={classes.grid} d={`M0 0h${frame.width}`} />
          <text className={classes.axisText} x={-6} y={3.5} textAnchor="end">
            {text}
          </text>
        </g>
      ))}
      <path className={classes.frame} d={`M${frame.left} ${bottom + 0.5}h${frame.width}`} />
      {[0, 0.25, 0.5, 0.75, 1].map((share) => (
        <text
          key={share}
          className={classes.axisText}
          x={frame.left + share * frame.width}
          y={bottom + 15}
          textAnchor={share === 0 ? 'start' : share === 1 ? 'end' : 'middle'}
        >
          {share === 0 ? 'first layer' : share === 1 ? 'last layer' : `${share * 100} % of the depth`}
        </text>
      ))}
    </g>
  );
}

interface ProfileLineProps {
  readonly colour: number;
  readonly points: readonly ProfilePoint[];
  readonly scale: FlowScale;
  readonly frame: Frame;
  readonly pointed: number | undefined;
}

/** Zero stands on the floor as a hollow point, what is not finite at the ceiling as a cross; the line leaves both out. */
function ProfileLine({ colour, points, scale, frame, pointed }: ProfileLineProps) {
  const placed = points.map(({ depth, value, row }) => ({
    row,
    x: frame.left + depth * frame.width,
    place: placeOn(scale, value),
  }));
  const yOf = (place: number) => frame.top + (1 - place) * frame.height;
  let open = false;
  const line = placed
    .map(({ x, place }) => {
      if (typeof place !== 'number') {
        open = false;
        return '';
      }
      const command = open ? 'L' : 'M';
      open = true;
      return `${command}${x} ${yOf(place)}`;
    })
    .join('');
  return (
    <g className={classes.profileLine} style={runColours(colour)}>
      <path d={line} fill="none" strokeDasharray={runDash(colour).join(' ')} />
      {placed.map(({ x, place, row }) => {
        const y = place === 'none' ? frame.top + 5 : place === 'zero' ? yOf(0) : yOf(place);
        const radius = row === pointed ? 4.5 : placed.length > 40 ? 1.8 : 2.6;
        return (
          <path
            key={row}
            data-place={typeof place === 'number' ? undefined : place}
            d={place === 'none' ? 'M-4 -4L4 4M-4 4L4 -4' : markerPath(runMarker(colour), radius)}
            transform={`translate(${x} ${y})`}
          />
        );
      })}
    </g>
  );
}
