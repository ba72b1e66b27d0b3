// Loss and figures of a network over a set of images, batch by batch.
import type { Tensor1D } from './judgements';
import { type Learner, totalLoss } from './learner';
import type { HeadFigures, TestFigures, WireSplit } from './protocol';

export interface EvaluateTools {
  readonly batchSize: number;
  /** With the figures that only a test needs. */
  readonly full: boolean;
  readonly fetch: (tensor: Tensor1D) => Promise<ArrayLike<number>>;
  /** Called before each batch; false calls the evaluation off. */
  readonly goOn: () => Promise<boolean>;
}

/** Figures over the images at `indices`, outside training mode; undefined when called off. */
export async function evaluate(
  learner: Learner,
  split: WireSplit,
  indices: Uint32Array,
  { batchSize, full, fetch, goOn }: EvaluateTools,
): Promise<TestFigures | undefined> {
  const judgements = learner.judge(full);
  const losses = judgements.map(() => 0);
  let penalty = 0;
  const add = (values: readonly number[], batch: Uint32Array) => {
    let at = 0;
    const take = (count: number) => {
      at += count;
      return values.slice(at - count, at);
    };
    const labels = Array.from(batch, (index) => split.labels[index] ?? 0);
    for (const [i, judgement] of judgements.entries()) {
      losses[i] = (losses[i] ?? 0) + (take(1)[0] ?? Number.NaN) * batch.length;
      judgement.add(take, labels);
    }
    if (learner.penalised) penalty += (take(1)[0] ?? Number.NaN) * batch.length;
  };
  // A batch is read back while the device works on the next one.
  let reading: (() => Promise<void>) | undefined;
  for (let start = 0; start < indices.length; start += batchSize) {
    if (!(await goOn())) {
      await reading?.();
      return undefined;
    }
    const batch = indices.subarray(start, start + batchSize);
    const read = readBack(learner.assess(split, batch, judgements), fetch);
    await reading?.();
    reading = async () => add(await read, batch);
  }
  await reading?.();
  const count = indices.length;
  const mean = (sum: number) => (count ? sum / count : 0);
  const heads = judgements.map((judgement, i): HeadFigures => judgement.figures(mean(losses[i] ?? 0), count));
  const loss = totalLoss(learner.targets, losses.map(mean), mean(penalty));
  return { loss, count, heads };
}

/** Begins to read; a failure is heard by whoever awaits the values. */
function readBack(figures: Tensor1D, fetch: EvaluateTools['fetch']): Promise<readonly number[]> {
  const read = async () => {
    try {
      return Array.from(await fetch(figures));
    } finally {
      figures.dispose();
    }
  };
  const values = read();
  values.catch(() => {});
  return values;
}
