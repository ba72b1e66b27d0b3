// Pooling, shape and merge layers against the input and output of Keras's own layers. The vectors are not part of the
// project; without them the test is skipped.
import { existsSync, readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Params, Size } from '../layers/fields';
import { runLayer, type Sketch } from './oneLayer.fixture';

const root = '../shared/data/keras-vectors';
const tolerance = 1e-4;

interface Block {
  readonly data: readonly number[];
  readonly shape: readonly number[];
}
interface Vector {
  readonly input: Block;
  readonly weights?: readonly Block[];
  readonly expected: Block;
}
interface Step {
  readonly class: string;
  readonly args: readonly unknown[];
  readonly kwargs: Readonly<Record<string, unknown>>;
}

type Pair = readonly [number, number];
const bothOf = (value: unknown): Pair => (typeof value === 'number' ? [value, value] : (value as Pair));
/** [[top, bottom], [left, right]], [rows, columns] or one number. */
function sidesOf(value: unknown): Params {
  const [rows, columns] = (typeof value === 'number' ? [value, value] : value) as readonly unknown[];
  const [[top, bottom], [left, right]] = [bothOf(rows), bothOf(columns)];
  return { top, bottom, left, right };
}
const size = (value: unknown): Size => bothOf(value);
const pool =
  (kind: string) =>
  (k: Step['kwargs']): Sketch => [
    kind,
    {
      size: size(k.pool_size),
      stride: size(k.strides ?? k.pool_size),
      padding: k.padding === 'same' ? 'same' : 'valid',
    },
  ];
/** Keras counts axes from 1, behind the batch; a shape of two axes has no width here. */
function permuteOrder(dims: readonly number[]): string {
  const names = dims.length === 2 ? ['height', 'channels'] : ['height', 'width', 'channels'];
  const order = dims.map((dim) => names[dim - 1] ?? '');
  return (dims.length === 2 ? [order[0], 'width', order[1]] : order).join(', ');
}
function reshapeOf([target]: readonly unknown[]): Sketch {
  const shape = target as readonly number[];
  if (shape.length === 1) return ['flatten'];
  const [height = 1, width = 1, channels = 1] = shape.length === 2 ? [shape[0], 1, shape[1]] : shape;
  return ['reshape', { height, width, channels }];
}

const sketches: Readonly<Record<string, (kwargs: Step['kwargs'], args: readonly unknown[]) => Sketch>> = {
  MaxPooling2D: pool('maxPool'),
  AveragePooling2D: pool('avgPool'),
  GlobalAveragePooling2D: () => ['globalAvgPool'],
  GlobalMaxPooling2D: () => ['globalMaxPool'],
  UpSampling2D: (k) => ['upSample', { factor: size(k.size), method: 'nearest' }],
  ZeroPadding2D: (k) => ['zeroPad', sidesOf(k.padding)],
  Cropping2D: (k) => ['crop', sidesOf(k.cropping)],
  Permute: (_, [dims]) => ['permute', { order: permuteOrder(dims as readonly number[]) }],
  Reshape: (_, args) => reshapeOf(args),
  Flatten: () => ['flatten'],
  Add: () => ['add'],
  Subtract: () => ['subtract'],
  Multiply: () => ['multiply'],
  Average: () => ['average'],
  Maximum: () => ['maximum'],
  Concatenate: ({ axis }) => ['concat', { axis: axis === 1 || axis === -2 ? 'height' : 'channels' }],
};

/** [height, width, channels] of two axes, as one column; a vector stays one. */
const imageOf = (x: tf.Tensor): tf.Tensor => (x.rank === 3 ? tf.expandDims(x, 2) : x);

/** The tensors that enter the layer: the input itself, or for merges what Dense layers make of it. */
function entering(vector: Vector, repeats: number | undefined): tf.Tensor[] {
  const x = tf.tensor([...vector.input.data], [1, ...vector.input.shape]);
  const weights = vector.weights ?? [];
  if (weights.length === 0) return [imageOf(x)];
  const branches: tf.Tensor[] = [];
  for (let i = 0; i + 1 < weights.length; i += 2) {
    const [kernel, bias] = [weights[i], weights[i + 1]].map((b) =>
      tf.tensor([...(b?.data ?? [])], [...(b?.shape ?? [])]),
    );
    if (!kernel || !bias) continue;
    const y = tf.add(tf.matMul(x as tf.Tensor2D, kernel as tf.Tensor2D), bias);
    branches.push(repeats ? imageOf(tf.tile(tf.expandDims(y, 1), [1, repeats, 1])) : y);
  }
  return branches;
}

const index: Readonly<Record<string, { readonly layers: readonly Step[] }>> = existsSync(root)
  ? JSON.parse(readFileSync(`${root}/INDEX.json`, 'utf8'))
  : {};
const cases = Object.entries(index).flatMap(([key, { layers }]) => {
  const step = layers.find((l) => l.class in sketches);
  const [file = '', name = ''] = key.split('#');
  return step && file.startsWith('layers/') ? [{ key, file, name, step, layers }] : [];
});

describe.skipIf(!existsSync(root))(`Keras's own layers (skipped where ${root} is absent)`, () => {
  beforeAll(async () => {
    await tf.setBackend('cpu');
  });

  it('there are vectors for every layer that Keras shares with us', () => {
    expect(new Set(cases.map(({ step }) => step.class))).toEqual(new Set(Object.keys(sketches)));
    expect(cases.length).toBeGreaterThan(70);
  });

  it.for(cases)('$name', ({ file, name, step, layers }, { skip }) => {
    const vector: Vector = JSON.parse(readFileSync(`${root}/${file}`, 'utf8'))[name];
    skip(vector.input.shape.length > 3, 'four axes behind the batch are no feature maps');
    const first = step.kwargs.data_format === 'channels_first';
    const repeats = layers.find((l) => l.class === 'RepeatVector')?.args[0] as number | undefined;
    const inputs = entering(vector, repeats).map((x) => (first ? tf.transpose(x, [0, 2, 3, 1]) : x));
    const make = sketches[step.class];
    if (!make) throw new Error(step.class);
    const y = runLayer(make(step.kwargs, step.args), inputs);
    const given = first && y.rank === 4 ? tf.transpose(y, [0, 3, 1, 2]) : y;
    // Where our form has a width of one and Keras's has none, the order of the values is the same.
    expect(given.shape.filter((d) => d !== 1)).toEqual(vector.expected.shape.filter((d) => d !== 1));
    const values = given.dataSync();
    const worst = Math.max(...vector.expected.data.map((v, i) => Math.abs(v - (values[i] ?? Number.NaN))));
    expect(worst).toBeLessThanOrEqual(tolerance);
  });
});
