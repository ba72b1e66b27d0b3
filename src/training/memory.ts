// How much memory a training step needs, before it is started: what tf.js holds at the peak, which is when the last
// gradient has been computed and none of the tape has been freed, or while the largest weights are updated.
import { formatBytes, formatCount } from '../lib/format';
import type { Plan, Step } from '../plan/plan';
import { optimizerSlots } from './optimizers';
import type { Backend, RunSettings } from './protocol';
import { isFused, sizeOf, valuesKept } from './valuesKept';

export interface MemoryParts {
  readonly weights: number;
  /** The weights' gradients. */
  readonly gradients: number;
  readonly optimizer: number;
  /**
   * Outputs of layers kept for the backward pass, and the gradients that meet them there; or, where that is more, the
   * copies that updating the weights takes afterwards (on WebGPU both).
   */
  readonly activations: number;
}

export interface MemoryEstimate {
  readonly bytes: number;
  /** In bytes; they sum to `bytes`. */
  readonly parts: MemoryParts;
}

const bytesPerValue = 4;
/** Copies of the largest weight while it is updated by several operations. */
const updateCopies: Readonly<Record<RunSettings['optimizer'], number>> = {
  sgd: 2,
  momentum: 4,
  rmsprop: 9,
  adam: 12.5,
};
/** Values of weights that one kernel of ours updates; larger weights go alone. */
const updatedTogether = 2 ** 22;

/** By how much whole networks were measured to need more than their layers, each by itself, add up to. */
const margins: Readonly<Record<Backend, number>> = { webgpu: 1.12, wasm: 1.08, webgl: 1.02, cpu: 1.02 };

/** Peak bytes of one training step on batches of `batchSize` images. */
export function estimateMemory(
  plan: Plan,
  batchSize: number,
  optimizer: RunSettings['optimizer'] = 'adam',
  backend: Backend = 'wasm',
): MemoryEstimate {
  const { trainable, frozen } = plan.totals;
  const slots = optimizerSlots[optimizer];
  const updating = isFused(backend)
    ? Math.min(trainable, Math.max(updatedTogether, largestOf(plan))) * (1 + slots)
    : largestOf(plan) * updateCopies[optimizer];
  const reached = reachedByGradients(plan);
  const perImage =
    plan.steps.reduce(
      (sum, step) => sum + (isPool(step) && !reached.has(step.id) ? 0.5 : 1) * valuesKept(step, backend),
      0,
    ) +
    sharedGradients(plan) +
    scratch(plan, backend);
  const kept = perImage * batchSize;
  // A buffer on WebGPU is used again for tensors of its own size alone.
  const working = backend === 'webgpu' ? kept + updating : Math.max(kept, updating);
  const weights = bytesPerValue * (trainable + frozen);
  const gradients = bytesPerValue * trainable;
  const memory = gradients * slots;
  const bytes = Math.ceil(margins[backend] * (weights + gradients + memory + bytesPerValue * working));
  const activations = bytes - weights - gradients - memory;
  return { bytes, parts: { weights, gradients, optimizer: memory, activations } };
}

const largestOf = (plan: Plan): number => Math.max(0, ...plan.steps.map((step) => step.trainable));

const isPool = ({ kind }: Step): boolean => kind === 'maxPool' || kind === 'avgPool';

/** Steps that learn, and those that come after one: to what images alone reach no gradient comes back. */
function reachedByGradients({ steps }: Plan): ReadonlySet<string> {
  const reached = new Set<string>();
  for (const { id, trainable, inputs } of steps)
    if (trainable > 0 || inputs.some((input) => reached.has(input))) reached.add(id);
  return reached;
}

/** A tensor that several steps read is met by a gradient from each; those of a sum are one and the same. */
function sharedGradients({ steps }: Plan): number {
  const readers = new Map<string, number>();
  for (const { kind, inputs } of steps)
    if (kind !== 'add') for (const id of inputs) readers.set(id, (readers.get(id) ?? 0) + 1);
  return steps.reduce(
    (sum, { id, inputs, outputShape }) =>
      sum + (inputs.length > 0 ? Math.max(0, (readers.get(id) ?? 0) - 1) * sizeOf(outputShape) : 0),
    0,
  );
}

/** What the gradient of the layer that needs most works in. */
function scratch({ steps }: Plan, backend: Backend): number {
  const largest = Math.max(0, ...steps.map(({ outputShape }) => sizeOf(outputShape)));
  return (isFused(backend) ? 1.3 : 1.5) * largest;
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
  backend: Backend = 'wasm',
): MemoryProblem | undefined {
  const of = (batch: number) => estimateMemory(plan, batch, optimizer, backend);
  const fits = (batch: number) => of(batch).bytes <= limitBytes * usable;
  if (fits(batchSize)) return undefined;
  const estimate = of(batchSize);
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
