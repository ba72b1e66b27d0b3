// The loop on the backends that train here: after hundreds of batches no tensor, no block of memory and no buffer more
// than after the first few, with the figures read back on the way; and data on the device gives the same figures.
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { registerGradients } from '../kernels/gradients/register';
import { browserBackends } from './browserBackends';
import { type BackendDoors, chooseBackend } from './chooseBackend';
import { makeLearner } from './learner';
import { makeMeter } from './meter';
import { everyTarget } from './networks.fixture';
import { barImages, orderOf, richOrder, tinyNormNet } from './order.fixture';
import { timeSteps } from './probe';
import type { Backend, RunOrder } from './protocol';
import { mostResident } from './residents';

beforeAll(registerGradients);

/** What the backend holds; of what it does not have, nothing. */
function held(): Readonly<Record<string, number | undefined>> {
  const { wasm, bufferManager } = tf.backend() as unknown as {
    readonly wasm?: { readonly HEAPU8: Uint8Array };
    readonly bufferManager?: { readonly numBytesAllocated: number };
  };
  return {
    tensors: tf.memory().numTensors,
    blocks: tf.memory().numDataBuffers,
    heap: wasm?.HEAPU8.byteLength,
    buffers: bufferManager?.numBytesAllocated,
  };
}

const open = async (backend: Backend): Promise<boolean> => {
  const opened = await browserBackends(tf).open(backend);
  if (!opened.ok) console.log(`${backend} is not tried: ${opened.error}.`);
  return opened.ok;
};

const someOf = (count: number, step: number): Uint32Array =>
  Uint32Array.from({ length: 10 }, (_, i) => (i * 7 + step * 3) % count);

describe.each([
  ['wasm', 400],
  ['webgpu', 40],
] as const)('%s', (backend, steps) => {
  test(`holds no more after ${steps} batches than after a quarter of them`, async () => {
    if (!(await open(backend))) return;
    const pipelined = backend === 'webgpu';
    const order: RunOrder = orderOf(tinyNormNet, { optimizer: 'adam' }, barImages(60, 8, 10, 1));
    const learner = makeLearner(tf, order, someOf(60, 0), pipelined ? mostResident : 0);
    const meter = makeMeter(tf, {
      now: () => performance.now(),
      fetch: (tensor) => tensor.data(),
      pipelined,
      targets: learner.targets,
      penalised: learner.penalised,
    });
    let settled: ReturnType<typeof held> | undefined;
    let read = 0;
    for (let step = 1; step <= steps; step++) {
      const figures = learner.learn(someOf(60, step), step, step % 5 === 1);
      meter.add({ step, images: 10, elapsed: step }, figures);
      // At fixed steps: a read of another number of batches takes a buffer of another size.
      if (step % 5 === 0) read += (await meter.read()).length;
      if (step % (steps / 4) === 0) {
        read += (await meter.drain()).length;
        settled ??= held();
        if (step === steps) expect(held()).toEqual(settled);
      }
    }
    expect(read).toBe(steps);
    meter.dispose();
    learner.dispose();
  });
});

test('webgpu: batches gathered on the device give the figures of batches that are uploaded', async () => {
  if (!(await open('webgpu'))) return;
  const order = richOrder(everyTarget);
  const figuresOf = async (resident: number) => {
    const learner = makeLearner(tf, order, undefined, resident);
    const told: number[][] = [];
    for (let step = 1; step <= 3; step++) {
      const figures = learner.learn(someOf(160, step), step);
      told.push(Array.from(await figures.data()));
      figures.dispose();
    }
    learner.dispose();
    return told;
  };
  const gathered = await figuresOf(mostResident);
  expect(gathered.flat().every(Number.isFinite)).toBe(true);
  expect(gathered).toEqual(await figuresOf(0));
});

test('a contest of both backends leaves the faster one ready to train, and nothing of the measurement', async () => {
  const doors: BackendDoors = {
    ...browserBackends(tf),
    adapter: async () => ({ type: 'hardware', name: 'as if it were one' }),
  };
  const order = orderOf(tinyNormNet, { optimizer: 'adam' });
  const before = tf.memory().numTensors;
  const chosen = await chooseBackend('auto', doors, {
    key: (adapter) => adapter,
    known: {},
    time: () => timeSteps(tf, order, () => performance.now()),
  });
  if (!chosen.ok) throw new Error(chosen.error);
  expect(tf.memory().numTensors).toBe(before);
  const { backend, measured, reason } = chosen.value;
  expect(tf.getBackend()).toBe(backend);
  if (measured) {
    const { webgpu, wasm } = measured.times;
    expect(backend).toBe(webgpu <= wasm ? 'webgpu' : 'wasm');
    expect(reason).toMatch(/: measured just now with this network, .* ms a batch against .* ms on /);
  } else expect(backend).toBe('wasm');
  const learner = makeLearner(tf, order);
  const figures = learner.learn(someOf(60, 1), 1);
  expect((await figures.data()).every(Number.isFinite)).toBe(true);
  figures.dispose();
  learner.dispose();
});
