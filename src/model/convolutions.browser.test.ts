// Convolutions of all kinds on the WASM backend against the CPU backend: values and all gradients, over the cases that
// are held to PyTorch and over generated ones.
import * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { startBackends } from '../kernels/wasm/agreement.fixture';
import { layerOf } from '../layers/index';
import { arbitraryCase } from '../layers/params.fixture';
import { type Block, type ConvCase, convCases, convResult } from './convolutions.fixture';

beforeAll(startBackends);

async function expectAgreement(given: ConvCase): Promise<void> {
  const told = JSON.stringify(given);
  await tf.setBackend('cpu');
  const reference = convResult(given);
  await tf.setBackend('wasm');
  const backend = tf.backend() as BackendWasm;
  const before = [tf.memory().numTensors, backend.numDataIds()];
  const ours = convResult(given);
  expect([tf.memory().numTensors, backend.numDataIds()], `left behind: ${told}`).toEqual(before);
  for (const [at, [a, b]] of pairs([ours.y, ...ours.grads], [reference.y, ...reference.grads]).entries()) {
    expect(a.shape, told).toEqual(b.shape);
    const largest = Math.max(1, ...b.data.map(Math.abs));
    const worst = Math.max(...a.data.map((v, i) => Math.abs(v - (b.data[i] ?? Number.NaN))));
    expect(worst / largest, `${at === 0 ? 'values' : `gradient ${at - 1}`} of ${told}`).toBeLessThan(1e-4);
  }
}

const pairs = (a: readonly Block[], b: readonly Block[]): [Block, Block][] =>
  a.flatMap((block, i) => {
    const other = b[i];
    return other ? [[block, other] as [Block, Block]] : [];
  });

it.each(
  convCases.map(
    (given) => [`${given[0]} on ${given[1].join('×')} ${JSON.stringify(given[2])}`, given] as const,
  ),
)('%s', (_, given) => expectAgreement(given));

it.each([...new Set(convCases.map(([kind]) => kind))])('%s: 40 generated cases', async (kind) => {
  const layer = layerOf(kind);
  const fitting = fc
    .sample(arbitraryCase(layer), { numRuns: 1500, seed: 5 })
    .filter(({ params, inputs }) => layer.shape(inputs, params, []).ok)
    .slice(0, 40);
  expect(fitting.length).toBe(40);
  for (const { params, inputs } of fitting) await expectAgreement([kind, inputs[0] ?? [], params]);
});
