// The two gradients of a depthwise convolution by our own compiled kernels. With a channel multiplier M, x comes with
// each channel repeated M times and dx is summed over them, so that the kernels know one filter a channel.
import * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { infoOf } from './depthwiseGradients';
import { allFloat, allocate } from './heap';
import { type Images, type Info, inputImages, isPadded, paddedBytes, padInto, roundUp } from './ownImages';
import { type Remainder, remainders } from './ownInputGradient';
import { ownKernel } from './ownKernel';
import { type OwnKernels, pointer } from './ownModule';
import { part, share, tasksFor } from './team';

type Four = [number, number, number, number];

/** Floats that a kernel may read past the end of what it was given. */
const SPARE = 4;

/** How many sums over parts of the batch are kept apart; they are added in their order. */
const PARTS = 8;

/** Tensors for the length of one kernel. */
class Scratch {
  readonly #backend: BackendWasm;
  readonly #made: tf.TensorInfo[] = [];

  constructor(backend: BackendWasm) {
    this.#backend = backend;
  }

  /** Room for so many floats, and where it lies. */
  floats(count: number): { readonly tensor: tf.TensorInfo; readonly at: number } {
    const tensor = allocate(this.#backend, [count + SPARE]);
    this.#made.push(tensor);
    return { tensor, at: pointer(this.#backend, tensor) };
  }

  dispose(): void {
    for (const { dataId } of this.#made) this.#backend.disposeData(dataId);
  }
}

/** `dW[i,j,c,m] = Σ_{n,p,q} x[n, p·s+i·d−top, q·s+j·d−left, c] · dy[n,p,q,c·M+m]`. */
export const ownDepthwiseBackpropFilter = ownKernel<
  tf.DepthwiseConv2dNativeBackpropFilterInputs,
  tf.DepthwiseConv2dNativeBackpropFilterAttrs
>(tf.DepthwiseConv2dNativeBackpropFilter, ({ inputs: { x, dy }, attrs, backend }, own) => {
  if (!allFloat(x, dy)) return undefined;
  const info = infoOf(x.shape as Four, attrs.filterShape, attrs);
  const dw = allocate(backend, attrs.filterShape);
  const scratch = new Scratch(backend);
  filterGradient(own, info, inputImages(backend, info, x), pointer(backend, dy), dw, backend, scratch);
  scratch.dispose();
  return dw;
});

function filterGradient(
  own: OwnKernels,
  info: Info,
  images: Images,
  dy: number,
  dw: tf.TensorInfo,
  backend: BackendWasm,
  scratch: Scratch,
): void {
  const { batchSize, outHeight, outWidth, outChannels, filterHeight, filterWidth } = info;
  const parts = Math.min(PARTS, batchSize);
  const repeated = repeatedImages(info, images, parts, scratch);
  const image = paddedBytes(repeated);
  const room = image + SPARE * 4;
  const padded = isPadded(repeated) ? scratch.floats((parts * room) / 4).at : undefined;
  const taps = filterHeight * filterWidth;
  const block = taps * roundUp(outChannels, 4) * 8;
  const sums = scratch.floats((parts * block) / 4);
  const row = (repeated.left + repeated.width + repeated.right) * outChannels * 4;
  const pixel = outChannels * 4;
  share(own, parts, batchSize * outHeight * outWidth * outChannels * taps, (kernels, index) => {
    const [begin, end] = part(batchSize, index, parts);
    kernels.clear(sums.at + index * block, block);
    const laidOut = padded && padded + index * room;
    for (let n = begin; n < end; n++) {
      const from = repeatImage(kernels, info, images, repeated, n, index);
      if (laidOut) padInto(kernels, { ...repeated, at: from }, 0, 1, laidOut);
      kernels.addDepthwiseFilter(
        laidOut ?? from,
        dy + n * outHeight * outWidth * pixel,
        sums.at + index * block,
        ...[outHeight, outWidth, outChannels, row * info.strideHeight, pixel * info.strideWidth],
        ...[filterHeight, filterWidth, row * info.dilationHeight, pixel * info.dilationWidth],
      );
    }
  });
  own.writeDepthwiseFilter(sums.at, parts, taps, outChannels, pointer(backend, dw));
}

/** The images with as many channels as dy has: the same where there is no multiplier, else room for one in each part. */
function repeatedImages(info: Info, images: Images, parts: number, scratch: Scratch): Images {
  const { inHeight, inWidth, inChannels, outChannels } = info;
  if (outChannels === inChannels) return images;
  const room = parts * (inHeight * inWidth * outChannels + SPARE);
  return { ...images, at: scratch.floats(room).at, channels: outChannels };
}

/** Where image n lies with its channels repeated. */
function repeatImage(
  own: OwnKernels,
  info: Info,
  images: Images,
  repeated: Images,
  n: number,
  index: number,
): number {
  const count = info.inHeight * info.inWidth * info.inChannels;
  const from = images.at + n * count * 4;
  if (repeated === images) return from;
  const multiplier = info.outChannels / info.inChannels;
  const to = repeated.at + index * (count * multiplier + SPARE) * 4;
  own.repeatFloats(from, to, count, multiplier);
  return to;
}

/**
 * `dx[n,y,x,c] = Σ_{i,j,m} dy[n,p,q,c·M+m] · W[i,j,c,m]` over the outputs (p,q) that read (y,x) through tap (i,j): for
 * the pixels of one remainder by the stride a convolution with the taps that they see, turned (`ownInputGradient.ts`).
 */
export const ownDepthwiseBackpropInput = ownKernel<
  tf.DepthwiseConv2dNativeBackpropInputInputs,
  tf.DepthwiseConv2dNativeBackpropInputAttrs
>(tf.DepthwiseConv2dNativeBackpropInput, ({ inputs: { dy, filter }, attrs, backend }, own) => {
  if (!allFloat(dy, filter)) return undefined;
  const info = infoOf(attrs.inputShape, filter.shape as Four, attrs);
  const dx = allocate(backend, attrs.inputShape);
  const scratch = new Scratch(backend);
  inputGradient(own, info, pointer(backend, dy), pointer(backend, filter), pointer(backend, dx), scratch);
  scratch.dispose();
  return dx;
});

function inputGradient(
  own: OwnKernels,
  info: Info,
  dy: number,
  filter: number,
  dx: number,
  scratch: Scratch,
): void {
  const { batchSize, inHeight, inWidth, inChannels, outHeight, outWidth, outChannels } = info;
  const { padInfo, filterHeight, filterWidth, dilationHeight, dilationWidth } = info;
  const rows = remainders(filterHeight, info.strideHeight, padInfo.top, inHeight, dilationHeight);
  const columns = remainders(filterWidth, info.strideWidth, padInfo.left, inWidth, dilationWidth);
  const images: Images = {
    at: dy,
    count: batchSize,
    height: outHeight,
    width: outWidth,
    channels: outChannels,
    ...{ top: before(rows), bottom: after(rows, outHeight) },
    ...{ left: before(columns), right: after(columns, outWidth) },
  };
  const image = paddedBytes(images);
  const multiplier = outChannels / inChannels;
  const size = inHeight * inWidth;
  const work = batchSize * outHeight * outWidth * outChannels * filterHeight * filterWidth;
  const tasks = tasksFor(own, batchSize, work);
  const room = image / 4 + SPARE;
  const padded = isPadded(images) ? scratch.floats(tasks * room).at : undefined;
  const wide = multiplier > 1 ? scratch.floats(tasks * size * outChannels).at : undefined;
  share(own, tasks, work, (kernels, task) => {
    const laidOut = padded && padded + task * room * 4;
    const sums = wide && wide + task * size * outChannels * 4;
    const [begin, end] = part(batchSize, task, tasks);
    for (let n = begin; n < end; n++) {
      if (laidOut) padInto(kernels, images, n, 1, laidOut);
      const to = dx + n * size * inChannels * 4;
      for (const row of rows)
        for (const column of columns)
          correlate(kernels, info, images, row, column, laidOut ?? dy + n * image, sums ?? to, filter);
      if (sums) kernels.sumRuns(sums, to, size * inChannels, multiplier);
    }
  });
}

/** Zeros needed before and after dy. */
const before = (all: readonly Remainder[]): number => Math.max(0, ...all.map(({ first }) => -first));
const after = (all: readonly Remainder[], length: number): number =>
  Math.max(0, ...all.map(({ last }) => last - length + 1));

/** The pixels of one remainder of rows and one of columns, of one image. */
function correlate(
  own: OwnKernels,
  info: Info,
  images: Images,
  row: Remainder,
  column: Remainder,
  from: number,
  to: number,
  filter: number,
): void {
  const { inWidth, outChannels, filterWidth, strideHeight, strideWidth, dilationHeight, dilationWidth } =
    info;
  const pixel = outChannels * 4;
  const line = (images.left + images.width + images.right) * pixel;
  const seen = row.taps > 0 && column.taps > 0;
  own.depthwiseCorrelate(
    from + (row.first + images.top) * line + (column.first + images.left) * pixel,
    to + (row.to * inWidth + column.to) * pixel,
    seen ? filter + (row.tapAt(0) * filterWidth + column.tapAt(0)) * pixel : filter,
    ...[row.size, column.size, outChannels, line, pixel],
    ...[strideHeight * inWidth * pixel, strideWidth * pixel],
    ...(seen ? [row.taps, column.taps] : [0, 0]),
    ...[line * dilationHeight, pixel * dilationWidth],
    // From one tap of the turned filter to the next it goes back by the stride.
    ...[-strideHeight * filterWidth * pixel, -strideWidth * pixel],
  );
}
