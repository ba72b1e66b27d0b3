// What a heat map of layers says, in words: of one layer at one batch, and of all designs at their last look.
import { formatCount } from '../../lib/format';
import { formatPercent } from '../figures';
import { indexAt } from '../overlay/overlay';
import type { FlowGrid, Quantity } from './flow';
import { valueIn } from './flow';

export const quantityWords: Readonly<Record<Quantity, string>> = {
  gradient: 'gradient norm',
  update: 'update ÷ weights',
  mean: 'mean activation',
  deviation: 'deviation of activations',
  dead: 'dead units',
};

/** A value as `2.1e-7`, `0.0412`, `31.2 %`; what was not finite says so. */
export function formatFlow(quantity: Quantity, value: number | undefined): string {
  if (value === undefined) return '–';
  if (!Number.isFinite(value)) return 'not finite';
  if (quantity === 'dead') return formatPercent(value);
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e4)) return value.toExponential(1).replace('e+', 'e');
  return String(Number(value.toPrecision(3)));
}

/** `4,000 times`, to two digits; below ten to one decimal. */
const formatRatio = (ratio: number): string =>
  ratio >= 1e6
    ? `${ratio.toExponential(1).replace('e+', 'e')} times`
    : `${ratio >= 10 ? formatCount(Number(ratio.toPrecision(2))) : ratio.toFixed(1)} times`;

/** Against the last layer, for what is compared by ratio: `, 4,000 times smaller than the last layer's`. */
function againstLast(grid: FlowGrid, row: number, step: number): string {
  const last = grid.layers.length - 1;
  const value = valueIn(grid, row, step);
  const other = valueIn(grid, last, step);
  if (grid.quantity === 'dead' || grid.quantity === 'mean' || row === last) return '';
  if (!value || !other || !(value > 0) || !(other > 0)) return '';
  const ratio = value / other;
  if (ratio > 0.95 && ratio < 1.05) return ', as large as the last layer’s';
  return ratio < 1
    ? `, ${formatRatio(1 / ratio)} smaller than the last layer’s`
    : `, ${formatRatio(ratio)} larger than the last layer’s`;
}

/** `conv1 of Plain: gradient norm 2.1e-7 at batch 300, 4,000 times smaller than the last layer’s`. */
export function describeCell(grid: FlowGrid, row: number, step: number): string {
  const name = grid.layers[row]?.id ?? '–';
  const value = formatFlow(grid.quantity, valueIn(grid, row, step));
  // A design that ended earlier is read at its last look, and says which that was.
  const look = grid.steps[indexAt(grid.steps, step)] ?? step;
  return `${name} of ${grid.design.label}: ${quantityWords[grid.quantity]} ${value} at batch ${formatCount(look)}${againstLast(grid, row, step)}`;
}

/** Each design at its last look: its first layer against its last. */
export function describeFlow(grids: readonly FlowGrid[], quantity: Quantity): string {
  const parts = grids.map((grid) => {
    const step = grid.steps.at(-1);
    const layers = grid.layers.length;
    if (step === undefined || layers === 0) return `${grid.design.label}: no values yet.`;
    const last = layers - 1;
    const end = `${grid.layers[last]?.id} ${formatFlow(quantity, valueIn(grid, last, step))}`;
    return `${describeCell(grid, 0, step)}; last of ${layers} layers, ${end}.`;
  });
  const words = quantityWords[quantity];
  return `${words.charAt(0).toUpperCase()}${words.slice(1)} by layer and batch. ${parts.join(' ')}`;
}
