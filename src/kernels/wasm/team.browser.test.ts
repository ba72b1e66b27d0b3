// Helper threads: the same results to the last bit however many there are, a helper that fails leaves its work to the
// others, and all end with their owner.
import * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { batchNormTrain } from '../ops/batchNormTrain';
import { expectClose, on, startBackends, withGradients } from './agreement.fixture';
import type { HelperStart } from './helper';
import { kernelNames, type OwnKernels } from './kernelNames';
import { makeQueue, runJob, wakeHelpers } from './taskQueue';
import { endHelpers, setHelpers, startHelpers, takeHelperTroubles } from './team';

let backend: BackendWasm;

beforeAll(async () => {
  await startBackends();
  await tf.setBackend('wasm');
  backend = tf.backend() as BackendWasm;
});
afterAll(() => endHelpers(backend));

const size = (max: number, min = 1) => fc.integer({ min, max });
const convolution = fc.record({
  batch: size(40),
  size: size(17, 5),
  inputs: size(19),
  outputs: size(40),
  filter: size(5),
  stride: size(3),
  pad: fc.constantFrom<'same' | 'valid'>('same', 'valid'),
});

test('a convolution’s gradients are the same to the last bit with no helper, one and three', async () => {
  let shared = 0;
  for (const helpers of [1, 3]) {
    expect(await startHelpers(backend, helpers)).toBe(helpers);
    setHelpers(backend, 'always');
    await fc.assert(
      fc.asyncProperty(convolution, async (c) => {
        const shapes = [
          [c.batch, c.size, c.size, c.inputs],
          [c.filter, c.filter, c.inputs, c.outputs],
        ];
        const graded = withGradients((x, w) =>
          tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, c.stride, c.pad),
        );
        const together = await on('wasm', shapes, graded);
        setHelpers(backend, 'rest');
        const alone = await on('wasm', shapes, graded);
        setHelpers(backend, 'always');
        expectClose(together, alone, 1e-5);
        // With stride 1 a single thread leaves the forward pass and dx to XNNPACK.
        const same = c.stride > 1 ? [0, 1, 2] : [2];
        for (const i of same) expect(together[i]).toEqual(alone[i]);
        shared++;
      }),
      { seed: 31, numRuns: 40 },
    );
  }
  expect(shared).toBe(80);
  expect(takeHelperTroubles()).toEqual([]);
});

/** Every other operation that is shared out, on sizes that are worth it and on sizes that do not divide. */
const others: Readonly<Record<string, readonly [shapes: readonly (readonly number[])[], Calculation]>> = {
  'batch norm': [
    [[37, 9, 11, 6], [6], [6]],
    withGradients((x, gamma, beta) => batchNormTrain(tf, x, gamma, beta, 1e-3).y),
  ],
  'batch norm of many channels': [
    [[64, 7, 7, 65], [65], [65]],
    withGradients((x, gamma, beta) => batchNormTrain(tf, x, gamma, beta, 1e-3).y),
  ],
  ReLU: [[[13, 1237, 3]], withGradients(tf.relu)],
  'max pooling': [[[19, 17, 15, 9]], withGradients((x) => tf.maxPool(x as tf.Tensor4D, 3, 2, 'same'))],
  'average pooling': [[[19, 17, 15, 9]], withGradients((x) => tf.avgPool(x as tf.Tensor4D, 3, 2, 'valid'))],
  'depthwise convolution': [
    [
      [19, 17, 15, 9],
      [3, 5, 9, 1],
    ],
    withGradients((x, w) => tf.depthwiseConv2d(x as tf.Tensor4D, w as tf.Tensor4D, 2, 'same')),
  ],
  'depthwise convolution with a multiplier': [
    [
      [19, 17, 15, 5],
      [3, 3, 5, 3],
    ],
    withGradients((x, w) => tf.depthwiseConv2d(x as tf.Tensor4D, w as tf.Tensor4D, 1, 'same')),
  ],
};
type Calculation = (...inputs: tf.Tensor[]) => tf.Tensor[];

test.each(Object.entries(others))(
  '%s is the same to the last bit with helpers and without',
  async (_, given) => {
    const [shapes, calculate] = given;
    expect(await startHelpers(backend, 2)).toBe(2);
    setHelpers(backend, 'always');
    const together = await on('wasm', shapes, calculate);
    setHelpers(backend, 'rest');
    expect(together).toEqual(await on('wasm', shapes, calculate));
    setHelpers(backend, 'always');
    expect(takeHelperTroubles()).toEqual([]);
  },
);

