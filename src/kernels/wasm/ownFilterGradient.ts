// The filter gradient of a convolution by our own compiled kernel, in pieces small enough for the first-level cache.
import type * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { allocate, floats } from './heap';
import { type Info, inputImages, isPadded, paddedBytes, padInto, roundUp } from './ownImages';
import { type OwnKernels, pointer } from './ownModule';

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
  const tiles =
    runs * Math.ceil(length / TILE_FLOATS) * (roundUp(outChannels, TILE_CHANNELS) / TILE_CHANNELS);
  const dw = allocate(backend, info.filterShape);
  const sums = allocate(backend, [tiles * TILE_FLOATS * TILE_CHANNELS]);
  const offsets = allocate(backend, [runs]);
  // The kernel reads a little past the last run.
  const padded = isPadded(images) ? allocate(backend, [(group * image) / 4 + TILE_FLOATS]) : undefined;
  floats(backend, sums).fill(0);
  const rowStep = (images.left + images.width + images.right) * inChannels * 4;
  writeOffsets(floats(backend, offsets), info, rowStep);
  const rows = piece(group, outHeight, rowStep * info.strideHeight + outWidth * outChannels * 4);
  for (let first = 0; first < batchSize; first += group) {
    const count = Math.min(group, batchSize - first);
    if (padded) padInto(own, images, first, count, pointer(backend, padded));
    const from = padded ? pointer(backend, padded) : images.at + first * image;
    for (let row = 0; row < outHeight; row += rows) {
      own.addFilterGradient(
        from + row * info.strideHeight * rowStep,
        pointer(backend, dy) + first * dyImage + row * outWidth * outChannels * 4,
        pointer(backend, sums),
        pointer(backend, offsets),
        runs,
        length,
        outChannels,
        count,
        image,
        dyImage,
        Math.min(rows, outHeight - row),
        rowStep * info.strideHeight,
        outWidth,
        inChannels * 4 * info.strideWidth,
      );
    }
  }
  own.writeFilterGradient(pointer(backend, sums), pointer(backend, dw), runs, length, outChannels);
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
