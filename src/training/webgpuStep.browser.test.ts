// How many programs a training step of the product dispatches to the GPU. The commands are recorded and never executed,
// so that a software adapter counts in no time.
import * as tf from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import lenet from '../../templates/lenet-5.json?raw';
import resnet from '../../templates/resnet-20.json?raw';
import { expand } from '../graph/expand';
import { parseTemplate } from '../graph/parseTemplate';
import { registerGradients } from '../kernels/gradients/register';
import { countDispatches, type Dispatches } from '../kernels/webgpu/measure';
import { registerWebgpuKernels, restoreStockWebgpuKernels } from '../kernels/webgpu/register';
import { makePlan } from '../plan/makePlan';
import type { Plan } from '../plan/plan';
import { inferShapes } from '../shapes/inferShapes';
import { browserBackends } from './browserBackends';
import { makeLearner } from './learner';
import { settings } from './order.fixture';
import type { RunOrder } from './protocol';

function planOf(text: string): Plan {
  const parsed = parseTemplate(text);
  if (!parsed.ok) throw new Error(parsed.error.problems[0]?.message);
  const flat = expand(parsed.value.graph);
  const plan = makePlan(parsed.value.title, flat, inferShapes(flat));
  if (!plan.ok) throw new Error(`${parsed.value.title} has no plan`);
  return plan.value;
}

const batchSize = 64;

function orderOf(plan: Plan): RunOrder {
  const [height = 0, width = 0, channels = 0] = plan.steps[0]?.outputShape ?? [];
  const images = new Uint8Array(batchSize * height * width * channels);
  const split = {
    images,
    labels: Uint8Array.from({ length: batchSize }, (_, i) => i % 10),
    count: batchSize,
  };
  return {
    plan,
    settings: { ...settings, optimizer: 'adam', learningRate: 0.001, batchSize },
    imageShape: [height, width, channels],
    classCount: 10,
    train: split,
    test: split,
  };
}

/** Of the second step: the first makes what is kept. */
async function dispatchesOf(text: string): Promise<Dispatches> {
  const learner = makeLearner(tf, orderOf(planOf(text)));
  const indices = Uint32Array.from({ length: batchSize }, (_, i) => i);
  learner.learn(indices, 1).dispose();
  const found = await countDispatches(tf.backend() as WebGPUBackend, () =>
    learner.learn(indices, 2).dispose(),
  );
  learner.dispose();
  return found;
}

const listed = ({ total, byProgram }: Dispatches): string =>
  `${total}: ${[...byProgram].map(([name, count]) => `${count} ${name}`).join(', ')}`;

let submit: GPUQueue['submit'] | undefined;

beforeAll(async () => {
  registerGradients();
  const opened = await browserBackends(tf).open('webgpu');
  if (!opened.ok) throw new Error(opened.error);
  submit = GPUQueue.prototype.submit;
  GPUQueue.prototype.submit = () => {};
});

afterAll(() => {
  if (submit) GPUQueue.prototype.submit = submit;
  restoreStockWebgpuKernels();
});

describe('a training step with Adam on WebGPU', () => {
  test.each([
    ['LeNet-5', lenet, 100],
    ['ResNet-20', resnet, 500],
  ])('of %s dispatches few programs', async (name, text, most) => {
    await registerWebgpuKernels();
    const ours = await dispatchesOf(text);
    restoreStockWebgpuKernels();
    const stock = await dispatchesOf(text);
    console.log(`${name}: ours ${listed(ours)}\n${name}: stock kernels ${listed(stock)}`);
    expect(ours.total).toBeLessThanOrEqual(most);
    expect(ours.total).toBeLessThan(stock.total / 2);
  });
});
