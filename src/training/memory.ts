// How much memory a training step needs, before it is started: what tf.js holds at the peak, which is when the last
// gradient has been computed and none of the tape has been freed. The factors were measured on tf.js 4.22 by watching
// its count of bytes during a step (memory.test.ts does so still); they count copies, not papers' formulas.
import { pair, type Size } from '../layers/fields';
import { formatBytes, formatCount } from '../lib/format';
import type { Plan, Step } from '../plan/plan';
import { optimizerSlots } from './optimizers';
import type { Backend, RunSettings } from './protocol';

export interface MemoryParts {
  readonly weights: number;
  /** The weights' gradients and the copies that computing and applying them takes. */
  readonly gradients: number;
  readonly optimizer: number;
  /** Outputs of layers kept for the backward pass, and the gradients that meet them there. */
  readonly activations: number;
}

export interface MemoryEstimate {
  readonly bytes: number;
  /** In bytes; they sum to `bytes`. */
  readonly parts: MemoryParts;
}

const bytesPerValue = 4;
/** Copies of the largest weight while it is updated. */
const updateCopies: Readonly<Record<RunSettings['optimizer'], number>> = {
  sgd: 0,
  momentum: 1,
  rmsprop: 6,
  adam: 9,
};

/** Peak bytes of one training step on batches of `batchSize` images. */
export function estimateMemory(
  plan: Plan,
  batchSize: number,
  optimizer: RunSettings['optimizer'] = 'adam',
): MemoryEstimate {
  const { trainable, frozen } = plan.totals;
  const largest = Math.max(0, ...plan.steps.map((step) => step.trainable));
  // A dense layer's backward pass transposes its weights; a convolution's takes one copy.
  const copies = plan.steps.reduce((sum, step) => sum + step.trainable * (step.kind === 'dense' ? 3 : 1), 0);
  const perImage = plan.steps.reduce((sum, step) => sum + valuesKept(step), 0);
  const parts: MemoryParts = {
    weights: bytesPerValue * (trainable + frozen),
    gradients: bytesPerValue * (trainable + copies + largest * updateCopies[optimizer]),
    optimizer: bytesPerValue * trainable * optimizerSlots[optimizer],
    activations: bytesPerValue * perImage * batchSize,
  };
  const bytes = parts.weights + parts.gradients + parts.optimizer + parts.activations;
  return { bytes, parts };
}

const sizeOf = (shape: readonly number[] | undefined): number => shape?.reduce((n, d) => n * d, 1) ?? 0;

/** Copies of a layer's output that its activation leaves; those that are composed of several operations keep each. */
const activationCopies: Readonly<Record<string, number>> = { none: 0, leakyRelu: 4, swish: 7, gelu: 15 };
const copiesOf = (name: unknown): number => activationCopies[String(name)] ?? 3;

/** Values that one image's pass through a step leaves until the step's batch is done. */
function valuesKept(step: Step): number {
  const out = sizeOf(step.outputShape);
  const into = sizeOf(step.inputShapes[0]);
  const activated = copiesOf(step.params.activation) * out;
  switch (step.kind) {
    case 'input':
    case 'vectorInput':
    case 'flatten':
    case 'reshape':
      return out;
    case 'conv2d':
      return 3 * out + activated + 2 * padded(step) + (Number(step.params.groups ?? 1) > 1 ? into + out : 0);
    case 'bottleneck':
    case 'dense':
    case 'depthwiseConv2d':
    case 'transposedConv2d':
      return 3 * out + activated + 2 * padded(step);
    case 'separableConv2d':
      return 2 * out + activated + 2 * into * Number(step.params.multiplier ?? 1) + 2 * padded(step);
    case 'locallyConnected2d':
      return 3 * out + activated + 11 * windows(step);
    case 'avgPool':
      return 3 * out + 2 * padded(step) + (padded(step) > 0 ? 2 * out : 0);
    case 'maxPool':
      return 3 * out + 2 * padded(step);
    case 'minPool':
      return 3 * out + 3 * into + 2 * padded(step);
    case 'maxUnpool':
      return 4 * out;
    case 'upSample':
      return (step.params.method === 'bilinear' ? 30 : 6) * out;
    case 'globalAvgPool':
    case 'globalMaxPool':
      return 3 * out + 2 * into;
    case 'activation':
      return copiesOf(step.params.function) * out;
    case 'batchNorm':
      return 16 * out;
    case 'groupNorm':
    case 'localResponseNorm':
      return 12 * out;
    case 'layerNorm':
      return 9 * out;
    case 'dropout':
    case 'prelu':
      return 6 * out;
    case 'maxout':
      return 6 * into;
    case 'gaussianSampling':
      return 28 * out;
    case 'average':
      return (step.inputs.length + 4) * out;
    case 'add':
    case 'multiply':
      return (step.inputs.length + 2) * out;
    case 'pixelClassifier':
    case 'reconstruction':
      return 9 * out;
    default:
      return 3 * out;
  }
}

