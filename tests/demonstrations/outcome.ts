// What a demonstration's claim is judged by: each design's plan and its finished run, and how figures are read from them.
import type { Plan } from '../../src/plan/plan';
import type { Run } from '../../src/training/run';

/** One design of a comparison, trained with one seed. */
export interface Outcome {
  readonly plan: Plan;
  /** Done or failed; a run that diverged is a result as well. */
  readonly run: Run;
}

/** The share of a run's batches, from the last backwards, over which its end is averaged. */
const tail = 0.1;

/**
 * Mean loss of one output over the last tenth of the batches, without the output's weight. Infinite where the run
 * failed: it has not come to an end that could be compared.
 */
export function endLoss({ run }: Outcome, head = 0): number {
  const { batches } = run.curves;
  if (run.state !== 'done' || batches.length === 0) return Number.POSITIVE_INFINITY;
  const losses = batches.slice(-Math.max(1, Math.round(batches.length * tail)));
  return losses.reduce((sum, { heads }) => sum + (heads[head]?.loss ?? Number.NaN), 0) / losses.length;
}

/** Share of the test images that the first output classifies rightly; 0 where the run failed. */
export const testAccuracy = ({ run }: Outcome): number =>
  run.state === 'done' ? (run.test.heads[0]?.metrics[0]?.value ?? 0) : 0;

/**
 * Geometric mean of the gradient's L2 norm over the given layers and over the looks up to batch `until`. A norm of 0, or
 * one too small for a float, counts as the smallest positive float. NaN where there was no look or no such layer.
 */
export function gradientNorm({ run }: Outcome, layers: readonly string[], until: number): number {
  if (!('progress' in run) || !run.progress) return Number.NaN;
  const { weighted } = run.progress.watched;
  const places = layers.map((id) => weighted.indexOf(id));
  const logs = run.curves.insights
    .filter(({ step }) => step <= until)
    .flatMap(({ gradients }) =>
      places.map((at) => Math.log(Math.max(gradients[at]?.gradient ?? Number.NaN, smallest))),
    );
  return Math.exp(logs.reduce((sum, log) => sum + log, 0) / logs.length);
}

/** The smallest normal 32-bit float. */
const smallest = 2 ** -126;
