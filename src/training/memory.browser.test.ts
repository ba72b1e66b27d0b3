// The memory estimate against what a training step holds at its peak where it trains: the heap on WASM, the buffers on
// WebGPU (a software adapter will do). Two small networks of the gallery; VITE_MEMORY=whole measures more of them.
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { expand } from '../graph/expand';
import { registerGradients } from '../kernels/gradients/register';
import { makePlan } from '../plan/makePlan';
import type { Plan } from '../plan/plan';
import { inferShapes } from '../shapes/inferShapes';
import { loadTemplate } from '../store/templates';
import { browserBackends } from './browserBackends';
import { makeLearner } from './learner';
import { estimateMemory } from './memory';
import { peakOf } from './memoryPeak.fixture';
import { settings } from './order.fixture';
import type { RunOrder } from './protocol';

beforeAll(registerGradients);

const gallery = ['lenet-5', 'mini-inception', 'vgg-small', 'resnet-20', 'convolutional-autoencoder'];
const whole = import.meta.env.VITE_MEMORY === 'whole';

async function planOf(id: string): Promise<readonly [string, Plan]> {
  const { graph, title } = (await loadTemplate(id)).document;
  const flat = expand(graph);
  const plan = makePlan(title, flat, inferShapes(flat));
  if (!plan.ok) throw new Error(`${title} has no plan`);
  return [title, plan.value];
}

/** Normalised with residual connections, and branching, each where it is quick. */
const chosen = {
  wasm: whole ? gallery : ['lenet-5', 'resnet-20'],
  webgpu: whole ? gallery : ['lenet-5', 'mini-inception'],
};

function orderOf(plan: Plan, batchSize: number): RunOrder {
  const [height = 0, width = 0, channels = 0] = plan.steps[0]?.outputShape ?? [];
  const images = new Uint8Array(batchSize * height * width * channels);
  const split = { images, labels: new Uint8Array(batchSize), count: batchSize };
  const order = {
    plan,
    imageShape: [height, width, channels] as const,
    classCount: 10,
    train: split,
    test: split,
  };
  return { ...order, settings: { ...settings, optimizer: 'adam', batchSize } };
}

describe.each(['wasm', 'webgpu'] as const)('%s', (backend) => {
  test.each(chosen[backend])(
    'of %s the estimate is at least what a step holds, and at most 1.3 times that',
    async (id) => {
      const [name, plan] = await planOf(id);
      const opened = await browserBackends(tf, { helpers: false }).open(backend);
      if (!opened.ok) return console.log(`${backend} is not tried: ${opened.error}.`);
      for (const batch of backend === 'wasm' ? [4, 16] : [8]) {
        const measured = peakOf(() => {
          const learner = makeLearner(tf, orderOf(plan, batch));
          const all = Uint32Array.from({ length: batch }, (_, i) => i);
          for (const step of [1, 2]) learner.learn(all, step).dispose();
          learner.dispose();
        });
        const ratio = estimateMemory(plan, batch, 'adam', backend).bytes / measured;
        const size = `${(measured / 2 ** 20).toFixed(1)} MiB`;
        console.log(
          `${name} on ${backend}, batches of ${batch}: ${size}, estimated ${ratio.toFixed(2)} times that`,
        );
        expect(ratio).toBeGreaterThanOrEqual(1);
        expect(ratio).toBeLessThanOrEqual(1.3);
      }
    },
  );
});