/** Values of all windows laid out as rows: each place's own taps. */
function windows({ params, inputShapes, outputShape }: Step): number {
  const [rows = 0, columns = 0] = outputShape;
  const [height, width] = pair(params.kernel as Size);
  return rows * columns * height * width * (inputShapes[0]?.[2] ?? 0);
}

/** Values of the step's input with explicit padding added; 0 where no padded copy is made. */
function padded(step: Step): number {
  const { padding } = step.params;
  if (padding === undefined || typeof padding === 'string' || typeof padding === 'boolean') return 0;
  const [rows, columns] = pair(padding as Size);
  const [height = 0, width = 0, channels = 0] = step.inputShapes[0] ?? [];
  return rows + columns === 0 ? 0 : (height + 2 * rows) * (width + 2 * columns) * channels;
}

const gibibyte = 2 ** 30;

/**
 * The most memory a backend can be counted on for, in bytes.
 * WASM: 65,536 pages of 64 KiB, the maximum written into tf.js 4.22's three .wasm files (and WebAssembly's own with
 * 32-bit addresses). The others have no written limit: a browser tab's usual 4 GiB for plain JavaScript, 2 GiB
 * for a GPU, whose memory no browser tells.
 */
export const memoryLimits: Readonly<Record<Backend, number>> = {
  webgpu: 2 * gibibyte,
  wasm: 4 * gibibyte,
  webgl: 2 * gibibyte,
  cpu: 4 * gibibyte,
};

/** Freed blocks that do not fit together again, and the images, take their share of the limit. */
const usable = 0.8;

export interface MemoryProblem {
  /** Names the need, the limit and the remedy. */
  readonly message: string;
  readonly estimate: MemoryEstimate;
  /** The largest power of two below the batch size that fits; undefined when even one image does not. */
  readonly fittingBatch: number | undefined;
}

/** What is in the way of training with this batch size in `limitBytes`; undefined when it fits. */
export function memoryProblem(
  plan: Plan,
  batchSize: number,
  limitBytes: number,
  optimizer: RunSettings['optimizer'] = 'adam',
): MemoryProblem | undefined {
  const fits = (batch: number) => estimateMemory(plan, batch, optimizer).bytes <= limitBytes * usable;
  if (fits(batchSize)) return undefined;
  const estimate = estimateMemory(plan, batchSize, optimizer);
  let fittingBatch: number | undefined = 2 ** Math.ceil(Math.log2(Math.max(2, batchSize)) - 1);
  while (fittingBatch > 1 && !fits(fittingBatch)) fittingBatch /= 2;
  if (!fits(fittingBatch) || fittingBatch >= batchSize) fittingBatch = undefined;
  const need = `Training with batches of ${formatCount(batchSize)} images needs about ${formatBytes(estimate.bytes)}, more than the ${formatBytes(limitBytes * usable)} that can be used here`;
  const remedy =
    fittingBatch === undefined
      ? 'Even a single image does not fit: use fewer filters or units, or pool earlier.'
      : `A batch size of ${fittingBatch} fits.`;
  return { message: `${need}. ${remedy}`, estimate, fittingBatch };
}
