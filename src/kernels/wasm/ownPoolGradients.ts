// The gradients of 2-D pooling by our own compiled kernel, images shared out among threads: see `avgPoolGrad.ts` for how
// the average's differs from tf.js's.
import * as tf from '@tensorflow/tfjs';
import { type PoolInfo, poolInfo } from '../poolInfo';
import { allFloat, allocate } from './heap';
import { ownKernel } from './ownKernel';
import { type OwnKernels, pointer } from './ownModule';
import { part, passWork, share, tasksFor } from './team';

/** `dx[y,x] = Σ dy[window] / (pixels of the window inside the image)`, over the windows that hold (y,x). */
export const ownAvgPoolGrad = ownKernel<tf.AvgPoolGradInputs, tf.AvgPoolGradAttrs>(
  tf.AvgPoolGrad,
  ({ inputs: { dy, input }, attrs, backend }, own) => {
    if (!allFloat(dy, input)) return undefined;
    const dx = allocate(backend, input.shape);
    const at = (tensor: tf.TensorInfo) => pointer(backend, tensor);
    byImages(own, poolInfo(input, attrs), { dy: at(dy), dx: at(dx) });
    return dx;
  },
);

/** `dx` gets each window's `dy` at the window's first largest element in row order; windows that overlap add up. */
export const ownMaxPoolGrad = ownKernel<tf.MaxPoolGradInputs, tf.MaxPoolGradAttrs>(
  tf.MaxPoolGrad,
  ({ inputs: { dy, input, output }, attrs, backend }, own) => {
    if (!allFloat(dy, input, output)) return undefined;
    const dx = allocate(backend, input.shape);
    const at = (tensor: tf.TensorInfo) => pointer(backend, tensor);
    const forward = { x: at(input), y: at(output) };
    byImages(own, poolInfo(input, attrs), { ...forward, dy: at(dy), dx: at(dx) });
    return dx;
  },
);

/** Where the tensors lie; without what the forward pass took and gave, each window's average is meant. */
interface Places {
  readonly x?: number;
  readonly y?: number;
  readonly dy: number;
  readonly dx: number;
}

function byImages(own: OwnKernels, info: PoolInfo, { x, y, dy, dx }: Places): void {
  const { batchSize, inHeight, inWidth, inChannels, outHeight, outWidth, padInfo } = info;
  const work = batchSize * inHeight * inWidth * inChannels * passWork;
  const [inImage, outImage] = [inHeight * inWidth * inChannels * 4, outHeight * outWidth * inChannels * 4];
  const tasks = tasksFor(own, batchSize, work);
  share(own, tasks, work, (kernels, task) => {
    const [first, last] = part(batchSize, task, tasks);
    const fromFirst = (at: number | undefined, image: number) => (at === undefined ? 0 : at + first * image);
    kernels.poolGradient(
      ...[fromFirst(x, inImage), fromFirst(y, outImage), fromFirst(dy, outImage), fromFirst(dx, inImage)],
      ...[last - first, inHeight, inWidth, inChannels, outHeight, outWidth],
      ...[info.effectiveFilterHeight, info.effectiveFilterWidth, info.strideHeight, info.strideWidth],
      ...[padInfo.top, padInfo.left],
    );
  });
}
