// Milliseconds of single WASM kernels with and without our compiled ones, side by side, repeats taken in turn. A
// measurement, not a test: it runs only with VITE_MEASURE set, and asserts no time.
import * as tf from '@tensorflow/tfjs';
import { describe, test } from 'vitest';
import { startBackends } from './agreement.fixture';
import { registerWasmKernels } from './register';

interface Case {
  readonly name: string;
  readonly kernel: string;
  readonly inputs: Readonly<Record<string, readonly number[]>>;
  readonly attrs: object;
}

const convolution = { strides: 1, pad: 'same', dataFormat: 'NHWC', dilations: 1 };

/** Both gradients of a depthwise convolution 3×3. */
function depthwise(batch: number, size: number, channels: number, stride: number): readonly Case[] {
  const x = [batch, size, size, channels];
  const dy = [batch, Math.ceil(size / stride), Math.ceil(size / stride), channels];
  const filter = [3, 3, channels, 1];
  const given = { ...convolution, strides: stride };
  const name = `${batch}×${size}×${size}×${channels}, stride ${stride}`;
  return [
    {
      name: `depthwise filter gradient ${name}`,
      kernel: tf.DepthwiseConv2dNativeBackpropFilter,
      inputs: { x, dy },
      attrs: { ...given, filterShape: filter },
    },
    {
      name: `depthwise input gradient ${name}`,
      kernel: tf.DepthwiseConv2dNativeBackpropInput,
      inputs: { dy, filter },
      attrs: { ...given, inputShape: x },
    },
  ];
}

const cases: readonly Case[] = [
  ...depthwise(32, 32, 32, 1),
  ...depthwise(32, 32, 64, 2),
  ...depthwise(32, 4, 256, 1),
  ...depthwise(32, 28, 3, 1),
  {
    name: 'average pooling gradient 32×28×28×16',
    kernel: tf.AvgPoolGrad,
    inputs: { dy: [32, 14, 14, 16], input: [32, 28, 28, 16] },
    attrs: { filterSize: 2, strides: 2, pad: 'valid' },
  },
];

function timed({ kernel, attrs }: Case, inputs: tf.NamedTensorMap): number {
  const start = performance.now();
  tf.dispose(tf.engine().runKernel(kernel, inputs, { ...attrs }));
  return performance.now() - start;
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

describe.skipIf(!import.meta.env.VITE_MEASURE)('speed', () => {
  test('milliseconds a kernel', async () => {
    await startBackends();
    await tf.setBackend('wasm');
    for (const one of cases) {
      const inputs = Object.fromEntries(
        Object.entries(one.inputs).map(([name, shape]) => [name, tf.randomNormal([...shape])]),
      );
      const spent: Record<string, number[]> = { before: [], ours: [] };
      for (let repeat = 0; repeat < 12; repeat++)
        for (const [variant, times] of Object.entries(spent)) {
          registerWasmKernels(variant === 'before' ? ['own'] : []);
          timed(one, inputs);
          times.push(timed(one, inputs), timed(one, inputs));
        }
      const [before, ours] = Object.values(spent).map(median) as [number, number];
      const ratio = (before / ours).toFixed(2);
      console.log(`${one.name}: ${before.toFixed(2)} ms → ${ours.toFixed(2)} ms, ${ratio}×`);
      tf.dispose(inputs);
    }
  }, 300_000);
});
