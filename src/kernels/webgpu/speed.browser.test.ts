// Milliseconds of single kernels, ours and stock in turn, on this machine's WebGPU adapter. A measurement, not a test: it
// runs only with VITE_MEASURE set, and asserts no time.
import * as tf from '@tensorflow/tfjs';
import { describe, test } from 'vitest';
import { startBackends } from './agreement.fixture';
import { registerWebgpuKernels, restoreStockWebgpuKernels } from './register';

async function time(f: () => tf.Tensor): Promise<number> {
  const start = performance.now();
  const y = f();
  await y.data();
  const spent = performance.now() - start;
  y.dispose();
  return spent;
}

describe.skipIf(!import.meta.env.VITE_MEASURE)('speed', () => {
  test('of single kernels', async () => {
    await startBackends();
    const lines: string[] = [];
    const cases: Record<string, () => tf.Tensor> = {};
    /** A convolution of n images of h × h with c channels by o filters of k × k, and its gradients. */
    const conv = (n: number, h: number, c: number, o: number, k: number, s: number) => {
      const x = tf.randomNormal([n, h, h, c]) as tf.Tensor4D;
      const w = tf.randomNormal([k, k, c, o]) as tf.Tensor4D;
      const y = tf.conv2d(x, w, s, 'same');
      const attrs = { strides: s, pad: 'same', dataFormat: 'NHWC', dimRoundingMode: undefined };
      cases[`conv ${[n, h, c, o, k, s]}`] = () => tf.conv2d(x, w, s, 'same');
      cases[`filter ${[n, h, c, o, k, s]}`] = () =>
        tf.engine().runKernel('Conv2DBackpropFilter', { x, dy: y }, {
          ...attrs,
          filterShape: w.shape,
        } as never) as tf.Tensor;
      cases[`input ${[n, h, c, o, k, s]}`] = () =>
        tf.engine().runKernel('Conv2DBackpropInput', { dy: y, filter: w }, {
          ...attrs,
          inputShape: x.shape,
        } as never) as tf.Tensor;
    };
    conv(16, 28, 1, 6, 5, 1);
    conv(16, 14, 6, 16, 5, 1);
    conv(8, 32, 3, 16, 3, 1);
    conv(8, 32, 16, 16, 3, 1);
    conv(8, 32, 16, 32, 3, 2);
    conv(8, 16, 32, 32, 3, 1);
    conv(8, 8, 64, 64, 3, 1);
    conv(8, 14, 64, 24, 1, 1);
    const x = tf.randomNormal([16, 32, 32, 16]) as tf.Tensor4D;
    cases['max 2'] = () => tf.tidy(() => tf.grad((a) => tf.maxPool(a as tf.Tensor4D, 2, 2, 'same'))(x));
    cases['max 3'] = () => tf.tidy(() => tf.grad((a) => tf.maxPool(a as tf.Tensor4D, 3, 2, 'same'))(x));
    cases['avg 2'] = () => tf.tidy(() => tf.grad((a) => tf.avgPool(a as tf.Tensor4D, 2, 2, 'same'))(x));
    cases['avg 3,1'] = () => tf.tidy(() => tf.grad((a) => tf.avgPool(a as tf.Tensor4D, 3, 1, 'same'))(x));
    cases.relu = () => tf.tidy(() => tf.grad((a) => tf.relu(a))(x));
    cases.sum = () => tf.sum(x, [0, 1, 2]);
    const dense = tf.randomNormal([64, 120]);
    cases['sum 64,120'] = () => tf.sum(dense, 0);
    for (const [name, f] of Object.entries(cases)) {
      const [ours, stock]: [number[], number[]] = [[], []];
      for (let round = 0; round < 9; round++) {
        await registerWebgpuKernels();
        ours.push(await time(f));
        restoreStockWebgpuKernels();
        stock.push(await time(f));
      }
      const least = (times: number[]) => Math.min(...times.slice(1));
      const median = (times: number[]) => times.sort((a, b) => a - b)[4] ?? Number.NaN;
      lines.push(
        `${name}: ours ${least(ours).toFixed(1)} stock ${least(stock).toFixed(1)} ms  ${(least(stock) / least(ours)).toFixed(2)} median ${(median(stock) / median(ours)).toFixed(2)}`,
      );
    }
    console.log(lines.join('\n'));
  }, 600_000);
});
