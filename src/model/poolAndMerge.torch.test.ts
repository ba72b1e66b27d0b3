// Pooling, shape and merge layers against PyTorch, values and gradients: what Keras's vectors leave out. Skipped where
// Python has no PyTorch.
import { spawnSync } from 'node:child_process';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Params } from '../layers/fields';
import { poolSources, runLayer, type Sketch } from './oneLayer.fixture';
import { python, torchFound } from './torchFound.fixture';

type Dims = readonly number[];
interface Case {
  readonly sketch: Sketch;
  readonly shapes: readonly Dims[];
  /** The operation in poolAndMerge.torch.py and what it is told. */
  readonly operation: string;
  readonly options: object;
  /** Values from a coarse grid, so that windows hold several equal maxima. */
  readonly ties?: boolean;
  /** Inputs that have a gradient; all when left out. */
  readonly differentiable?: number;
}

type Pair = readonly [number, number];
type PoolCase = readonly [side: Dims, size: Pair, stride: Pair, padding: Pair, ceil: boolean];
const pools: readonly PoolCase[] = [
  [[6, 7, 3], [2, 2], [2, 2], [0, 0], false],
  [[7, 5, 2], [2, 2], [2, 2], [0, 0], true],
  [[9, 8, 2], [3, 3], [2, 2], [1, 1], false],
  [[9, 8, 2], [3, 3], [2, 2], [1, 1], true],
  [[8, 9, 1], [2, 3], [2, 3], [1, 0], true],
  [[5, 6, 2], [3, 2], [1, 1], [0, 1], false],
  [[5, 5, 2], [1, 1], [2, 2], [0, 0], false],
];
const poolParams = ([, size, stride, padding, ceil]: PoolCase): Params => ({
  size,
  stride,
  padding,
  rounding: ceil ? 'ceil' : 'floor',
});
const poolOptions = ([, size, stride, padding, ceil]: PoolCase) => ({ size, stride, padding, ceil });

const poolCases = ['maxPool', 'minPool', 'avgPool'].flatMap((kind) =>
  pools.flatMap((pool) =>
    (kind === 'avgPool' ? [false] : [false, true]).map(
      (ties): Case => ({
        sketch: [kind, poolParams(pool)],
        shapes: [pool[0]],
        operation: kind,
        options: poolOptions(pool),
        ties,
      }),
    ),
  ),
);

/** Windows that do not overlap: PyTorch's unpooling keeps an arbitrary one of two values for one place. */
const unpools: readonly (readonly [pool: PoolCase, maps: Dims])[] = [
  [
    [[6, 8, 3], [2, 2], [2, 2], [0, 0], false],
    [3, 4, 3],
  ],
  [
    [[7, 9, 2], [2, 2], [2, 2], [0, 0], false],
    [3, 4, 2],
  ],
  [
    [[7, 9, 2], [2, 2], [2, 2], [0, 0], true],
    [4, 5, 2],
  ],
  [
    [[8, 7, 2], [3, 3], [3, 3], [1, 1], false],
    [3, 3, 2],
  ],
  [
    [[9, 8, 1], [3, 2], [3, 2], [1, 1], true],
    [4, 5, 1],
  ],
  [
    [[7, 7, 2], [2, 2], [3, 3], [0, 0], false],
    [2, 2, 2],
  ],
];
const unpoolCases = unpools.flatMap(([pool, maps]) =>
  [false, true].map(
    (ties): Case => ({
      sketch: ['maxUnpool', {}, poolSources(pool[0], poolParams(pool))],
      shapes: [maps, pool[0]],
      operation: 'maxUnpool',
      options: poolOptions(pool),
      ties,
      differentiable: 1,
    }),
  ),
);

const upCases = (['nearest', 'bilinear'] as const).flatMap((method) =>
  [
    [2, 2],
    [3, 3],
    [1, 4],
    [5, 2],
    [1, 1],
  ].flatMap((factor) =>
    [
      [4, 5, 3],
      [1, 6, 2],
      [1, 1, 1],
    ].map(
      (shape): Case => ({
        sketch: ['upSample', { factor: factor as unknown as Pair, method }],
        shapes: [shape],
        operation: method,
        options: { factor },
      }),
    ),
  ),
);

