// Activations and normalisations on the WebGPU backend (a software adapter will do): values, and gradients for inputs
// and weights, with our kernels, against the CPU backend. Skipped where the browser gives no adapter.
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { expectClose, values } from '../kernels/wasm/agreement.fixture';
import { registerWebgpuBackend } from '../kernels/webgpu/backend';
import { registerWebgpuKernels } from '../kernels/webgpu/register';
import { holdLayer, type LayerCase, layerCases, named } from './heldLayer.fixture';

const adapter = 'gpu' in navigator && (await navigator.gpu.requestAdapter());

async function on(backend: string, { kind, params, shapes, weights = [], ties }: LayerCase) {
  await tf.setBackend(backend);
  const inputs = shapes.map((shape, i) => {
    const x = tf.mul(tf.tensor(values(shape, i + 1), [...shape]), 3) as tf.Tensor;
    return ties ? tf.round(x) : x;
  });
  const positive = weights.map((shape, i) =>
    tf.add(tf.mul(tf.tensor(values(shape, i + 11), [...shape]), 0.5), 1),
  );
  const layer = holdLayer(kind, params, shapes, positive as tf.Tensor[]);
  const results = layer.differentiate(inputs, (y) => tf.tensor(values(y.shape, 99), y.shape));
  const read = await Promise.all(results.map(async (x) => Float32Array.from(await x.data())));
  layer.dispose();
  tf.dispose([inputs, positive, results]);
  return read;
}

describe.skipIf(!adapter)('on WebGPU (skipped without an adapter)', () => {
  beforeAll(async () => {
    // Otherwise small tensors are computed on the CPU, and compared with themselves.
    tf.env().set('WEBGPU_CPU_FORWARD', false);
    registerWebgpuBackend();
    expect(await tf.setBackend('webgpu')).toBe(true);
    await registerWebgpuKernels();
  });

  for (const each of layerCases)
    test(named(each), async () => expectClose(await on('webgpu', each), await on('cpu', each)));
});
