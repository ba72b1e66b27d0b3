// Convolutions and the dense layer against the input, weights and output of Keras's own layers. The vectors are not
// part of the project; without them the test is skipped.
import { existsSync, readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Params, Size } from '../layers/fields';
import { type Block, furthest } from './convolutions.fixture';
import { layerModel, type Sketch } from './oneLayer.fixture';

const root = '../shared/data/keras-vectors';

interface Vector {
  readonly input: Block;
  readonly weights: readonly Block[];
  readonly expected: Block;
}
interface Step {
  readonly class: string;
  readonly args: readonly unknown[];
  readonly kwargs: Readonly<Record<string, unknown>>;
}
type Sketcher = (args: readonly unknown[], k: Step['kwargs']) => Sketch;

const shared = (k: Step['kwargs']): Params => ({
  activation: k.activation === 'linear' ? 'none' : String(k.activation),
  bias: k.use_bias !== false,
});
const sliding =
  (kind: string): Sketcher =>
  ([filters, kernel], k) => [
    kind,
    {
      ...shared(k),
      filters: Number(filters),
      kernel: kernel as Size,
      stride: k.strides as Size,
      padding: String(k.padding),
      ...(k.dilation_rate ? { dilation: k.dilation_rate as Size } : {}),
      ...(k.depth_multiplier ? { multiplier: Number(k.depth_multiplier) } : {}),
    },
  ];
const sketches: Readonly<Record<string, Sketcher>> = {
  Conv2D: sliding('conv2d'),
  Conv2DTranspose: sliding('transposedConv2d'),
  SeparableConv2D: sliding('separableConv2d'),
  Dense: ([units], k) => ['dense', { ...shared(k), units: Number(units) }],
};

const index: Readonly<Record<string, { readonly layers: readonly Step[] }>> = existsSync(root)
  ? JSON.parse(readFileSync(`${root}/INDEX.json`, 'utf8'))
  : {};
const cases = Object.entries(index).flatMap(([key, { layers }]) => {
  const [file = '', name = ''] = key.split('#');
  const step = layers.find((layer) => layer.class in sketches);
  const own = file === 'layers/core/Dense.json' || file.startsWith('layers/convolutional/');
  return step && own ? [{ file, name, step }] : [];
});

describe.skipIf(!existsSync(root))(`Keras's own layers (skipped where ${root} is absent)`, () => {
  beforeAll(async () => {
    await tf.setBackend('cpu');
  });

  it('there are vectors for each of the four layers', () => {
    expect(new Set(cases.map(({ step }) => step.class))).toEqual(new Set(Object.keys(sketches)));
    expect(cases.length).toBeGreaterThanOrEqual(31);
  });

  it.for(cases)('$name', ({ file, name, step }, { skip }) => {
    skip(step.kwargs.activation === 'softplus', 'softplus is none of our activations');
    const vector: Vector = JSON.parse(readFileSync(`${root}/${file}`, 'utf8'))[name];
    const make = sketches[step.class];
    if (!make) throw new Error(step.class);
    const model = layerModel(make(step.args, step.kwargs), [vector.input.shape]);
    const tensor = ({ data, shape }: Block) => tf.tensor([...data], [...shape]);
    model.setWeights(vector.weights.map(tensor));
    const y = model.predict(tf.expandDims(tensor(vector.input), 0)) as tf.Tensor;
    const ours = { shape: y.shape.slice(1), data: [...y.dataSync()] };
    expect(furthest(ours, vector.expected)).toBeLessThanOrEqual(1e-4);
  });
});
