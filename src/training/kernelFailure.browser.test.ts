// A kernel of our own that fails on some machine: the run is trained to its end all the same, its log names the kernel,
// and it is the course of a run without that kernel.
import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { registerGradients } from '../kernels/gradients/register';
import { softmaxCrossEntropy, updateAll } from '../kernels/ops/names';
import { ownKernel } from '../kernels/wasm/ownKernel';
import { registerWasmKernels } from '../kernels/wasm/register';
import { addKernel, overrideKernel } from '../kernels/webgpu/override';
import { registerWebgpuKernels, webgpuKernels } from '../kernels/webgpu/register';
import { browserBackends } from './browserBackends';
import { collecting, orderOf, pointsOf, tinyConvNet } from './order.fixture';
import type { Backend, Event } from './protocol';
import type { Machine } from './session';
import { train } from './trainer';

beforeAll(registerGradients);

let undo: (() => void)[] = [];
afterEach(() => {
  for (const restore of undo.reverse()) restore();
  undo = [];
});

async function open(backend: Backend): Promise<Machine> {
  const opened = await browserBackends(tf).open(backend);
  if (!opened.ok) throw new Error(opened.error);
  const { warmUp: _, ...machine } = opened.value;
  return { ...machine, backend, reason: 'a test' };
}

async function run(machine: Machine): Promise<readonly Event[]> {
  const tools = collecting();
  await train(orderOf(tinyConvNet, { optimizer: 'momentum', learningRate: 0.05 }), tf, { ...tools, machine });
  return tools.events;
}

const notesOf = (events: readonly Event[]): readonly string[] =>
  events.flatMap((event) => (event.type === 'note' ? [event.message] : []));
const lossesOf = (events: readonly Event[]) => pointsOf(events).map(({ loss }) => loss);

function expectSameCourse(events: readonly Event[], reference: readonly Event[]): void {
  expect(events.at(-1)?.type).toBe('done');
  const [losses, expected] = [lossesOf(events), lossesOf(reference)];
  expect(expected.length).toBeGreaterThan(5);
  expect(losses).toEqual(expected);
}

const trap = (): never => {
  throw new WebAssembly.RuntimeError('unreachable');
};

test.each([
  ['Conv2DBackpropFilter', 'Conv2DBackpropFilter'],
  ['MaxPoolGrad', 'MaxPoolGrad'],
  ['a loss that only we have', softmaxCrossEntropy],
  ['a step that only we have', updateAll],
])('wasm: %s', async (_, name) => {
  const machine = await open('wasm');
  registerWasmKernels([`own ${name}`]);
  const reference = await run(machine);
  // Stock, and on top of it one that traps.
  undo = [ownKernel(name, trap).install()];
  await tf.setBackend('cpu');
  await tf.setBackend('wasm');
  if (!tf.getKernel(name, 'wasm')) throw new Error(`${name} is not registered.`);
  const events = await run(machine);
  expectSameCourse(events, reference);
  const notes = notesOf(events);
  expect(notes).toHaveLength(1);
  expect(notes[0]).toContain(`The fast ${name} failed here (unreachable); training goes on`);
  // Not called again, and not told again.
  expect(notesOf(await run(machine))).toEqual([]);
});

test('wasm: one that fails only in the second epoch is told then', async () => {
  const machine = await open('wasm');
  registerWasmKernels(['own MaxPoolGrad']);
  const reference = await run(machine);
  let calls = 0;
  const failing = ownKernel(tf.MaxPoolGrad, () => {
    calls += 1;
    if (calls > 8) throw new WebAssembly.RuntimeError('integer overflow');
    return undefined;
  });
  undo = [failing.install()];
  const events = await run(machine);
  expectSameCourse(events, reference);
  const places = events.map(({ type }) => type);
  expect(notesOf(events).join()).toContain('The fast MaxPoolGrad failed here (integer overflow)');
  expect(places.indexOf('note')).toBeGreaterThan(places.indexOf('batch'));
  expect(places.indexOf('note')).toBeLessThan(places.indexOf('done'));
});

const broken = {
  name: 'ConvasBroken',
  reads: [{ name: 'x' }],
  writes: [{ name: 'y' }],
  sizes: [],
  workgroup: [1, 1, 1],
  body: 'y[index] = nothing;',
} as const;

// One that stands for a stock kernel, and one that only we have.
test.each([tf.MaxPoolGrad, updateAll])(
  'webgpu: %s that does not compile, and one that throws when it is called',
  async (name) => {
    const machine = await open('webgpu');
    await registerWebgpuKernels([name]);
    const reference = await run(machine);
    const others = webgpuKernels.filter((kernel) => kernel.name !== name);
    const ours = webgpuKernels.find((kernel) => kernel.name === name);
    if (!ours) throw new Error(`There is no ${name}.`);
    const { notes } = await registerWebgpuKernels([], [...others, { ...ours, programs: [broken] }]);
    expect(notes).toHaveLength(1);
    expect(notes[0]).toContain(`does not compile the fast ${name}; training goes on with the stock one`);
    expectSameCourse(await run(machine), reference);

    const fail = (): never => {
      throw new Error('no such pipeline');
    };
    const throwing = tf.getKernel(name, 'webgpu')
      ? overrideKernel(name, [], () => fail)
      : addKernel(name, [], fail);
    await registerWebgpuKernels([], [...others, throwing]);
    const events = await run(machine);
    expectSameCourse(events, reference);
    expect(notesOf(events)).toHaveLength(1);
    expect(notesOf(events)[0]).toContain(`The fast ${name} failed here (no such pipeline)`);
  },
);
