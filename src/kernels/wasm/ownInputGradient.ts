// The input gradient of a convolution by our own compiled kernels. This side lays things out (padding, filter panels,
// tables of pixels); `assembly/` multiplies.
import type * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { allocate, floats } from './heap';
import { type Images, type Info, isPadded, paddedBytes, padInto, roundUp } from './ownImages';
import { type OwnKernels, pointer } from './ownModule';

/** Output channels that the compiled kernel computes side by side. */
const PANEL = 8;
/** Pixels in a table, and bytes of padded images laid out at a time: both are to stay in the second-level cache. */
const TABLE_PIXELS = 2048;
const PADDED_BYTES = 1 << 17;

/** One regular set of pixels of dx that see the same filter taps. */
interface Pass {
  /** Filter rows and columns seen. */
  readonly taps: readonly [number, number];
  /** The first pixel's corner in the padded dy; its neighbours' lie side by side. */
  readonly from: readonly [number, number];
  /** How many pixels, the first one's place in dx, and the steps there. */
  readonly size: readonly [number, number];
  readonly to: readonly [number, number];
  readonly step: readonly [number, number];
  /** Where the filter value of tap (row, column) lies, its channels both the first. */
  readonly weightAt: (row: number, column: number) => number;
}

/** dx, [height, width, channels] an image. */
interface Output {
  readonly at: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

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

/** How many images are computed at a time. */
function groupOf(images: Images, passes: readonly Pass[]): number {
  const pixels = Math.max(1, ...passes.map(({ size }) => size[0] * size[1]));
  const byPixels = Math.floor(TABLE_PIXELS / pixels);
  const byBytes = isPadded(images) ? Math.floor(PADDED_BYTES / paddedBytes(images)) : byPixels;
  return Math.max(1, Math.min(byPixels, byBytes, images.count));
}

/** Writes the table of one pass: for each pixel of each image of a group, its offsets in the input and the output. */
function writeTable(table: Uint32Array, images: Images, pass: Pass, output: Output, group: number): void {
  const width = images.left + images.width + images.right;
  const image = paddedBytes(images);
  let at = 0;
  for (let n = 0; n < group; n++) {
    for (let p = 0; p < pass.size[0]; p++) {
      const y = pass.from[0] + p;
      const outY = pass.to[0] + p * pass.step[0];
      for (let q = 0; q < pass.size[1]; q++) {
        const x = pass.from[1] + q;
        const outX = pass.to[1] + q * pass.step[1];
        table[at++] = n * image + (y * width + x) * images.channels * 4;
        table[at++] = ((n * output.height + outY) * output.width + outX) * output.channels * 4;
      }
    }
  }
}

/** Computes all passes over all images. Floats outside any pass's pixels are left as they are. */
function correlateAll(
  own: OwnKernels,
  backend: BackendWasm,
  images: Images,
  passes: readonly Pass[],
  output: Output,
): void {
  const group = groupOf(images, passes);
  const image = paddedBytes(images);
  const rowStep = (images.left + images.width + images.right) * images.channels * 4;
  const scratches: tf.TensorInfo[] = [];
  const scratch = (words: number): tf.TensorInfo => {
    const tensor = allocate(backend, [Math.max(words, 1)]);
    scratches.push(tensor);
    return tensor;
  };
  const padded = isPadded(images) ? pointer(backend, scratch((group * image) / 4)) : 0;
  const panels = roundUp(output.channels, PANEL);
  const made = passes.map((pass) => ({
    pass,
    table: scratch(group * pass.size[0] * pass.size[1] * 2),
    packed: scratch(pass.taps[0] * pass.taps[1] * images.channels * panels),
  }));
  // All is allocated: from here on views and pointers stay valid.
  const ready = made.map(({ pass, table, packed }) => {
    const view = floats(backend, table);
    const words = new Uint32Array(view.buffer, view.byteOffset, view.length);
    writeTable(words, images, pass, output, group);
    const at = pointer(backend, packed);
    packFilter(own, pass, images.channels, output.channels, at);
    return { pass, table: pointer(backend, table), packed: at };
  });
  for (let first = 0; first < images.count; first += group) {
    const count = Math.min(group, images.count - first);
    if (padded) padInto(own, images, first, count, padded);
    const x = padded || images.at + first * image;
    const y = output.at + first * output.height * output.width * output.channels * 4;
    for (const { pass, table, packed } of ready) {
      own.setCorrelation(pass.taps[0], rowStep, pass.taps[1] * images.channels);
      own.correlate(x, y, table, count * pass.size[0] * pass.size[1], packed, output.channels);
    }
  }
  for (const { dataId } of scratches) backend.disposeData(dataId);
}

/** The filter read with its channels swapped: rows are dy's channels, columns dx's. */
function packFilter(
  own: OwnKernels,
  { taps, weightAt }: Pass,
  channels: number,
  outputs: number,
  to: number,
): void {
  const rows = taps[0] * taps[1] * channels;
  for (let i = 0; i < taps[0]; i++) {
    for (let j = 0; j < taps[1]; j++) {
      const first = (i * taps[1] + j) * channels;
      own.packRows(weightAt(i, j), 4, channels * 4, channels, outputs, to, rows, first);
    }
  }
}
