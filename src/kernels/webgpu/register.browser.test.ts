// Registering on WebGPU: a kernel that an adapter refuses leaves the stock one in place with a word, a warmed-up step
// compiles nothing more, and training follows the CPU backend and leaves no memory behind.
import * as tf from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { updateAll } from '../ops/names';
import { startBackends, values } from './agreement.fixture';
import { overrideKernel } from './override';
import type { Program } from './program';
import { registerWebgpuKernels, restoreStockWebgpuKernels, webgpuKernels } from './register';
import { warmUp } from './warmUp';

beforeAll(startBackends);
afterAll(restoreStockWebgpuKernels);

const gpu = (): WebGPUBackend => tf.backend() as WebGPUBackend;

/** Losses of a small convolutional network over some steps of Adam, from the same weights on every backend. */
async function losses(backend: string, steps: number, each: () => void = () => {}): Promise<number[]> {
  await tf.setBackend(backend);
  const layers = (): tf.layers.Layer[] => [
    tf.layers.conv2d({
      inputShape: [9, 7, 3],
      filters: 8,
      kernelSize: 3,
      activation: 'relu',
      kernelInitializer: of(1),
    }),
    tf.layers.maxPooling2d({ poolSize: 2 }),
    tf.layers.conv2d({
      filters: 5,
      kernelSize: 2,
      padding: 'same',
      activation: 'relu',
      kernelInitializer: of(2),
    }),
    // No window past the edge, where the CPU backend's gradient divides by the whole window.
    tf.layers.averagePooling2d({ poolSize: 2 }),
    tf.layers.flatten(),
    tf.layers.dense({ units: 4, activation: 'softmax', kernelInitializer: of(3) }),
  ];
  const of = (seed: number) => tf.initializers.heNormal({ seed });
  const model = tf.sequential({ layers: layers() });
  const optimizer = tf.train.adam(0.003);
  model.compile({ optimizer, loss: 'categoricalCrossentropy' });
  const found: number[] = [];
  for (let step = 0; step < steps; step++) {
    const x = tf.tensor(values([6, 9, 7, 3], 100 + (step % 3)), [6, 9, 7, 3]);
    const labels = tf.tidy(() => tf.oneHot(tf.tensor1d([0, 1, 2, 3, 0, step % 4], 'int32'), 4).toFloat());
    found.push((await model.trainOnBatch(x, labels)) as number);
    tf.dispose([x, labels]);
    each();
  }
  model.dispose();
  optimizer.dispose();
  return found;
}

describe('the WebGPU kernels', () => {
  test('training follows the CPU backend and keeps its memory', async () => {
    const cpu = await losses('cpu', 8);
    const counts: string[] = [];
    const ours = await losses('webgpu', 8, () => {
      counts.push(`${tf.memory().numTensors} tensors, ${gpu().numDataIds()} blocks`);
    });
    expect(new Set(cpu).size).toBe(8);
    cpu.forEach((loss, step) => {
      expect(Math.abs((ours[step] ?? Number.NaN) - loss) / loss, `step ${step}`).toBeLessThan(1e-3);
    });
    expect(await losses('webgpu', 4), 'a second run, to the last bit').toEqual(ours.slice(0, 4));
    // The first steps make the optimiser's moments.
    expect(new Set(counts.slice(2)).size, counts.join('; ')).toBe(1);
  });

  test('each can be left out, and the stock ones come back', async () => {
    await tf.setBackend('webgpu');
    const { names } = await registerWebgpuKernels();
    expect(names).toEqual(webgpuKernels.map(({ name }) => name));
    expect((await registerWebgpuKernels([updateAll])).names).not.toContain(updateAll);
    expect(tf.getKernel(updateAll, 'webgpu')).toBeUndefined();
    const ours = tf.getKernel(tf.MaxPoolGrad, 'webgpu');
    restoreStockWebgpuKernels();
    expect(tf.getKernel(tf.MaxPoolGrad, 'webgpu')).toBeDefined();
    expect(tf.getKernel(tf.MaxPoolGrad, 'webgpu')).not.toBe(ours);
    await registerWebgpuKernels();
  });

  test.each([
    ['text that is not WGSL', 'this is no shader'],
    ['more workgroup memory than any device has', 'y[index] = wide[local];'],
  ])('one that does not compile, %s, leaves the stock kernel with a word', async (_, body) => {
    await tf.setBackend('webgpu');
    restoreStockWebgpuKernels();
    const stock = tf.getKernel(tf.Square, 'webgpu');
    const program: Program = {
      name: 'Broken',
      reads: [{ name: 'x' }],
      writes: [{ name: 'y' }],
      sizes: ['size'],
      workgroup: [64, 1, 1],
      declarations: 'var<workgroup> wide: array<f32, 1000000>;',
      body,
    };
    const broken = overrideKernel(tf.Square, [program], () => () => {
      throw new Error('A broken kernel was run.');
    });
    const errors: string[] = [];
    const hear = ({ error }: GPUUncapturedErrorEvent) => errors.push(error.message);
    gpu().device.addEventListener('uncapturederror', hear);
    const { names, notes } = await registerWebgpuKernels([], [broken]);
    expect(names).toEqual([]);
    expect(notes).toHaveLength(1);
    expect(notes[0]).toMatch(
      /does not compile the fast Square; training goes on with the stock one \(Broken: .+\)/,
    );
    expect(tf.getKernel(tf.Square, 'webgpu')).toBe(stock);
    const squared = tf.square(tf.tensor1d([3]));
    expect([...(await squared.data())]).toEqual([9]);
    squared.dispose();
    gpu().device.removeEventListener('uncapturederror', hear);
    // The trainer ends a run on such an error; the compiler's must not reach it.
    expect(errors).toEqual([]);
    await registerWebgpuKernels();
  });

  test('a step that was warmed up compiles nothing, leaves nothing and computes the same', async () => {
    await tf.setBackend('webgpu');
    const step = () => {
      const x = tf.tensor(values([3, 17, 19, 5], 1), [3, 17, 19, 5]) as tf.Tensor4D;
      const w = tf.tensor(values([3, 5, 5, 7], 2), [3, 5, 5, 7]) as tf.Tensor4D;
      // Programs that no other test of this file uses.
      const f = (a: tf.Tensor) => tf.sum(tf.cosh(tf.asinh(tf.conv2d(a as tf.Tensor4D, w, 2, 'valid'))));
      return tf.grad(f)(x);
    };
    const before = [tf.memory().numTensors, gpu().numDataIds()];
    await warmUp(() => void step());
    expect([tf.memory().numTensors, gpu().numDataIds()]).toEqual(before);
    const made: string[] = [];
    const device = GPUDevice.prototype;
    const stock = { sync: device.createComputePipeline, async: device.createComputePipelineAsync };
    device.createComputePipeline = function (descriptor) {
      made.push(descriptor.label ?? '');
      return stock.sync.call(this, descriptor);
    };
    const dx = tf.tidy(step);
    const warmed = await dx.data();
    device.createComputePipeline = stock.sync;
    dx.dispose();
    expect(made).toEqual([]);
    await tf.setBackend('cpu');
    const reference = tf.tidy(step);
    const expected = reference.dataSync();
    reference.dispose();
    const largest = Math.max(...expected.map(Math.abs));
    expect(largest).toBeGreaterThan(0.01);
    warmed.forEach((v, i) => {
      expect(Math.abs(v - (expected[i] ?? Number.NaN)) / largest).toBeLessThan(1e-3);
    });
  });
});
