// Looks into the network on the backends that browsers train on, as a run does: the figures are those of tf.js's plain
// JavaScript backend, also where batches are read back many at a time.
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { registerGradients } from '../kernels/gradients/register';
import { browserBackends } from '../training/browserBackends';
import { collecting, insightsOf, orderOf, tinyNormNet } from '../training/order.fixture';
import type { Backend, Event } from '../training/protocol';
import { train } from '../training/trainer';

beforeAll(registerGradients);

async function looksOn(backend: Backend): Promise<readonly Event[]> {
  const opened = await browserBackends(tf).open(backend);
  if (!opened.ok) throw new Error(opened.error);
  const { warmUp: _, ...machine } = opened.value;
  const order = {
    ...orderOf(tinyNormNet, { backend, optimizer: 'sgd', learningRate: 0.05 }),
    insightEvery: 1,
  };
  const tools = collecting();
  await train(order, tf, { ...tools, machine: { ...machine, backend, reason: 'a test' } });
  return tools.events;
}

test('every backend tells the same of gradients and activations', async () => {
  const expected = insightsOf(await looksOn('cpu'));
  expect(expected.map(({ step }) => step)).toEqual(Array.from({ length: 12 }, (_, i) => i + 1));
  for (const backend of ['wasm', 'webgl', 'webgpu'] as const) {
    const events = await looksOn(backend);
    expect(events.at(-1)?.type, backend).toBe('done');
    const found = insightsOf(events);
    expect(found.length, backend).toBe(12);
    const figures = ({ gradients, activations }: (typeof found)[number]) =>
      [...gradients, ...activations].flatMap((part) => Object.values(part) as number[]);
    let worst = 0;
    for (const [i, look] of found.entries())
      for (const [j, value] of figures(look).entries()) {
        const right = figures(expected[i] ?? look)[j] ?? Number.NaN;
        worst = Math.max(worst, Math.abs(value - right) / Math.max(Math.abs(right), 1e-3));
      }
    // Measured: below 1e-6. Plain SGD, since Adam makes full steps of a bias that has nothing but rounding errors for a
    // gradient, as one before a batch norm has.
    expect(worst, `${backend}: largest relative difference`).toBeLessThan(1e-5);
  }
});
