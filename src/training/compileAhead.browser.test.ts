// Compiling ahead on WebGPU: a run takes the very same course with and without it, and its first batch finds the
// shaders of its layers there.
import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { registerGradients } from '../kernels/gradients/register';
import { restoreStockWebgpuKernels } from '../kernels/webgpu/register';
import { browserBackends } from './browserBackends';
import type { OpenedBackend } from './chooseBackend';
import { barImages, collecting, orderOf, pointsOf, tinyNormNet } from './order.fixture';
import { train } from './trainer';

let opened: OpenedBackend | undefined;

beforeAll(async () => {
  registerGradients();
  const found = await browserBackends(tf).open('webgpu');
  if (!found.ok) throw new Error(found.error);
  opened = found.value;
});
afterAll(restoreStockWebgpuKernels);

const order = orderOf(
  tinyNormNet,
  { optimizer: 'adam', learningRate: 0.01, heldOut: 0.2 },
  barImages(50, 8, 10, 1),
);

async function run(ahead: boolean) {
  const tools = collecting();
  const { warmUp, name: _, ...device } = opened ?? { threads: 1, name: '' };
  const machine = {
    ...device,
    backend: 'webgpu' as const,
    reason: 'a test',
    ...(ahead && warmUp ? { warmUp } : {}),
  };
  const made: string[] = [];
  let ready = false;
  const emit = (event: Parameters<typeof tools.emit>[0]) => {
    if (event.type === 'ready') ready = true;
    tools.emit(event);
  };
  const device0 = GPUDevice.prototype;
  const { createComputePipeline } = device0;
  device0.createComputePipeline = function (descriptor) {
    if (ready) made.push(descriptor.label ?? '');
    return createComputePipeline.call(this, descriptor);
  };
  try {
    await train(order, tf, { ...tools, machine, emit });
  } finally {
    device0.createComputePipeline = createComputePipeline;
  }
  return { events: tools.events, made };
}

test('a run compiled ahead compiles little more once it trains, and equals one that was not, bit by bit', async () => {
  const warmed = await run(true);
  expect(warmed.events[0]).toMatchObject({ type: 'stage', stage: 'compiling' });
  expect(warmed.events.filter(({ type }) => type === 'note')).toEqual([]);
  const cold = await run(false);
  expect(pointsOf(warmed.events)).toEqual(pointsOf(cold.events));
  expect(warmed.events.at(-1)).toEqual(cold.events.at(-1));
  console.log(`compiled after ready: ${warmed.made.join(', ')}`);
  // The test's own figures, and what depends on the size of a last batch that is smaller.
  expect(warmed.made.length).toBeLessThanOrEqual(6);
});
