// Convolution gradients on WebGPU against the CPU backend, over stride, padding, odd channels, and sizes past every edge
// of a tile and of a part of the batch.
import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { type ConvActivation, convBiasActivation } from '../ops/convBiasActivation';
import { around, expectAgreement, startBackends, withGradients } from './agreement.fixture';
import { countDispatches } from './measure';

beforeAll(startBackends);

type Pad = 'same' | 'valid' | number;
const convolution = fc
  .record({
    shape: fc.tuple(
      fc.integer({ min: 1, max: 3 }),
      fc.integer({ min: 1, max: 13 }),
      fc.integer({ min: 1, max: 13 }),
    ),
    // One, odd, divisible by four, and past the tiles' sixteen and thirty-two columns.
    inputs: fc.constantFrom(1, 3, 4, 7, 8, 16, 20, 33, 36),
    outputs: fc.constantFrom(1, 3, 4, 9, 12, 16, 20, 33, 36),
    filter: fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 })),
    stride: fc.integer({ min: 1, max: 3 }),
    pad: fc.constantFrom<Pad>('same', 'valid', 0, 1, 2, 4),
  })
  .filter(({ shape: [, height, width], filter: [i, j], pad }) => {
    if (pad === 'same') return true;
    const sides = pad === 'valid' ? 0 : 2 * pad;
    return height + sides >= i && width + sides >= j;
  });

const convolve = (stride: number, pad: Pad) =>
  withGradients((x, w) =>
    tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, stride, typeof pad === 'number' ? around(pad) : pad),
  );

describe('convolution on WebGPU', () => {
  test('its output and both gradients equal the CPU backend in random cases', async () => {
    let seen = 0;
    await fc.assert(
      fc.asyncProperty(convolution, async ({ shape, inputs, outputs, filter, stride, pad }) => {
        await expectAgreement(
          [
            [...shape, inputs],
            [...filter, inputs, outputs],
          ],
          convolve(stride, pad),
        );
        seen++;
      }),
      { seed: 8474, numRuns: 120 },
    );
    expect(seen).toBe(120);
  });

  test('bias and ReLU fused into it agree, as does dilation', async () => {
    for (const [x, w, stride, dilation] of [
      [[2, 9, 7, 3], [3, 3, 3, 5], 1, 2],
      [[1, 12, 12, 8], [3, 2, 8, 20], 2, 1],
      [[2, 11, 10, 4], [3, 3, 4, 36], 1, 3],
    ] as const)
      for (const activation of ['linear', 'relu', 'elu'] as const)
        await expectAgreement([x, w, [w[3]]], (a, filter, bias) =>
          tf.fused.conv2d({
            x: a as tf.Tensor4D,
            filter: filter as tf.Tensor4D,
            bias: bias as tf.Tensor,
            strides: stride,
            dilations: dilation,
            pad: 'same',
            activation,
          }),
        );
  });

  test('as one operation with bias and activation it trains as the CPU backend does, in random cases', async () => {
    const more = fc.record({
      dilation: fc.integer({ min: 1, max: 3 }),
      biased: fc.boolean(),
      activation: fc.constantFrom<ConvActivation>('relu', 'relu', 'linear'),
    });
    await fc.assert(
      fc.asyncProperty(convolution, more, async (c, { dilation, biased, activation }) => {
        // tf.js takes a stride or a dilation, and a window that fits with it.
        const by = c.stride > 1 || c.pad !== 'same' ? 1 : dilation;
        const shapes = [[...c.shape, c.inputs], [...c.filter, c.inputs, c.outputs], [c.outputs]];
        const settings = {
          strides: [c.stride, c.stride],
          pad: typeof c.pad === 'number' ? around(c.pad) : c.pad,
          dilations: [by, by],
          activation,
        } as const;
        await expectAgreement(
          biased ? shapes : shapes.slice(0, 2),
          withGradients((x, w, b) => convBiasActivation(tf, x as tf.Tensor, w as tf.Tensor, b, settings)),
        );
      }),
      { seed: 8475, numRuns: 30 },
    );
    // Rows enough for several parts a column, and for more parts than a workgroup has threads.
    for (const [x, w] of [
      [
        [5, 32, 32, 1],
        [1, 1, 1, 3],
      ],
      [
        [2, 17, 19, 8],
        [3, 3, 8, 65],
      ],
    ] as const)
      await expectAgreement(
        [x, w, [w[3]]],
        withGradients((a, b, c) =>
          convBiasActivation(tf, a as tf.Tensor, b as tf.Tensor, c, {
            strides: [1, 1],
            pad: 'same',
            dilations: [1, 1],
            activation: 'relu',
          }),
        ),
      );
  });

  test('the layer sizes of real networks agree, the sum over pixels split in parts', async () => {
    const layers = [
      [[2, 28, 28, 1], [5, 5, 1, 6], 1, 'same'],
      [[2, 33, 33, 3], [7, 7, 3, 16], 2, 'same'],
      [[4, 16, 16, 16], [3, 3, 16, 16], 1, 'same'],
      [[2, 16, 16, 16], [1, 1, 16, 32], 2, 'same'],
      [[2, 14, 14, 48], [1, 1, 48, 20], 1, 'same'],
      [[1, 35, 35, 3], [11, 11, 3, 8], 4, 2],
      [[2, 8, 8, 64], [3, 3, 64, 64], 1, 'same'],
    ] as const;
    for (const [x, w, stride, pad] of layers) await expectAgreement([x, w], convolve(stride, pad));
  });

  test('a convolution takes one dispatch, its gradient four or, with bias and ReLU, five', async () => {
    await tf.setBackend('webgpu');
    const inputs = [tf.randomNormal([2, 16, 16, 8]), tf.randomNormal([3, 3, 8, 8]), tf.randomNormal([8])];
    const dy = tf.randomNormal([2, 16, 16, 8]);
    const dispatches = async (f: (x: tf.Tensor, w: tf.Tensor, b: tf.Tensor) => tf.Tensor, count: number) => {
      const { byProgram } = await countDispatches(tf.backend() as never, () => {
        tf.dispose(
          tf.grads((x, w, b) => f(x as tf.Tensor, w as tf.Tensor, b as tf.Tensor))(
            inputs.slice(0, count),
            dy,
          ),
        );
      });
      return Object.fromEntries(byProgram);
    };
    const convolved = {
      ConvasConv2D_64x16_fours: 1,
      ConvasFilterGradient_64x16_fours: 1,
      ConvasPartialSums: 1,
      ConvasInputGradient_64x16_fours: 1,
    };
    expect(await dispatches((x, w) => tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 1, 'same'), 2)).toEqual(
      convolved,
    );
    const settings = { strides: [1, 1], pad: 'same', dilations: [1, 1], activation: 'relu' } as const;
    expect(await dispatches((x, w, b) => convBiasActivation(tf, x, w, b, settings), 3)).toEqual({
      ...convolved,
      ConvasMaskAndSum: 1,
      ConvasTotalSums: 1,
    });
    tf.dispose([inputs, dy]);
  });
});
