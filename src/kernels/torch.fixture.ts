// Test support for every backend's kernels: what PyTorch gives, in doubles, for convolutions and poolings with their
// gradients, beside what tf.js gives on the backend in use.
import * as tf from '@tensorflow/tfjs';
import { commands } from 'vitest/browser';
import { expectClose, type Values, values, withGradients } from './comparison.fixture';

type Pair = readonly [number, number];

/** A case: shapes as tf.js has them, padding spelled out as top, bottom, left, right. */
export interface TorchCase {
  readonly kind: 'conv' | 'depthwise' | 'transposed' | 'avgPool';
  readonly x: readonly number[];
  /** The filter's shape; none for pooling. */
  readonly w?: readonly number[];
  readonly window?: Pair;
  readonly stride: Pair;
  readonly dilation: Pair;
  readonly padding: readonly [number, number, number, number];
  /** Adds a bias and ReLU. */
  readonly activated?: boolean;
}

/** TensorFlow's `same` padding of one axis: the odd zero comes after. */
export function samePadding(size: number, window: number, stride: number): Pair {
  const needed = Math.max((Math.ceil(size / stride) - 1) * stride + window - size, 0);
  return [needed >> 1, needed - (needed >> 1)];
}

const explicit = ([top, bottom, left, right]: TorchCase['padding']): tf.backend_util.ExplicitPadding => [
  [0, 0],
  [top, bottom],
  [left, right],
  [0, 0],
];

type Two = [number, number];
type Four = [number, number, number, number];

function calculation(c: TorchCase): (...inputs: tf.Tensor[]) => tf.Tensor {
  const pad = explicit(c.padding);
  const [stride, dilation] = [c.stride, c.dilation].map(([y, x]): Two => [y, x]) as [Two, Two];
  if (c.kind === 'avgPool') return (x) => tf.avgPool(x as tf.Tensor4D, c.window as Two, stride, pad);
  return (x, w, bias) => {
    const [image, filter] = [x as tf.Tensor4D, w as tf.Tensor4D];
    const linear =
      c.kind === 'depthwise'
        ? tf.depthwiseConv2d(image, filter, stride, pad, 'NHWC', dilation)
        : c.kind === 'transposed'
          ? tf.conv2dTranspose(image, filter, transposedShape(c), stride, pad)
          : tf.conv2d(image, filter, stride, pad, 'NHWC', dilation);
    return bias ? tf.relu(tf.add(linear, bias)) : linear;
  };
}

function transposedShape({ x, w = [], stride, padding }: TorchCase): Four {
  const [batch = 1, height = 1, width = 1] = x;
  const [rows = 1, columns = 1, outputs = 1] = w;
  return [
    batch,
    (height - 1) * stride[0] + rows - padding[0] - padding[1],
    (width - 1) * stride[1] + columns - padding[2] - padding[3],
    outputs,
  ];
}

const channelsOf = ({ kind, w = [] }: TorchCase): number =>
  kind === 'depthwise' ? (w[2] ?? 1) * (w[3] ?? 1) : (w[kind === 'transposed' ? 2 : 3] ?? 1);

/**
 * Asserts that output and gradients of every case, on the backend in use, are PyTorch's: to 1e-4 of the largest
 * magnitude forward and 1e-3 backward. Says how many were compared, 0 where there is no PyTorch.
 */
export async function expectTorch(cases: readonly TorchCase[]): Promise<number> {
  const asked = cases.map((c) => {
    const shapes = [c.x, ...(c.w ? [c.w] : []), ...(c.activated ? [[channelsOf(c)]] : [])];
    const inputs = shapes.map((shape, i) => ({ shape, values: [...values(shape, i + 1)] }));
    const made = ours(c, inputs);
    const [x, w, bias] = inputs;
    const dy = { values: [...values([made[0]?.length ?? 0], 99)] };
    return { made, case: { ...c, x, ...(w && { w }), ...(bias && { bias }), dy } };
  });
  const said = await commands.torch(
    'src/kernels/gradients.torch.py',
    JSON.stringify(asked.map((a) => a.case)),
  );
  if (said === undefined) {
    console.log('PyTorch is not installed here: nothing to compare with.');
    return 0;
  }
  const theirs = JSON.parse(said) as readonly (readonly number[])[][];
  asked.forEach(({ made }, i) => {
    const [y, ...gradients] = (theirs[i] ?? []).map((of) => Float32Array.from(of));
    expectClose(made.slice(0, 1), y ? [y] : []);
    expectClose(made.slice(1), gradients, 1e-3);
  });
  return asked.length;
}

function ours(c: TorchCase, inputs: readonly { shape: readonly number[]; values: number[] }[]): Values {
  const results = tf.tidy(() => {
    const tensors = inputs.map(({ shape, values }) => tf.tensor(values, [...shape]));
    return withGradients(calculation(c))(...tensors);
  });
  const out = results.map((result) => Float32Array.from(result.dataSync()));
  tf.dispose(results);
  return out;
}
