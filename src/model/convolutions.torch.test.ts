// Convolutions of all kinds and the dense layer against PyTorch: values, and gradients by the input and all weights.
// Skipped where Python has no PyTorch.
import { spawnSync } from 'node:child_process';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { registerGradients } from '../kernels/gradients/register';
import { defaultParams } from '../layers/index';
import { type Block, convCases, convResult, furthest } from './convolutions.fixture';
import { python, torchFound } from './torchFound.fixture';

describe.skipIf(!torchFound)(`PyTorch's own convolutions (skipped where ${python} has no torch)`, () => {
  let answers: readonly { readonly y: Block; readonly grads: readonly Block[] }[] = [];
  beforeAll(async () => {
    await tf.setBackend('cpu');
    registerGradients();
    const asked = convCases.map((given) => {
      const [kind, , params] = given;
      const { x, weights } = convResult(given);
      return { kind, params: { ...defaultParams(kind), ...params }, x, weights };
    });
    const script = new URL('./convolutions.torch.py', import.meta.url).pathname;
    const run = spawnSync(python, [script], { input: JSON.stringify(asked), maxBuffer: 2 ** 28 });
    if (run.status !== 0) throw new Error(run.stderr.toString());
    answers = JSON.parse(run.stdout.toString());
  });

  it.each(
    convCases.map(
      (given, i) => [`${given[0]} on ${given[1].join('×')} ${JSON.stringify(given[2])}`, given, i] as const,
    ),
  )('%s', (_, given, i) => {
    const expected = answers[i];
    if (!expected) throw new Error('no answer');
    const ours = convResult(given);
    expect(furthest(ours.y, expected.y)).toBeLessThanOrEqual(1e-4);
    expect(ours.grads.length).toBe(expected.grads.length);
    for (const [at, grad] of ours.grads.entries())
      expect(furthest(grad, expected.grads[at] ?? grad), `gradient ${at}`).toBeLessThanOrEqual(1e-3);
  });
});
