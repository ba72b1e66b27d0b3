// What max, average and min pooling share. Without padding, and for `same` max pools, they are tf.js's own layers;
// explicit padding and rounding up, which papers' networks need, are ours, and so are all min pools.
import { ok, type Result } from '../lib/result';
import {
  type BuildContext,
  describeShape,
  type Explanation,
  isImage,
  type Misfit,
  misfit,
  noCost,
  one,
  type Reach,
  type Shape,
} from './contract';
import { choice, formatSize, type Padding, padding, pair, type Size, size } from './fields';
import type { BuildTools, TfLayer } from './tfTypes';
import { explainWindow, type Window, windowAxes, windowShape } from './window';

const poolFields = {
  size: size('Window', { default: 2, unit: 'px', help: 'Height and width of the window.' }),
  stride: size('Stride', { default: 2, max: 64, unit: 'px', help: 'Step from one window to the next.' }),
  padding: padding('Padding', {
    default: 'valid',
    help: 'same: output is ⌈input/stride⌉. valid: none. A number: that many rows and columns on every side, which never count.',
  }),
  rounding: choice('Rounding', ['floor', 'ceil'], {
    default: 'floor',
    help: 'Whether a last, partly filled window is dropped (floor: TensorFlow, PyTorch) or kept (ceil: Caffe). Without effect for same.',
  }),
};

export interface PoolParams {
  readonly size: Size;
  readonly stride: Size;
  readonly padding: Padding;
  readonly rounding: 'floor' | 'ceil';
}

export const windowOf = (p: PoolParams): Window => ({
  kernel: p.size,
  stride: p.stride,
  dilation: 1,
  padding: p.padding,
  rounding: p.rounding,
});

/** Output shape of a pool: [height, width] of its windows, channels as they arrive. */
export function poolShape(x: Shape | undefined, p: PoolParams): Result<Shape, Misfit> {
  if (!x || !isImage(x))
    return misfit('needs-image', `pooling needs feature maps, but ${describeShape(x ?? [])} arrives`);
  if (typeof p.padding !== 'string') {
    const pads = pair(p.padding);
    const sizes = pair(p.size);
    if (pads[0] >= sizes[0] || pads[1] >= sizes[1]) {
      return misfit(
        'parameters-clash',
        `padding ${formatSize(p.padding)} must be smaller than the window ${formatSize(p.size)}, or a window would see padding alone`,
        [],
      );
    }
  }
  const out = windowShape(x[0], x[1], windowOf(p));
  return out.ok ? ok([...out.value, x[2]]) : out;
}

const explainPool = (x: Shape | undefined, p: PoolParams): readonly Explanation[] =>
  x ? [...explainWindow(x[0] ?? 0, x[1] ?? 0, windowOf(p)), { label: 'Weights', formula: 'none' }] : [];

function poolCaption(p: PoolParams): string {
  const [sy, sx] = pair(p.stride);
  const parts = [formatSize(p.size), `stride ${sy === sx ? sy : `${sy}×${sx}`}`];
  parts.push(
    typeof p.padding === 'string'
      ? p.padding
      : `pad ${typeof p.padding === 'number' ? p.padding : formatSize(p.padding)}`,
  );
  if (p.rounding === 'ceil' && p.padding !== 'same') parts.push('ceil');
  return parts.join(', ');
}

/** The window, its step, and how far the first one begins outside, for input [height, width, …]. */
export function poolReach(x: Shape | undefined, p: PoolParams): Reach {
  const [rows, columns] = windowAxes(x?.[0] ?? 0, x?.[1] ?? 0, windowOf(p));
  return {
    type: 'window',
    kernel: pair(p.size),
    stride: pair(p.stride),
    before: [rows.before, columns.before],
  };
}

/** `size`, strides and pads of a pool over [height, width, …], every row and column of padding spelled out. */
export function poolGeometry(x: Shape | undefined, p: PoolParams) {
  const [rows, columns] = windowAxes(x?.[0] ?? 0, x?.[1] ?? 0, windowOf(p));
  return {
    poolSize: pair(p.size),
    strides: pair(p.stride),
    pads: [rows.before, rows.after, columns.before, columns.after] as const,
  };
}

export function buildPool(
  mode: 'max' | 'average' | 'min',
  { tf, custom }: BuildTools,
  p: PoolParams,
  { name, inputs }: BuildContext,
): readonly TfLayer[] {
  const geometry = poolGeometry(inputs[0], p);
  const { poolSize, strides, pads } = geometry;
  // tf.js's gradient of an average divides by the whole window even where part of it is padding.
  const padded = pads.some((cells) => cells > 0) && (mode === 'average' || p.padding !== 'same');
  if (mode === 'min' || padded) return [custom.paddedPool2d({ name, mode, ...geometry })];
  const config = {
    name,
    poolSize: [...poolSize] as [number, number],
    strides: [...strides] as [number, number],
    padding: p.padding === 'same' ? ('same' as const) : ('valid' as const),
  };
  return [mode === 'max' ? tf.layers.maxPooling2d(config) : tf.layers.averagePooling2d(config)];
}

/** All that the pools say alike; each adds its name, what it keeps of a window, and its tf.js form. */
export const poolFrame = {
  stem: 'pool',
  group: 'Pooling',
  inputs: one,
  fields: poolFields,
  shape: ([x]: readonly Shape[], p: PoolParams) => poolShape(x, p),
  cost: () => noCost,
  explain: ([x]: readonly Shape[], _: Shape, p: PoolParams) => explainPool(x, p),
  reach: ([x]: readonly Shape[], p: PoolParams) => poolReach(x, p),
  caption: poolCaption,
} as const;
