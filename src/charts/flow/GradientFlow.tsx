// What runs through the layers of several designs while they train: a heat map for each on one scale of colours, or the
// profile over depth at one batch. What is pointed at in one design is read in all.
import { SegmentedControl } from '@mantine/core';
import { type ReactNode, useMemo, useState } from 'react';
import { DepthProfile } from './DepthProfile';
import { FlowMap, type FlowSpot } from './FlowMap';
import { FlowScaleKey } from './FlowScaleKey';
import { type Counterpart, counterpartRow, type FlowDesign, flowGrid, flowSpan, type Quantity } from './flow';
import { flowScale } from './flowScale';
import { describeCell, quantityWords } from './flowWords';
import classes from './GradientFlow.module.css';

export interface GradientFlowProps {
  readonly designs: readonly FlowDesign[];
  readonly quantity: Quantity;
  /** Which layer of another design a layer corresponds to; the one of the same name where left out. */
  readonly counterpart?: Counterpart;
  /** Shown where nothing has been looked into yet. */
  readonly emptyText?: string;
  /** Controls at the end of the title line. */
  readonly actions?: ReactNode;
}

const views = [
  { value: 'map', label: 'Over time' },
  { value: 'profile', label: 'By depth' },
] as const;

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** The first layer is at the top, as in every list of layers; batches run to the right. */
export function GradientFlow({ designs, quantity, counterpart, emptyText, actions }: GradientFlowProps) {
  const [view, setView] = useState<string>('map');
  const [spot, setSpot] = useState<FlowSpot>();
  const grids = useMemo(() => designs.map((design) => flowGrid(design, quantity)), [designs, quantity]);
  const scale = useMemo(() => flowScale(grids, quantity), [grids, quantity]);
  // Lines have room for every value; the colours of a map would be spent on the rarest.
  const whole = useMemo(() => flowScale(grids, quantity, 0), [grids, quantity]);
  const span = useMemo(() => flowSpan(grids), [grids]);
  const pointed = grids.find(({ design }) => design.id === spot?.designId);
  const rowIn = (grid: (typeof grids)[number]): number | undefined =>
    spot && pointed ? counterpartRow(pointed, spot.row, grid, counterpart) : undefined;
  const looked = grids.some(({ steps, layers }) => steps.length > 0 && layers.length > 0);
  return (
    <section className={classes.flow} aria-label={`${capital(quantityWords[quantity])} by layer`}>
      <header className={classes.head}>
        <span className={classes.title}>{capital(quantityWords[quantity])}</span>
        <SegmentedControl
          size="xs"
          aria-label="Over time or by depth"
          data={[...views]}
          value={view}
          onChange={setView}
        />
        {looked && view === 'map' && <FlowScaleKey scale={scale} />}
        <span className={classes.room} />
        {actions}
      </header>
      {!looked ? (
        <p className={classes.empty}>{emptyText ?? 'Nothing has been looked into yet.'}</p>
      ) : view === 'map' ? (
        <>
          <div className={classes.maps}>
            {grids.map((grid) => (
              <FlowMap
                key={grid.design.id}
                grid={grid}
                scale={scale}
                span={span}
                row={rowIn(grid)}
                step={spot?.step}
                onSpot={setSpot}
              />
            ))}
          </div>
          <output className={classes.readout} aria-live="polite">
            {spot && pointed
              ? [pointed, ...grids.filter((grid) => grid !== pointed)]
                  .map((grid) => {
                    const row = rowIn(grid);
                    return row === undefined ? undefined : describeCell(grid, row, spot.step);
                  })
                  .filter((words) => words !== undefined)
                  .map((words) => <span key={words}>{words}</span>)
              : 'First layer at the top, batches to the right. Point at a cell, or focus a map and use the arrow keys.'}
          </output>
        </>
      ) : (
        <DepthProfile grids={grids} scale={whole} quantity={quantity} />
      )}
    </section>
  );
}
