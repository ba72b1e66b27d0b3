// Milliseconds of single WASM kernels with and without our compiled ones, side by side, repeats taken in turn. A
// measurement, not a test: it runs only with VITE_MEASURE set, and asserts no time.
import * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { describe, test } from 'vitest';
import { startBackends } from './agreement.fixture';
import { registerWasmKernels } from './register';
import { endHelpers, setHelpers, startHelpers } from './team';

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

/** A convolution 3×3 and both its gradients. */
function plain(batch: number, size: number, channels: number, stride: number): readonly Case[] {
  const x = [batch, size, size, channels];
  const dy = [batch, Math.ceil(size / stride), Math.ceil(size / stride), channels];
  const filter = [3, 3, channels, channels];
  const attrs = { ...convolution, strides: stride };
  const name = `${batch}×${size}×${size}×${channels}, stride ${stride}`;
  return [
    { name: `convolution ${name}`, kernel: tf.Conv2D, inputs: { x, filter }, attrs },
    {
      name: `filter gradient ${name}`,
      kernel: tf.Conv2DBackpropFilter,
      inputs: { x, dy },
      attrs: { ...attrs, filterShape: filter },
    },
    {
      name: `input gradient ${name}`,
      kernel: tf.Conv2DBackpropInput,
      inputs: { dy, filter },
      attrs: { ...attrs, inputShape: x },
    },
  ];
}

const cases: readonly Case[] = [
  ...plain(32, 32, 16, 1),
  ...plain(32, 8, 64, 1),
  ...plain(32, 32, 16, 2),
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

/** The least: other programs on the machine only ever add to it. */
const least = (values: readonly number[]): number => Math.min(...values);

describe.skipIf(!import.meta.env.VITE_MEASURE)('speed', () => {
  test('milliseconds a kernel', async () => {
    await startBackends();
    await tf.setBackend('wasm');
    const backend = tf.backend() as BackendWasm;
    const helpers = await startHelpers(backend);
    for (const one of cases) {
      const inputs = Object.fromEntries(
        Object.entries(one.inputs).map(([name, shape]) => [name, tf.randomNormal([...shape])]),
      );
      const spent: Record<string, number[]> = { before: [], ours: [], together: [] };
      for (let repeat = 0; repeat < 40; repeat++)
        for (const [variant, times] of Object.entries(spent)) {
          registerWasmKernels(variant === 'before' ? ['own'] : []);
          setHelpers(backend, variant === 'together' ? 'always' : 'rest');
          timed(one, inputs);
          times.push(timed(one, inputs), timed(one, inputs));
        }
      const [before = 0, ...times] = Object.values(spent).map(least);
      const [alone, together] = times.map((ms) => `${ms.toFixed(2)} ms (${(before / ms).toFixed(2)}×)`);
      console.log(
        `${one.name}: ${before.toFixed(2)} ms; ours ${alone}; with ${helpers} helper(s) ${together}`,
      );
      tf.dispose(inputs);
    }
    endHelpers(backend);
  }, 300_000);
});
