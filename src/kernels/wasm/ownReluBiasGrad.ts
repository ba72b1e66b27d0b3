// The gradient back through ReLU and the bias of a convolution by our own compiled kernel: see `ops/convBiasActivation.ts`.
import { type ReluBiasGradInputs, reluBiasGrad } from '../ops/names';
import { allFloat, allocate, floats } from './heap';
import { ownKernel } from './ownKernel';
import { pointer } from './ownModule';
import { blockBytes, blocksOf, countOf, doubles, doublesFor, joinSums } from './rowBlocks';
import { part, passWork, share } from './team';

/** dz, and its sum over all axes but the last. */
export const ownReluBiasGrad = ownKernel<ReluBiasGradInputs, object>(
  reluBiasGrad,
  ({ inputs: { dy, y }, backend }, own) => {
    if (!allFloat(dy, y)) return undefined;
    const channels = y.shape.at(-1) ?? 1;
    const count = countOf(y);
    const rows = count / channels;
    const blocks = blocksOf(rows, count);
    const [dz, dbias] = [allocate(backend, y.shape), allocate(backend, [channels])];
    const sums = doublesFor(backend, channels, blocks);
    const [from, over, to, at] = [
      pointer(backend, y),
      pointer(backend, dy),
      pointer(backend, dz),
      pointer(backend, sums),
    ];
    const block = blockBytes(channels);
    share(own, blocks, count * passWork, (kernels, index) => {
      const [begin, end] = part(rows, index, blocks);
      const shift = begin * channels * 4;
      kernels.reluBiasGradient(
        ...[from + shift, over + shift, to + shift, end - begin, channels, at + index * block],
      );
    });
    const totals = doubles(backend, sums);
    joinSums(totals, channels, blocks);
    floats(backend, dbias).set(totals.subarray(0, channels));
    backend.disposeData(sums.dataId);
    return [dz, dbias];
  },
);
