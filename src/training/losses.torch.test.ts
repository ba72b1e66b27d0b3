// The losses against PyTorch's: values and gradients, at logits where a naive formula overflows too. Skipped where
// Python has no PyTorch.
import { spawnSync } from 'node:child_process';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { python, torchFound } from '../model/torchFound.fixture';
import { meanSquaredError, sigmoidCrossEntropy, softmaxCrossEntropy } from './losses';

const script = `
import json, sys, torch
import torch.nn.functional as F
losses = {
    "sigmoid": F.binary_cross_entropy_with_logits,
    "squares": F.mse_loss,
    "softmax": lambda x, y: F.cross_entropy(x.reshape(-1, x.shape[-1]), y.reshape(-1, x.shape[-1])),
}
def answer(case):
    x, y = (torch.tensor(case[k], dtype=torch.float64).reshape(case["shape"]) for k in "xy")
    x.requires_grad_()
    loss = losses[case["loss"]](x, y)
    loss.backward()
    return {"loss": loss.item(), "gradient": x.grad.reshape(-1).tolist()}
json.dump([answer(c) for c in json.load(sys.stdin)], sys.stdout)
`;

const losses = { sigmoid: sigmoidCrossEntropy, squares: meanSquaredError, softmax: softmaxCrossEntropy };
const cases = (['sigmoid', 'squares', 'softmax'] as const).flatMap((loss) =>
  [
    [6, 5],
    [2, 3, 4, 5],
  ].flatMap((shape) => [1, 60].map((scale) => ({ loss, shape, scale }))),
);

/** Targets 0…1; for softmax they sum to 1 at each place. */
function tensors({ loss, shape, scale }: (typeof cases)[number], seed: number) {
  const x = tf.randomUniform(shape, -3 * scale, 3 * scale, 'float32', seed * 2 + 1);
  const y = tf.randomUniform(shape, 0, 1, 'float32', seed * 2 + 2);
  return { x, y: loss === 'softmax' ? tf.div(y, tf.sum(y, -1, true)) : y };
}

describe.skipIf(!torchFound)(`PyTorch's losses (skipped where ${python} has no torch)`, () => {
  let answers: readonly { loss: number; gradient: readonly number[] }[] = [];
  beforeAll(async () => {
    await tf.setBackend('cpu');
    const asked = cases.map((c, i) => {
      const { x, y } = tensors(c, i);
      return { ...c, x: [...x.dataSync()], y: [...y.dataSync()] };
    });
    const run = spawnSync(python, ['-c', script], { input: JSON.stringify(asked), maxBuffer: 2 ** 26 });
    if (run.status !== 0) throw new Error(run.stderr.toString());
    answers = JSON.parse(run.stdout.toString());
  });

  it.each(cases.map((c, i) => [c.loss, c.shape, c.scale, c, i] as const))(
    '%s on %j, × %i',
    (_, __, ___, c, i) => {
      const { x, y } = tensors(c, i);
      const expected = answers[i];
      const f = (input: tf.Tensor) => losses[c.loss](tf, input, y as tf.Tensor);
      const loss = f(x).dataSync()[0] ?? Number.NaN;
      expect(Math.abs(loss - (expected?.loss ?? Number.NaN))).toBeLessThanOrEqual(
        1e-4 * Math.max(1, Math.abs(loss)),
      );
      const gradient = tf.grad(f)(x).dataSync();
      expect(gradient.length).toBe(expected?.gradient.length);
      for (const [at, g] of (expected?.gradient ?? []).entries())
        expect(Math.abs((gradient[at] ?? Number.NaN) - g)).toBeLessThanOrEqual(
          1e-5 * Math.max(1, Math.abs(g)),
        );
    },
  );
});
