// Batch norm in training and its gradient by our own compiled kernels: see `ops/batchNormTrain.ts` for the formulas.
import type * as tf from '@tensorflow/tfjs';
import {
  type BatchNormTrainAttrs,
  type BatchNormTrainGradInputs,
  type BatchNormTrainInputs,
  batchNormTrain,
  batchNormTrainGrad,
} from '../ops/names';
import { allocate, floats } from './heap';
import { ownKernel } from './ownKernel';
import { type OwnKernels, pointer } from './ownModule';
import { blockBytes, blocksOf, countOf, doubles, doublesFor, joinSums } from './rowBlocks';
import { part, passWork, share, tasksFor } from './team';

/** Joins the blocks' means and squared differences to the first one's (Chan, Golub & LeVeque 1979). */
function joinMoments(
  means: Float64Array,
  squares: Float64Array,
  rows: number,
  channels: number,
  blocks: number,
): void {
  const step = blockBytes(channels) / 8;
  for (let block = 1; block < blocks; block++) {
    const [seen, end] = part(rows, block, blocks);
    const weight = (end - seen) / end;
    for (let c = 0; c < channels; c++) {
      const at = block * step + c;
      const apart = (means[at] ?? 0) - (means[c] ?? 0);
      means[c] = (means[c] ?? 0) + apart * weight;
      squares[c] = (squares[c] ?? 0) + (squares[at] ?? 0) + apart * apart * weight * seen;
    }
  }
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

/** Shares out a pass over `count` floats, cut where the constants begin anew. */
function shareRows(
  own: OwnKernels,
  count: number,
  period: number,
  pass: (kernels: OwnKernels, first: number, length: number) => void,
): void {
  const whole = Math.ceil(count / period);
  const work = count * passWork;
  const tasks = tasksFor(own, whole, work);
  share(own, tasks, work, (kernels, task) => {
    const [first, last] = part(whole, task, tasks).map((at) => Math.min(at * period, count)) as [
      number,
      number,
    ];
    pass(kernels, first, last - first);
  });
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
    const blocks = blocksOf(rows, count);
    const [first, second] = [doublesFor(backend, channels, blocks), doublesFor(backend, channels, blocks)];
    if (!y || !mean || !variance) throw new Error('Three shapes give three tensors.');
    const at = (tensor: tf.TensorInfo): number => pointer(backend, tensor);
    const input = { x: at(x), means: at(first), squares: at(second) };
    const block = blockBytes(channels);
    share(own, blocks, count * passWork, (kernels, index) => {
      const [begin, end] = part(rows, index, blocks);
      const shift = index * block;
      const from = input.x + begin * channels * 4;
      kernels.batchMoments(from, end - begin, channels, input.means + shift, input.squares + shift);
    });
    const [means, squares] = [doubles(backend, first), doubles(backend, second)];
    joinMoments(means, squares, rows, channels, blocks);
    const [meansOut, variances] = [floats(backend, mean), floats(backend, variance)];
    const gammas = gamma && floats(backend, gamma);
    const betas = beta && floats(backend, beta);
    repeated(floats(backend, constants), channels, (c) => {
      const spread = (squares[c] ?? 0) / rows;
      meansOut[c] = means[c] ?? 0;
      variances[c] = spread;
      return [means[c] ?? 0, (gammas?.[c] ?? 1) / Math.sqrt(spread + attrs.epsilon), betas?.[c] ?? 0];
    });
    const [from, to, by] = [at(x), at(y), at(constants)];
    shareRows(own, count, period, (kernels, first, length) => {
      kernels.normalise(from + first * 4, to + first * 4, length, by, period);
    });
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
    const blocks = blocksOf(rows, count);
    const [first, second] = [doublesFor(backend, channels, blocks), doublesFor(backend, channels, blocks)];
    const at = (tensor: tf.TensorInfo): number => pointer(backend, tensor);
    const input = { dy: at(dy), x: at(x), mean: at(mean), sums: at(first), products: at(second) };
    const block = blockBytes(channels);
    share(own, blocks, count * passWork, (kernels, index) => {
      const [begin, end] = part(rows, index, blocks);
      const [from, to] = [begin * channels * 4, index * block];
      kernels.batchGradientSums(
        ...[input.dy + from, input.x + from, input.mean, end - begin, channels],
        ...[input.sums + to, input.products + to],
      );
    });
    const [sums, products] = [doubles(backend, first), doubles(backend, second)];
    for (const totals of [sums, products]) joinSums(totals, channels, blocks);
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
    const [over, from, to, by] = [at(dy), at(x), at(dx), at(constants)];
    shareRows(own, count, period, (kernels, first, length) => {
      const shift = first * 4;
      kernels.applyBatchGradient(over + shift, from + shift, to + shift, length, by, period);
    });
    for (const { dataId } of [constants, first, second]) backend.disposeData(dataId);
    return [dx, dgamma, dbeta];
  },
);
