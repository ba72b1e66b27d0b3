// Batch norm in training and its gradient by our own compiled kernels: see `ops/batchNormTrain.ts` for the formulas.
import * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import {
  type BatchNormTrainAttrs,
  type BatchNormTrainGradInputs,
  type BatchNormTrainInputs,
  batchNormTrain,
  batchNormTrainGrad,
} from '../ops/names';
import { allocate, floats } from './heap';
import { ownKernel } from './ownKernel';
import { pointer } from './ownModule';

const countOf = (x: tf.TensorInfo): number => tf.util.sizeFromShape(x.shape);

/** Room for one double a channel, in whole vectors of four, as a float tensor. */
const doublesFor = (backend: BackendWasm, channels: number): tf.TensorInfo =>
  allocate(backend, [Math.ceil(channels / 4) * 8]);

function doubles(backend: BackendWasm, tensor: tf.TensorInfo): Float64Array {
  const view = floats(backend, tensor);
  return new Float64Array(view.buffer, view.byteOffset, view.length / 2);
}

/** After how many floats a vector of `channels` repeats on whole vectors of four. */
const periodOf = (channels: number): number => {
  if (channels % 4 === 0) return channels;
  return channels * (channels % 2 === 0 ? 2 : 4);
};

/** Writes vectors over the channels one after the other, each repeated to a period. */
function repeated(
  to: Float32Array,
  channels: number,
  vectorsAt: (channel: number) => readonly number[],
): void {
  const period = periodOf(channels);
  for (let c = 0; c < channels; c++) {
    for (const [i, value] of vectorsAt(c).entries())
      for (let at = c; at < period; at += channels) to[i * period + at] = value;
  }
}

/** y, and mean and variance over all axes but the last. */
export const ownBatchNormTrain = ownKernel<BatchNormTrainInputs, BatchNormTrainAttrs>(
  batchNormTrain,
  ({ inputs, attrs, backend }, own) => {
    const { x } = inputs;
    const [gamma, beta] = [inputs.gamma, inputs.beta] as (tf.TensorInfo | undefined)[];
    const channels = x.shape.at(-1) ?? 1;
    const count = countOf(x);
    const rows = count / channels;
    const period = periodOf(channels);
    const [y, mean, variance] = [x.shape, [channels], [channels]].map((shape) => allocate(backend, shape));
    const constants = allocate(backend, [3 * period]);
    const [first, second] = [doublesFor(backend, channels), doublesFor(backend, channels)];
    if (!y || !mean || !variance) throw new Error('Three shapes give three tensors.');
    const at = (tensor: tf.TensorInfo): number => pointer(backend, tensor);
    own.batchMoments(at(x), rows, channels, at(first), at(second));
    const [means, squares] = [doubles(backend, first), doubles(backend, second)];
    const [meansOut, variances] = [floats(backend, mean), floats(backend, variance)];
    const gammas = gamma && floats(backend, gamma);
    const betas = beta && floats(backend, beta);
    repeated(floats(backend, constants), channels, (c) => {
      const spread = (squares[c] ?? 0) / rows;
      meansOut[c] = means[c] ?? 0;
      variances[c] = spread;
      return [means[c] ?? 0, (gammas?.[c] ?? 1) / Math.sqrt(spread + attrs.epsilon), betas?.[c] ?? 0];
    });
    own.normalise(at(x), at(y), count, at(constants), period);
    for (const { dataId } of [constants, first, second]) backend.disposeData(dataId);
    return [y, mean, variance];
  },
);

/** dx, dγ and dβ. */
export const ownBatchNormTrainGrad = ownKernel<BatchNormTrainGradInputs, BatchNormTrainAttrs>(
  batchNormTrainGrad,
  ({ inputs, attrs, backend }, own) => {
    const { dy, x, mean, variance } = inputs;
    const gamma = inputs.gamma as tf.TensorInfo | undefined;
    const channels = x.shape.at(-1) ?? 1;
    const count = countOf(x);
    const rows = count / channels;
    const period = periodOf(channels);
    const dx = allocate(backend, x.shape);
    const [dgamma, dbeta] = [allocate(backend, [channels]), allocate(backend, [channels])];
    const constants = allocate(backend, [4 * period]);
    const [first, second] = [doublesFor(backend, channels), doublesFor(backend, channels)];
    const at = (tensor: tf.TensorInfo): number => pointer(backend, tensor);
    own.batchGradientSums(at(dy), at(x), at(mean), rows, channels, at(first), at(second));
    const [sums, products] = [doubles(backend, first), doubles(backend, second)];
    const [means, variances] = [floats(backend, mean), floats(backend, variance)];
    const [dgammas, dbetas] = [floats(backend, dgamma), floats(backend, dbeta)];
    const gammas = gamma && floats(backend, gamma);
    repeated(floats(backend, constants), channels, (c) => {
      const r = 1 / Math.sqrt((variances[c] ?? 0) + attrs.epsilon);
      const a = (gammas?.[c] ?? 1) * r;
      const [sum, product] = [sums[c] ?? 0, products[c] ?? 0];
      dbetas[c] = sum;
      dgammas[c] = r * product;
      return [means[c] ?? 0, a, (-a * r * r * product) / rows, (-a * sum) / rows];
    });
    own.applyBatchGradient(at(dy), at(x), at(dx), count, at(constants), period);
    for (const { dataId } of [constants, first, second]) backend.disposeData(dataId);
    return [dx, dgamma, dbeta];
  },
);
