// A convolution as our own compiled kernel computes it, forward or for an input gradient. This side lays things out
// (padding, filter panels, tables of pixels) and shares images out among threads; `assembly/` multiplies.
import type * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { allocate, floats } from './heap';
import { type Images, isPadded, paddedBytes, padInto, roundUp } from './ownImages';
import { type OwnKernels, pointer } from './ownModule';
import { part, share, tasksFor } from './team';

/** Output channels that the compiled kernel computes side by side. */
const PANEL = 8;
/** Pixels in a table, and bytes of padded images laid out at a time: both are to stay in the second-level cache. */
const TABLE_PIXELS = 2048;
const PADDED_BYTES = 1 << 17;

/** One regular set of output pixels that see the same filter taps. */
export interface Pass {
  /** Filter rows and columns seen. */
  readonly taps: readonly [number, number];
  /** The first pixel's corner in the padded input; its neighbours' lie side by side. */
  readonly from: readonly [number, number];
  /** How many pixels, the first one's place in the output, and the steps there. */
  readonly size: readonly [number, number];
  readonly to: readonly [number, number];
  readonly step: readonly [number, number];
  /** Where the filter value of tap (row, column) lies, its channels both the first. */
  readonly weightAt: (row: number, column: number) => number;
  /** Bytes in the filter from one input channel to the next, and from one output channel to the next. */
  readonly weightSteps: readonly [number, number];
}

/** The output, [height, width, channels] an image. */
export interface Output {
  readonly at: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** What is added to each channel, and whether ReLU comes after it. */
  readonly bias?: { readonly at: number; readonly isRelu: boolean };
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
export function correlateAll(
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
  const groups = Math.ceil(images.count / group);
  const pixels = passes.reduce((sum, { taps, size }) => sum + taps[0] * taps[1] * size[0] * size[1], 0);
  const work = images.count * pixels * images.channels * output.channels;
  const tasks = tasksFor(own, groups, work);
  const room = group * image;
  const padded = isPadded(images) ? pointer(backend, scratch((tasks * room) / 4)) : undefined;
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
  share(own, tasks, work, (kernels, task) => {
    const [begin, end] = part(groups, task, tasks);
    const laidOut = padded && padded + task * room;
    for (let first = begin * group; first < Math.min(end * group, images.count); first += group) {
      const count = Math.min(group, images.count - first);
      if (laidOut) padInto(kernels, images, first, count, laidOut);
      const x = laidOut ?? images.at + first * image;
      const y = output.at + first * output.height * output.width * output.channels * 4;
      for (const { pass, table, packed } of ready) {
        kernels.setCorrelation(pass.taps[0], rowStep, pass.taps[1] * images.channels);
        kernels.correlate(x, y, table, count * pass.size[0] * pass.size[1], packed, output.channels);
      }
      if (output.bias) {
        const pixels = count * output.height * output.width;
        kernels.addBias(y, output.bias.at, pixels, output.channels, output.bias.isRelu ? 1 : 0);
      }
    }
  });
  for (const { dataId } of scratches) backend.disposeData(dataId);
}

/** The filter in panels: rows are the taps' input channels, columns the output channels. */
function packFilter(
  own: OwnKernels,
  { taps, weightAt, weightSteps }: Pass,
  channels: number,
  outputs: number,
  to: number,
): void {
  const rows = taps[0] * taps[1] * channels;
  for (let i = 0; i < taps[0]; i++) {
    for (let j = 0; j < taps[1]; j++) {
      const first = (i * taps[1] + j) * channels;
      own.packRows(weightAt(i, j), ...weightSteps, channels, outputs, to, rows, first);
    }
  }
}