test('convolutions with bias and ReLU fused equal the CPU backend’s', async () => {
  await startHelpers(backend, 1);
  setHelpers(backend, 'always');
  for (const channels of [1, 4, 7, 24])
    for (const activation of ['linear', 'relu'] as const) {
      const shapes = [[40, 13, 11, 5], [3, 3, 5, channels], [channels]];
      const fused = (...[x, filter, bias]: tf.Tensor[]): tf.Tensor =>
        tf.fused.conv2d({
          x: x as tf.Tensor4D,
          filter: filter as tf.Tensor4D,
          ...(bias && { bias }),
          strides: 1,
          pad: 'same',
          activation,
        });
      for (const given of [shapes, shapes.slice(0, 2)])
        expectClose(await on('wasm', given, fused), await on('cpu', given, fused));
    }
});

test('with helpers a convolution and its gradients equal the CPU backend’s', async () => {
  await startHelpers(backend, 2);
  setHelpers(backend, 'always');
  await fc.assert(
    fc.asyncProperty(convolution, async (c) => {
      const shapes = [
        [c.batch, c.size, c.size, c.inputs],
        [c.filter, c.filter, c.inputs, c.outputs],
      ];
      const graded = withGradients((x, w) => tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, c.stride, c.pad));
      expectClose(await on('wasm', shapes, graded), await on('cpu', shapes, graded));
    }),
    { seed: 32, numRuns: 25 },
  );
});

/** A module that exports all kernels' names for a function that traps, and imports a memory. */
function trappingModule(): WebAssembly.Module {
  const text = (word: string): number[] => [word.length, ...new TextEncoder().encode(word)];
  const long = (value: number): number[] => [(value & 0x7f) | 0x80, value >> 7];
  const section = (id: number, content: readonly number[]): number[] => [
    id,
    ...long(content.length),
    ...content,
  ];
  const exported = kernelNames.flatMap((name) => [...text(name), 0, 0]);
  return new WebAssembly.Module(
    Uint8Array.from([
      ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
      ...section(1, [1, 0x60, 0, 0]),
      // A shared memory of one to two pages.
      ...section(2, [1, ...text('env'), ...text('memory'), 2, 3, 1, 2]),
      ...section(3, [1, 0]),
      ...section(7, [kernelNames.length, ...exported]),
      // unreachable, end
      ...section(10, [1, 3, 0, 0, 0x0b]),
    ]),
  );
}

test('what a helper fails in is done again without it', async () => {
  const queue = makeQueue();
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 2, shared: true });
  const worker = new Worker(new URL('./helper.ts', import.meta.url), { type: 'module' });
  await new Promise((resolve) => {
    worker.onmessage = resolve;
    const start: HelperStart = {
      module: trappingModule(),
      memory,
      queue: queue.words.buffer as SharedArrayBuffer,
    };
    worker.postMessage(start);
  });
  const done = new Set<number>();
  const slow = (task: number): void => {
    const end = performance.now() + 3;
    while (performance.now() < end);
    done.add(task);
  };
  const own = Object.fromEntries(kernelNames.map((name) => [name, slow])) as unknown as OwnKernels;
  let ended = 'not lost';
  // Until the helper has taken a part: it may be kept waiting by other processes.
  while (ended !== 'failed') {
    done.clear();
    ended = runJob(
      queue,
      own,
      100,
      (kernels, task) => kernels.clear(task),
      () => worker.terminate(),
    );
    expect(done.size).toBe(100);
  }
});

test('helpers work off tasks in a worker that owns them, and end with it', async () => {
  const owner = new Worker(new URL('./teamOwner.fixture.ts', import.meta.url), { type: 'module' });
  const said = await new Promise<{ helpers: number; queue: SharedArrayBuffer; error?: string }>((resolve) => {
    owner.onmessage = ({ data }) => resolve(data);
  });
  expect(said.error).toBeUndefined();
  expect(said.helpers).toBe(2);
  const queue = makeQueue(said.queue);
  // Both have gone to sleep before long; what wakes them finds no task, and they go back.
  await expect.poll(() => wakeHelpers(queue), { timeout: 10_000 }).toBe(2);
  owner.terminate();
  // One that has just been woken is not asleep: none is left when none has been for ten looks on end.
  let quiet = 0;
  const looks = (): number => {
    quiet = wakeHelpers(queue) === 0 ? quiet + 1 : 0;
    return quiet;
  };
  await expect.poll(looks, { timeout: 20_000, interval: 100 }).toBeGreaterThan(10);
});
