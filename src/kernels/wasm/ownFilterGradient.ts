// The filter gradient of a convolution by our own compiled kernel, in pieces small enough for the first-level cache.
import type * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { allocate, floats } from './heap';
import { type Info, inputImages, isPadded, paddedBytes, padInto, roundUp } from './ownImages';
import { type OwnKernels, pointer } from './ownModule';
import { part, share, tasksFor, threadsOf } from './team';

/** Bytes of image and output gradient that the kernel goes over again and again. */
const PIECE_BYTES = 24_576;
/** With fewer pixels at a time the sums would be fetched and put away more often than added to. */
const PIECE_PIXELS = 64;
/** A tile of sums: six floats of a run by eight channels. */
const [TILE_FLOATS, TILE_CHANNELS] = [6, 8];

/** `dW[i,j,c,o] = Σ_{n,p,q} x[n, p·s+i·d−top, q·s+j·d−left, c] · dy[n,p,q,o]`, for any stride s and dilation d. */
export function filterGradient(
  own: OwnKernels,
  backend: BackendWasm,
  info: Info,
  x: tf.TensorInfo,
  dy: tf.TensorInfo,
): tf.TensorInfo {
  const { filterHeight, filterWidth, inChannels, outChannels, outHeight, outWidth, batchSize } = info;
  const images = inputImages(backend, info, x);
  const image = paddedBytes(images);
  const dyImage = outHeight * outWidth * outChannels * 4;
  const byBytes = Math.floor(PIECE_BYTES / (image + dyImage));
  const byPixels = Math.ceil(PIECE_PIXELS / (outHeight * outWidth));
  const group = Math.min(Math.max(byBytes, byPixels, 1), batchSize);
  const [runs, length] =
    info.dilationWidth === 1
      ? [filterHeight, filterWidth * inChannels]
      : [filterHeight * filterWidth, inChannels];
  const tileRows = runs * Math.ceil(length / TILE_FLOATS);
  const tileRow = TILE_FLOATS * roundUp(outChannels, TILE_CHANNELS);
  const pixels = batchSize * outHeight * outWidth;
  const work = pixels * runs * length * outChannels;
  // As few as there are threads, since each lays out all images.
  const tasks = tasksFor(own, Math.min(tileRows, threadsOf(own)), work);
  const dw = allocate(backend, info.filterShape);
  const sums = allocate(backend, [tileRows * tileRow]);
  const offsets = allocate(backend, [runs]);
  // The kernel reads a little past the last run.
  const room = (group * image) / 4 + TILE_FLOATS;
  const padded = isPadded(images) ? allocate(backend, [tasks * room]) : undefined;
  const rowStep = (images.left + images.width + images.right) * inChannels * 4;
  writeOffsets(floats(backend, offsets), info, rowStep);
  const rows = piece(group, outHeight, rowStep * info.strideHeight + outWidth * outChannels * 4);
  const at = {
    dy: pointer(backend, dy),
    sums: pointer(backend, sums),
    offsets: pointer(backend, offsets),
    padded: padded && pointer(backend, padded),
  };
  share(own, tasks, work, (kernels, task) => {
    const [begin, end] = part(tileRows, task, tasks);
    kernels.clear(at.sums + begin * tileRow * 4, (end - begin) * tileRow * 4);
    const laidOut = at.padded && at.padded + task * room * 4;
    for (let first = 0; first < batchSize; first += group) {
      const count = Math.min(group, batchSize - first);
      if (laidOut) padInto(kernels, images, first, count, laidOut);
      const from = laidOut ?? images.at + first * image;
      for (let row = 0; row < outHeight; row += rows) {
        kernels.addFilterGradient(
          from + row * info.strideHeight * rowStep,
          at.dy + first * dyImage + row * outWidth * outChannels * 4,
          ...[at.sums, at.offsets, begin, end, length, outChannels],
          ...[count, image, dyImage, Math.min(rows, outHeight - row), rowStep * info.strideHeight],
          ...[outWidth, inChannels * 4 * info.strideWidth],
        );
      }
    }
  });
  own.writeFilterGradient(at.sums, pointer(backend, dw), runs, length, outChannels);
  for (const tensor of [sums, offsets, ...(padded ? [padded] : [])]) backend.disposeData(tensor.dataId);
  return dw;
}

/** Rows of output at a time: all where several images go together, else as many as the cache takes. */
function piece(group: number, rows: number, rowBytes: number): number {
  return group > 1 ? rows : Math.max(1, Math.min(rows, Math.floor(PIECE_BYTES / rowBytes)));
}

/** Where each run of the filter begins in the padded image, in bytes, as whole numbers in the tensor's memory. */
function writeOffsets(memory: Float32Array, info: Info, rowStep: number): void {
  const to = new Uint32Array(memory.buffer, memory.byteOffset, memory.length);
  const columns = info.dilationWidth === 1 ? 1 : info.filterWidth;
  for (let run = 0; run < to.length; run++) {
    const [i, j] = [Math.floor(run / columns), run % columns];
    to[run] = i * info.dilationHeight * rowStep + j * info.dilationWidth * info.inChannels * 4;
  }
}
