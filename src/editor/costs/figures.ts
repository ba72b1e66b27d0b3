// The figures that cards, table and colour scale can show: what each is called, how it is read off a node's costs, and
// how it is written. One list, so that they agree everywhere.
import type { Group } from '../../layers/contract';
import { layerOf } from '../../layers/index';
import { formatBytes, formatCount, formatShape, formatShort } from '../../lib/format';
import { fieldSize } from '../../plan/receptiveField';
import type { Costs, Measured } from '../../store/measured';
import type { CardFigure, Tint } from '../../store/state';

/** Figures that add up over the nodes, so that each node has a share of the whole. */
export type Summed = Exclude<Tint, 'none'>;
export type Figure = Summed | 'field';

export const figureLabels: Readonly<Record<Figure, string>> = {
  weights: 'Weights',
  macs: 'MACs',
  memory: 'Memory',
  field: 'Receptive field',
};

export const cardFigures: readonly { readonly value: CardFigure; readonly label: string }[] = [
  { value: 'costs', label: 'Weights and MACs' },
  { value: 'weights', label: 'Weights' },
  { value: 'macs', label: 'MACs' },
  { value: 'memory', label: 'Memory' },
  { value: 'field', label: 'Receptive field' },
  { value: 'none', label: 'No figure' },
];

export const tints: readonly { readonly value: Tint; readonly label: string }[] = [
  { value: 'none', label: 'Not at all' },
  { value: 'weights', label: 'Share of weights' },
  { value: 'macs', label: 'Share of MACs' },
  { value: 'memory', label: 'Share of memory' },
];

type Sums = Pick<Costs, 'trainable' | 'frozen' | 'macs' | 'activationBytes'>;

/** Weights are the trainable and the frozen; memory is in bytes at the batch size. */
export function amountOf(costs: Sums, figure: Summed): number {
  switch (figure) {
    case 'weights':
      return costs.trainable + costs.frozen;
    case 'macs':
      return costs.macs;
    case 'memory':
      return costs.activationBytes;
  }
}

/** 0…1 of the whole drawing's; 0 where there is none of it. */
export function shareOf(costs: Sums, { measures }: Measured, figure: Summed): number {
  const whole = amountOf(measures.totals, figure);
  return whole > 0 ? amountOf(costs, figure) / whole : 0;
}

/** `12.4 M`, `1.5 MiB`; nothing of nothing. */
export const writeAmount = (amount: number, figure: Summed): string =>
  amount === 0 ? '' : figure === 'memory' ? formatBytes(amount) : formatShort(amount);

/** In full: `12,443,648 weights`. */
export function writeInFull(amount: number, figure: Summed): string {
  switch (figure) {
    case 'weights':
      return `${formatCount(amount)} weights`;
    case 'macs':
      return `${formatCount(amount)} multiply-accumulates for one image`;
    case 'memory':
      return `${formatCount(amount)} bytes (${formatBytes(amount)})`;
  }
}

/** `13×13`, in pixels of the input; undefined of what sees no image. */
export function writeField(costs: Costs, { shapes }: Measured): string | undefined {
  const size = fieldSize(costs.field, shapes);
  return size && formatShape(size);
}

/** `62 %`, `0.4 %`, `<0.1 %`. */
export function writeShare(share: number): string {
  if (share === 0) return '0 %';
  if (share < 0.001) return '<0.1 %';
  return `${(share * 100).toFixed(share < 0.0995 ? 1 : 0)} %`;
}

/** Where one class of the colour scale ends and the next begins; like a logarithm's steps, for costs spread widely. */
export const steps = [0.01, 0.03, 0.1, 0.3] as const;

/** The class of a share, 0 (palest) to 4. */
export const tintClass = (share: number): number => steps.filter((step) => share >= step).length;

/** Which groups of layers hold it, the largest share first. */
export function groupShares(measured: Measured, figure: Summed): readonly { group: Group; share: number }[] {
  const shares = new Map<Group, number>();
  for (const [id, costs] of measured.measures.nodes) {
    const { group } = layerOf(measured.flat.nodes.get(id)?.kind ?? '');
    shares.set(group, (shares.get(group) ?? 0) + shareOf(costs, measured, figure));
  }
  return [...shares].map(([group, share]) => ({ group, share })).sort((a, b) => b.share - a.share);
}
