// Whether training would run out of memory, told before it starts and with the batch size that would do.
import type { TrainingSettings } from '../graph/document';
import { atDocument, type Problem } from '../graph/problem';
import type { Plan } from '../plan/plan';
import { memoryLimits, memoryProblem } from '../training/memory';

/** What is in the way of a step on one batch, by estimate; its remedy sets the largest batch size that fits, if any. */
export function memoryShortage(
  plan: Plan,
  { backend, batchSize, optimizer }: TrainingSettings,
): Problem | undefined {
  // `auto` has not been decided yet: what fits nowhere is refused here, the rest is the worker's to find out.
  const limit = backend === 'auto' ? Math.max(...Object.values(memoryLimits)) : memoryLimits[backend];
  const kernels = backend === 'auto' ? 'wasm' : backend;
  const short = memoryProblem(plan, batchSize, limit, optimizer, kernels);
  if (!short) return undefined;
  const { message, fittingBatch } = short;
  const fix = {
    label: `Set the batch size to ${fittingBatch}`,
    edits: [],
    training: { batchSize: fittingBatch ?? 1 },
  };
  return { code: 'memory', at: atDocument, message, fixes: fittingBatch === undefined ? [] : [fix] };
}
