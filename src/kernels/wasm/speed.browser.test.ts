// Images per second of training steps on the stock CPU backend and on WASM with our kernels, and where a WASM
// step's time goes. A measurement, not a test: it runs only with VITE_MEASURE set, and asserts no time.
import * as tf from '@tensorflow/tfjs';
import { getThreadsCount } from '@tensorflow/tfjs-backend-wasm';
import { describe, test } from 'vitest';
import { startBackends } from './agreement.fixture';
import { registerWasmKernels, restoreStockKernels } from './register';

const batch = 64;

/** Two 5×5 convolutions with max pooling and two dense layers on 28×28 images, after LeNet-5. */
function lenet(): tf.LayersModel {
  return tf.sequential({
    layers: [
      tf.layers.conv2d({
        inputShape: [28, 28, 1],
        filters: 6,
        kernelSize: 5,
        padding: 'same',
        activation: 'relu',
      }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.conv2d({ filters: 16, kernelSize: 5, activation: 'relu' }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.flatten(),
      tf.layers.dense({ units: 120, activation: 'relu' }),
      tf.layers.dense({ units: 84, activation: 'relu' }),
      tf.layers.dense({ units: 10, activation: 'softmax' }),
    ],
  });
}

/** Nineteen 3×3 convolutions with batch norm and shortcuts on 32×32 images: ResNet-20 of He et al. 2015. */
function resnet20(): tf.LayersModel {
  const input = tf.input({ shape: [32, 32, 3] });
  const conv = (
    x: tf.SymbolicTensor,
    filters: number,
    kernelSize: number,
    strides: number,
  ): tf.SymbolicTensor => {
    const layer = tf.layers.conv2d({ filters, kernelSize, strides, padding: 'same', useBias: false });
    return tf.layers.batchNormalization().apply(layer.apply(x)) as tf.SymbolicTensor;
  };
  const relu = (x: tf.SymbolicTensor): tf.SymbolicTensor => tf.layers.reLU().apply(x) as tf.SymbolicTensor;
  let x = relu(conv(input, 16, 3, 1));
  for (const filters of [16, 32, 64]) {
    for (let block = 0; block < 3; block++) {
      const strides = filters > 16 && block === 0 ? 2 : 1;
      const shortcut = strides === 1 ? x : conv(x, filters, 1, strides);
      const sums = [conv(relu(conv(x, filters, 3, strides)), filters, 3, 1), shortcut];
      x = relu(tf.layers.add().apply(sums) as tf.SymbolicTensor);
    }
  }
  const features = tf.layers.globalAveragePooling2d({ dataFormat: 'channelsLast' }).apply(x);
  const output = tf.layers.dense({ units: 10, activation: 'softmax' }).apply(features) as tf.SymbolicTensor;
  return tf.model({ inputs: input, outputs: output });
}

/** A GoogLeNet module with 1×1 reduction at quarter width, between two convolutions, on 32×32 images. */
function inception(): tf.LayersModel {
  const input = tf.input({ shape: [32, 32, 3] });
  const conv = (x: tf.SymbolicTensor, filters: number, kernelSize: number): tf.SymbolicTensor =>
    tf.layers
      .conv2d({ filters, kernelSize, padding: 'same', activation: 'relu' })
      .apply(x) as tf.SymbolicTensor;
  const pool = (x: tf.SymbolicTensor, poolSize: number, strides: number): tf.SymbolicTensor =>
    tf.layers.maxPooling2d({ poolSize, strides, padding: 'same' }).apply(x) as tf.SymbolicTensor;
  let x = pool(conv(input, 32, 3), 3, 2);
  for (let module = 0; module < 2; module++) {
    const branches = [
      conv(x, 16, 1),
      conv(conv(x, 24, 1), 32, 3),
      conv(conv(x, 4, 1), 8, 5),
      conv(pool(x, 3, 1), 8, 1),
    ];
    x = tf.layers.concatenate().apply(branches) as tf.SymbolicTensor;
  }
  const dropped = tf.layers
    .dropout({ rate: 0.4 })
    .apply(tf.layers.globalAveragePooling2d({ dataFormat: 'channelsLast' }).apply(x));
  return tf.model({
    inputs: input,
    outputs: tf.layers.dense({ units: 10, activation: 'softmax' }).apply(dropped) as tf.SymbolicTensor,
  });
}

async function measure(
  make: () => tf.LayersModel,
  seconds: number,
  each: (wall: number, steps: number) => void = () => {},
): Promise<number> {
  const model = make();
  model.compile({ optimizer: tf.train.adam(0.001), loss: 'categoricalCrossentropy' });
  const x = tf.randomNormal([batch, ...((model.inputs[0]?.shape ?? []) as number[]).slice(1)]);
  const y = tf.tidy(() => tf.oneHot(tf.randomUniform([batch], 0, 10, 'int32'), 10).toFloat());
  await model.trainOnBatch(x, y);
  await model.trainOnBatch(x, y);
  let steps = 0;
  const start = performance.now();
  do {
    await model.trainOnBatch(x, y);
    steps++;
  } while (performance.now() - start < seconds * 1000);
  const wall = performance.now() - start;
  tf.dispose([x, y]);
  model.dispose();
  each(wall, steps);
  return (steps * batch * 1000) / wall;
}

/** Milliseconds that each WASM kernel takes in a step; a kernel called inside another counts in both. */
async function profile(make: () => tf.LayersModel): Promise<string> {
  const spent = new Map<string, { calls: number; ms: number }>();
  const stock = tf.getKernelsForBackend('wasm');
  for (const config of stock) {
    tf.unregisterKernel(config.kernelName, 'wasm');
    tf.registerKernel({
      ...config,
      kernelFunc: (call) => {
        const start = performance.now();
        const out = config.kernelFunc(call);
        const entry = spent.get(config.kernelName) ?? { calls: 0, ms: 0 };
        spent.set(config.kernelName, { calls: entry.calls + 1, ms: entry.ms + performance.now() - start });
        return out;
      },
    });
  }
  let steps = 1;
  let wall = 0;
  await measure(make, 2, (ms, count) => {
    wall = ms;
    steps = count + 2;
  });
  for (const config of stock) {
    tf.unregisterKernel(config.kernelName, 'wasm');
    tf.registerKernel(config);
  }
  const lines = [...spent].sort(([, a], [, b]) => b.ms - a.ms).slice(0, 16);
  const perStep = (ms: number): string => (ms / steps).toFixed(2).padStart(8);
  return [
    `${perStep((wall * steps) / (steps - 2))} ms a step`,
    ...lines.map(
      ([name, { calls, ms }]) => `${perStep(ms)} ms  ${(calls / steps).toFixed(0).padStart(4)} × ${name}`,
    ),
  ].join('\n');
}

/** What is left out in each column of the table. */
const variants: Readonly<Record<string, readonly string[]>> = {
  'without own kernels': ['own'],
  'with them': [],
};

describe.skipIf(!import.meta.env.VITE_MEASURE)('speed', () => {
  test('images per second', async () => {
    await startBackends();
    for (const [name, make] of Object.entries({ lenet, inception, resnet20 })) {
      const found: Record<string, number[]> = {};
      if (import.meta.env.VITE_MEASURE !== 'profile') {
        restoreStockKernels();
        await tf.setBackend('cpu');
        found.CPU = [await measure(make, 3)];
      }
      await tf.setBackend('wasm');
      for (let repeat = 0; repeat < 3; repeat++) {
        for (const [variant, except] of Object.entries(variants)) {
          registerWasmKernels(except);
          found[variant] = [...(found[variant] ?? []), await measure(make, 2)];
        }
      }
      const columns = Object.entries(found).map(([variant, speeds]) => {
        const sorted = speeds.map((speed) => Math.round(speed)).sort((a, b) => a - b);
        return `${variant} ${sorted[sorted.length >> 1]} (${sorted[0]}–${sorted.at(-1)})`;
      });
      console.log(
        `${name}, images/s: ${columns.join(', ')}; ${getThreadsCount()} thread(s), batch ${batch}\n${await profile(make)}`,
      );
    }
  }, 600_000);
});
