// Loss, accuracy and confusion of a network over a set of images, batch by batch.
import type { Learner, Tensor1D } from './learner';
import type { TestFigures, WireSplit } from './protocol';

export interface EvaluateTools {
  readonly batchSize: number;
  readonly classCount: number;
  readonly fetch: (tensor: Tensor1D) => Promise<ArrayLike<number>>;
  /** Called before each batch; false calls the evaluation off. */
  readonly goOn: () => Promise<boolean>;
}

/** Figures over the images at `indices`, outside training mode; undefined when called off. */
export async function evaluate(
  learner: Learner,
  split: WireSplit,
  indices: Uint32Array,
  { batchSize, classCount, fetch, goOn }: EvaluateTools,
): Promise<TestFigures | undefined> {
  const confusion = Array.from({ length: classCount }, () => new Array<number>(classCount).fill(0));
  let lossSum = 0;
  let correct = 0;
  for (let start = 0; start < indices.length; start += batchSize) {
    if (!(await goOn())) return undefined;
    const batch = indices.subarray(start, start + batchSize);
    const figures = learner.assess(split, batch);
    const [loss = Number.NaN, ...predicted] = Array.from(await fetch(figures));
    figures.dispose();
    lossSum += loss * batch.length;
    for (const [i, index] of batch.entries()) {
      const label = split.labels[index] ?? 0;
      const answer = predicted[i] ?? -1;
      const row = confusion[label];
      if (row && answer in row) row[answer] = (row[answer] ?? 0) + 1;
      if (answer === label) correct += 1;
    }
  }
  const count = indices.length;
  return { count, loss: count ? lossSum / count : 0, accuracy: count ? correct / count : 0, confusion };
}