const image = [4, 5, 3];
const others: readonly Case[] = [
  ...[false, true].map((ties) => ({
    sketch: ['globalMaxPool'] as const,
    shapes: [[4, 6, 5]],
    operation: 'globalMaxPool',
    options: {},
    ties,
  })),
  { sketch: ['globalAvgPool'], shapes: [[4, 6, 5]], operation: 'globalAvgPool', options: {} },
  // PyTorch names the sides from the last axis on: left, right, top, bottom.
  {
    sketch: ['zeroPad', { top: 1, bottom: 0, left: 2, right: 3 }],
    shapes: [image],
    operation: 'zeroPad',
    options: { sides: [2, 3, 1, 0] },
  },
  {
    sketch: ['crop', { top: 1, bottom: 0, left: 2, right: 1 }],
    shapes: [image],
    operation: 'crop',
    options: { sides: [2, 1, 1, 0] },
  },
  { sketch: ['flatten'], shapes: [image], operation: 'reshape', options: { to: [60] } },
  {
    sketch: ['reshape', { height: 6, width: 2, channels: 5 }],
    shapes: [image],
    operation: 'reshape',
    options: { to: [6, 2, 5] },
  },
  ...(
    [
      ['height, width, channels', [1, 2, 3]],
      ['width, height, channels', [2, 1, 3]],
      ['height, channels, width', [1, 3, 2]],
      ['width, channels, height', [2, 3, 1]],
      ['channels, height, width', [3, 1, 2]],
      ['channels, width, height', [3, 2, 1]],
    ] as const
  ).map(([order, dims]) => ({
    sketch: ['permute', { order }] as const,
    shapes: [image],
    operation: 'permute',
    options: { dims },
  })),
  { sketch: ['subtract'], shapes: [image, image], operation: 'subtract', options: {} },
  { sketch: ['average'], shapes: [image, image, image], operation: 'average', options: {} },
  { sketch: ['maximum'], shapes: [image, image, image], operation: 'maximum', options: {} },
  ...[
    [image, image, image],
    [image, [1, 1, 3]],
    [[4, 5, 1], image],
    [[1, 1, 3], [4, 5, 1], image],
  ].map((shapes) => ({ sketch: ['multiply'] as const, shapes, operation: 'multiply', options: {} })),
  ...(['height', 'width', 'channels'] as const).map((axis, i) => ({
    sketch: ['concat', { axis }] as const,
    shapes: [image, image.map((d, at) => (at === i ? 2 : d))],
    operation: 'concat',
    options: { dim: i + 1 },
  })),
];

const cases = [...poolCases, ...unpoolCases, ...upCases, ...others];
const batch = 2;

/** Values in −1…1 that repeat only where `ties` asks for it (steps of 0.5). */
function inputsOf({ shapes, ties }: Case, seed: number): tf.Tensor[] {
  return shapes.map((shape, i) => {
    const x = tf.randomUniform([batch, ...shape], -1, 1, 'float32', seed * 10 + i);
    return ties ? tf.div(tf.round(tf.mul(x, 2)), 2) : x;
  });
}

interface Answer {
  readonly shape: Dims;
  readonly y: Dims;
  readonly grads: readonly (Dims | null)[];
}

describe.skipIf(!torchFound)(`PyTorch's own operations (skipped where ${python} has no torch)`, () => {
  let answers: readonly Answer[] = [];
  beforeAll(async () => {
    await tf.setBackend('cpu');
    const asked = cases.map((c, i) => ({
      operation: c.operation,
      options: c.options,
      inputs: inputsOf(c, i).map((x) => ({ shape: x.shape, data: [...x.dataSync()] })),
    }));
    const script = new URL('./poolAndMerge.torch.py', import.meta.url).pathname;
    const run = spawnSync(python, [script], { input: JSON.stringify(asked), maxBuffer: 2 ** 28 });
    if (run.status !== 0) throw new Error(run.stderr.toString());
    answers = JSON.parse(run.stdout.toString());
  });

  it.each(
    cases.map(
      (c, i) => [`${c.sketch[0]} ${JSON.stringify(c.options)}${c.ties ? ' with ties' : ''}`, c, i] as const,
    ),
  )('%s', (_, c, i) => {
    const inputs = inputsOf(c, i);
    const differentiable = inputs.slice(0, c.differentiable ?? inputs.length);
    const run = (xs: readonly tf.Tensor[]) => runLayer(c.sketch, [...xs, ...inputs.slice(xs.length)]);
    const y = run(differentiable);
    const expected = answers[i];
    if (!expected) throw new Error('no answer');
    expect(y.shape).toEqual(expected.shape);
    expect(furthest(y, expected.y)).toBeLessThanOrEqual(1e-4);
    const upstream = tf.reshape(tf.sin(tf.mul(tf.range(0, y.size), 0.7)), y.shape);
    const grads = tf.grads((...xs: tf.Tensor[]) => run(xs))(differentiable, upstream);
    for (const [at, grad] of grads.entries())
      expect(furthest(grad, expected.grads[at] ?? []), `gradient ${at}`).toBeLessThanOrEqual(1e-3);
    for (const grad of expected.grads.slice(differentiable.length)) expect(grad).toBeNull();
  });
});

const furthest = (x: tf.Tensor, expected: Dims): number => {
  expect(x.size).toBe(expected.length);
  return Math.max(...Array.from(x.dataSync(), (v, i) => Math.abs(v - (expected[i] ?? Number.NaN))));
};
