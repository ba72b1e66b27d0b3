// What runs through the layers of several designs, by depth and batch, as numbers: a grid for each design, one scale for
// all of them, and a profile over depth at one batch. Pure, so that it can be tested without a canvas.
import type { ActivationFigures, GradientNorms, InsightPoint, Watched } from '../../training/protocol';
import { indexAt } from '../overlay/overlay';

export const quantities = ['gradient', 'update', 'mean', 'deviation', 'dead'] as const;
/**
 * `gradient`: L2 norm over a layer's weights. `update`: norm of what the optimiser added over that of the weights.
 * `mean`, `deviation`: of a layer's output. `dead`: share of a ReLU's channels that are never above zero.
 */
export type Quantity = (typeof quantities)[number];

export interface FlowDesign {
  readonly id: string;
  readonly label: string;
  /** Index of its colour; pane A is 0. */
  readonly colour: number;
  readonly watched: Watched;
  readonly insights: readonly InsightPoint[];
}

/** Layers from the input on by looks in time. */
export interface FlowGrid {
  readonly design: FlowDesign;
  readonly quantity: Quantity;
  readonly layers: readonly FlowLayer[];
  /** Batches of the looks, ascending. */
  readonly steps: Float64Array;
  /** [layers, looks]. NaN where a value was not finite or is missing. */
  readonly values: Float64Array;
}

export interface FlowLayer {
  readonly id: string;
  /** Its place among all layers watched for the quantity: in `watched.weighted`, or in `watched.active`. */
  readonly index: number;
}

const readGradient = (quantity: Quantity, norms: GradientNorms | undefined): number => {
  if (!norms) return Number.NaN;
  return quantity === 'gradient' ? norms.gradient : norms.update / norms.weight;
};

const readActivation = (quantity: Quantity, figures: ActivationFigures | undefined): number => {
  if (!figures) return Number.NaN;
  if (quantity === 'mean') return figures.mean;
  return quantity === 'deviation' ? figures.deviation : (figures.dead ?? Number.NaN);
};

const isOfWeights = (quantity: Quantity): boolean => quantity === 'gradient' || quantity === 'update';

/** The layers watched for a quantity, in the order of the plan; of dead units those that can have any. */
function layersOf({ watched, insights }: FlowDesign, quantity: Quantity): readonly FlowLayer[] {
  const ids = isOfWeights(quantity) ? watched.weighted : watched.active;
  const layers = ids.map((id, index) => ({ id, index }));
  return quantity === 'dead'
    ? layers.filter(({ index }) => insights.some((look) => look.activations[index]?.dead !== undefined))
    : layers;
}

export function flowGrid(design: FlowDesign, quantity: Quantity): FlowGrid {
  const layers = layersOf(design, quantity);
  const looks = design.insights.length;
  const values = new Float64Array(layers.length * looks);
  const weights = isOfWeights(quantity);
  layers.forEach(({ index }, row) => {
    design.insights.forEach((look, column) => {
      const value = weights
        ? readGradient(quantity, look.gradients[index])
        : readActivation(quantity, look.activations[index]);
      values[row * looks + column] = Number.isFinite(value) ? value : Number.NaN;
    });
  });
  return { design, quantity, layers, steps: Float64Array.from(design.insights, ({ step }) => step), values };
}

/** The value of a layer at the look at or before a batch; undefined before the first look and outside the grid. */
export function valueIn({ values, steps, layers }: FlowGrid, row: number, step: number): number | undefined {
  const column = indexAt(steps, step);
  if (column < 0 || row < 0 || row >= layers.length) return undefined;
  return values[row * steps.length + column];
}

/** From the first look to where the last one's column ends, over all designs. */
export function flowSpan(grids: readonly FlowGrid[]): readonly [from: number, to: number] {
  const firsts = grids.flatMap(({ steps }) => steps[0] ?? []);
  if (firsts.length === 0) return [0, 1];
  const ends = grids.flatMap(({ steps }) => {
    const last = steps.at(-1);
    return last === undefined ? [] : last + Math.max(1, last - (steps.at(-2) ?? last - 1));
  });
  return [Math.min(...firsts), Math.max(...ends)];
}

/** The row in another design's grid that corresponds to a layer; undefined where none does. */
export type Counterpart = (designId: string, layerIndex: number, otherId: string) => number | undefined;

/**
 * By `counterpart`, whose indices are those of `FlowLayer`; without it the layer of the same name.
 */
export function counterpartRow(
  from: FlowGrid,
  row: number,
  to: FlowGrid,
  counterpart?: Counterpart,
): number | undefined {
  const layer = from.layers[row];
  if (!layer) return undefined;
  if (from.design.id === to.design.id) return row;
  const index = counterpart?.(from.design.id, layer.index, to.design.id);
  const found = to.layers.findIndex((other) => (counterpart ? other.index === index : other.id === layer.id));
  return found < 0 ? undefined : found;
}

/** A design's values over depth at one batch. */
export interface ProfilePoint {
  /** 0 is the first layer, 1 the last. */
  readonly depth: number;
  readonly row: number;
  readonly value: number;
}

/** At the look at or before `step`; none before the first look. */
export function profileAt(grid: FlowGrid, step: number): readonly ProfilePoint[] {
  if (indexAt(grid.steps, step) < 0) return [];
  const last = grid.layers.length - 1;
  return grid.layers.map((_, row) => ({
    depth: last > 0 ? row / last : 0,
    row,
    value: valueIn(grid, row, step) ?? Number.NaN,
  }));
}

/** Rows whose names are written: all where there is room, else every second, third …, the last one always. */
export function labelledRows(count: number, most: number): readonly number[] {
  if (count === 0 || most < 1) return [];
  const stride = Math.max(1, Math.ceil(count / most));
  const rows = Array.from({ length: Math.ceil(count / stride) }, (_, i) => i * stride);
  const last = rows.at(-1) ?? 0;
  if (last === count - 1) return rows;
  return rows.length > 1 && count - 1 - last < stride
    ? [...rows.slice(0, -1), count - 1]
    : [...rows, count - 1];
}
