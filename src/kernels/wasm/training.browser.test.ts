// A small network with every kind of layer trains on WASM as on the CPU backend, and leaves no memory behind.
import * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startBackends, values } from './agreement.fixture';
import { registerWasmKernels, restoreStockKernels } from './register';

beforeAll(startBackends);
afterAll(restoreStockKernels);

const batch = 8;

/** Two branches that join, a residual sum, all poolings, both batch norms, dropout and two activations. */
function network(): tf.LayersModel {
  let seed = 1;
  const kernelInitializer = () => tf.initializers.heNormal({ seed: seed++ });
  const conv = (filters: number, kernelSize: number, strides = 1) =>
    tf.layers.conv2d({
      filters,
      kernelSize,
      strides,
      padding: 'same',
      useBias: false,
      kernelInitializer: kernelInitializer(),
    });
  const input = tf.input({ shape: [13, 11, 2] });
  const normal = (x: tf.SymbolicTensor): tf.SymbolicTensor =>
    tf.layers.batchNormalization().apply(x) as tf.SymbolicTensor;
  const active = (x: tf.SymbolicTensor, activation: 'relu' | 'elu' | 'tanh'): tf.SymbolicTensor =>
    tf.layers.activation({ activation }).apply(x) as tf.SymbolicTensor;
  const stem = active(normal(conv(6, 3).apply(input) as tf.SymbolicTensor), 'relu');
  const left = tf.layers
    .maxPooling2d({ poolSize: 3, strides: 2, padding: 'same' })
    .apply(stem) as tf.SymbolicTensor;
  const right = active(normal(conv(5, 5, 2).apply(stem) as tf.SymbolicTensor), 'elu');
  const join = tf.layers.concatenate().apply([left, right]) as tf.SymbolicTensor;
  const bottleneck = tf.layers.conv2d({
    filters: 11,
    kernelSize: 1,
    activation: 'tanh',
    kernelInitializer: kernelInitializer(),
  });
  const sum = tf.layers.add().apply([join, bottleneck.apply(join) as tf.SymbolicTensor]) as tf.SymbolicTensor;
  const padded = tf.layers.zeroPadding2d({ padding: 1 }).apply(sum) as tf.SymbolicTensor;
  const depthwise = tf.layers
    .depthwiseConv2d({ kernelSize: 3, depthwiseInitializer: kernelInitializer() })
    .apply(padded);
  const pooled = tf.layers.averagePooling2d({ poolSize: 2 }).apply(depthwise) as tf.SymbolicTensor;
  const dropped = tf.layers.dropout({ rate: 0.3, seed: 5 }).apply(pooled) as tf.SymbolicTensor;
  const flat = tf.layers.flatten().apply(dropped) as tf.SymbolicTensor;
  const wide = tf.layers
    .dense({ units: 20, activation: 'relu', kernelInitializer: kernelInitializer() })
    .apply(flat);
  const global = tf.layers
    .globalAveragePooling2d({ dataFormat: 'channelsLast' })
    .apply(sum) as tf.SymbolicTensor;
  const features = tf.layers.concatenate().apply([wide as tf.SymbolicTensor, global]) as tf.SymbolicTensor;
  const output = tf.layers.dense({ units: 4, activation: 'softmax', kernelInitializer: kernelInitializer() });
  return tf.model({ inputs: input, outputs: output.apply(features) as tf.SymbolicTensor });
}

const optimizers: Record<string, () => tf.Optimizer> = {
  Adam: () => tf.train.adam(0.003),
  momentum: () => tf.train.momentum(0.02, 0.9),
  RMSProp: () => tf.train.rmsprop(0.002),
};

/** The losses of `steps` steps; `each` is called after every one of them. */
async function losses(
  backend: string,
  optimizer: tf.Optimizer,
  steps: number,
  each: () => void = () => {},
): Promise<number[]> {
  await tf.setBackend(backend);
  const model = network();
  model.compile({ optimizer, loss: 'categoricalCrossentropy', metrics: ['accuracy'] });
  const found: number[] = [];
  for (let step = 0; step < steps; step++) {
    const x = tf.tensor(values([batch, 13, 11, 2], 100 + (step % 3)), [batch, 13, 11, 2]);
    const labels = tf.tidy(() =>
      tf
        .oneHot(
          tf.tensor1d(
            Array.from({ length: batch }, (_, i) => (i * i + step) % 4),
            'int32',
          ),
          4,
        )
        .toFloat(),
    );
    const [loss] = (await model.trainOnBatch(x, labels)) as number[];
    found.push(loss ?? Number.NaN);
    tf.dispose([x, labels]);
    each();
  }
  model.dispose();
  optimizer.dispose();
  return found;
}

describe('training on WASM', () => {
  for (const [name, make] of Object.entries(optimizers)) {
    test(`follows the CPU backend's losses with ${name}`, async () => {
      const cpu = await losses('cpu', make(), 8);
      const wasm = await losses('wasm', make(), 8);
      expect(new Set(cpu).size).toBe(8);
      cpu.forEach((loss, step) => {
        expect(Math.abs((wasm[step] ?? Number.NaN) - loss) / loss, `step ${step}`).toBeLessThan(1e-3);
      });
    });
  }

  test('keeps the number of tensors and of memory blocks over 20 steps', async () => {
    await tf.setBackend('wasm');
    const backend = tf.backend() as BackendWasm;
    const counts: string[] = [];
    await losses('wasm', tf.train.adam(0.003), 22, () => {
      counts.push(`${tf.memory().numTensors} tensors, ${backend.numDataIds()} blocks`);
    });
    // The first steps make the optimizer's moments.
    expect(new Set(counts.slice(2)).size, counts.join('; ')).toBe(1);
  });

  test('registering again changes nothing, and stock kernels come back', () => {
    const names = registerWasmKernels();
    expect(registerWasmKernels()).toEqual(names);
    expect(new Set(names).size).toBe(names.length);
    expect(registerWasmKernels(['Conv2DBackpropFilter'])).not.toContain('Conv2DBackpropFilter');
    expect(tf.getKernel(tf.Conv2DBackpropFilter, 'wasm')).toBeUndefined();
    restoreStockKernels();
    expect(tf.getKernel(tf.MaxPoolGrad, 'wasm')?.setupFunc).toBeDefined();
    registerWasmKernels();
    expect(tf.getKernel(tf.MaxPoolGrad, 'wasm')?.setupFunc).toBeDefined();
  });
});
