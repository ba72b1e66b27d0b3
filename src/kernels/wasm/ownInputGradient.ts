// The input gradient of a convolution by our own compiled kernels.
import type * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { allocate } from './heap';
import { correlateAll, type Pass } from './ownCorrelate';
import type { Images, Info } from './ownImages';
import { type OwnKernels, pointer } from './ownModule';

/**
 * `dx[n,y,x,c] = Σ_{i,j,o} dy[n, (y+top−i)/s, (x+left−j)/s, o] · W[i,j,c,o]`, over whole quotients only. Pixels whose
 * y+top leaves the same remainder by s see the same taps, i = remainder + s·k: for each remainder (of rows and of
 * columns) it is a plain convolution of dy with those taps, turned by 180° (Dumoulin & Visin 2016, section 4).
 */
export function inputGradient(
  own: OwnKernels,
  backend: BackendWasm,
  info: Info,
  dy: tf.TensorInfo,
  filter: tf.TensorInfo,
): tf.TensorInfo {
  const { inChannels, outChannels, outHeight, outWidth, padInfo, filterWidth } = info;
  const dx = allocate(backend, info.inShape);
  const at = pointer(backend, filter);
  const rows = remainders(info.filterHeight, info.strideHeight, padInfo.top, info.inHeight);
  const columns = remainders(filterWidth, info.strideWidth, padInfo.left, info.inWidth);
  const top = Math.max(0, ...rows.map(({ first }) => -first));
  const left = Math.max(0, ...columns.map(({ first }) => -first));
  const images: Images = {
    at: pointer(backend, dy),
    count: info.batchSize,
    height: outHeight,
    width: outWidth,
    channels: outChannels,
    top,
    bottom: Math.max(0, ...rows.map(({ last }) => last - outHeight + 1)),
    left,
    right: Math.max(0, ...columns.map(({ last }) => last - outWidth + 1)),
  };
  const passes = rows.flatMap((row) =>
    columns.map((column): Pass => {
      const seen = row.taps > 0 && column.taps > 0;
      return {
        taps: seen ? [row.taps, column.taps] : [0, 0],
        from: [row.first + top, column.first + left],
        size: [row.size, column.size],
        to: [row.to, column.to],
        step: [info.strideHeight, info.strideWidth],
        weightAt: (i, j) => {
          const [y, x] = [row.tapAt(i), column.tapAt(j)];
          return at + (y * filterWidth + x) * inChannels * outChannels * 4;
        },
        // Read with its channels swapped: dy's are the input.
        weightSteps: [4, outChannels * 4],
      };
    }),
  );
  const output = {
    at: pointer(backend, dx),
    height: info.inHeight,
    width: info.inWidth,
    channels: inChannels,
  };
  correlateAll(own, backend, images, passes, output);
  return dx;
}

/** The pixels of one axis by the remainder of (pixel + padding) by the stride. */
export interface Remainder {
  readonly taps: number;
  /** The filter tap that comes at place t of the turned filter. */
  readonly tapAt: (t: number) => number;
  /** The first and last places in dy that are read, outside it too. */
  readonly first: number;
  readonly last: number;
  /** The first pixel, and how many there are, a stride apart. */
  readonly to: number;
  readonly size: number;
}

/** All remainders that have pixels. A dilation above 1 goes with a stride of 1. */
export function remainders(
  filter: number,
  stride: number,
  padding: number,
  length: number,
  dilation = 1,
): readonly Remainder[] {
  const found: Remainder[] = [];
  for (let remainder = 0; remainder < stride; remainder++) {
    const taps = Math.max(0, Math.ceil((filter - remainder) / stride));
    const low = Math.ceil((padding - remainder) / stride);
    const high = Math.floor((length - 1 + padding - remainder) / stride);
    if (high < low) continue;
    const first = low - Math.max(taps - 1, 0) * dilation;
    const tapAt = (t: number): number => remainder + stride * (taps - 1 - t);
    const to = stride * low + remainder - padding;
    found.push({ taps, tapAt, first, last: high, to, size: high - low + 1 });
  }
  return found;
}
