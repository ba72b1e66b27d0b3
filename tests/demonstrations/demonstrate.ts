// Runs a comparison as the app does: every design through the training worker, on WASM, in lockstep, all with the first
// design's settings and on its data. In a browser only.
import type { Comparison } from '../../src/compare/comparison';
import { makeBuiltIn } from '../../src/data/builtIn';
import type { BuiltInId, DataSet } from '../../src/data/dataSet';
import { runId } from '../../src/lib/ids';
import type { RunOrder, RunSettings } from '../../src/training/protocol';
import { newRun, reduceRun } from '../../src/training/reduceRun';
import type { Run } from '../../src/training/run';
import { startTogether } from '../../src/training/together';
import { planOf } from './comparisons';
import type { Outcome } from './outcome';

const sets = new Map<BuiltInId, DataSet>();
function builtIn(name: string): DataSet {
  const id = name === 'shapes' ? 'shapes' : 'digits';
  const set = sets.get(id) ?? makeBuiltIn(id);
  sets.set(id, set);
  return set;
}

/**
 * The settings cut down to one epoch of exactly `steps` batches, by the number of images; `steps` must fit into an
 * epoch of the whole data.
 */
function shortened(settings: RunSettings, steps: number): RunSettings {
  const trainingImages = Math.floor((steps * settings.batchSize) / (1 - settings.heldOut));
  return { ...settings, epochs: 1, trainingImages };
}

/**
 * Trains all designs of a comparison side by side with one seed, to their ends or for `steps` batches, and resolves to
 * their outcomes in the order of the designs. A run that fails is an outcome too.
 */
export function demonstrate(
  comparison: Comparison,
  seed: number,
  steps?: number,
): Promise<readonly Outcome[]> {
  const [first] = comparison.designs;
  if (!first) throw new Error('A comparison without designs');
  const { data, ...given } = first.training;
  const { imageShape, classNames, train, test } = builtIn(data);
  const whole: RunSettings = { ...given, seed, backend: 'wasm' };
  const settings = steps === undefined ? whole : shortened(whole, steps);
  const { insightEvery } = comparison;
  const plans = comparison.designs.map(planOf);
  const orders = plans.map((plan, i) => ({
    runId: runId(`design ${i}`),
    order: {
      plan,
      settings,
      imageShape,
      classCount: classNames.length,
      train,
      test,
      insightEvery,
    } satisfies RunOrder,
  }));
  const runs: Run[] = orders.map(({ runId: id, order }) => newRun(id, order.plan.title, settings, []));
  return new Promise((resolve) => {
    let living = orders.length;
    startTogether(
      orders,
      (event) => {
        const at = orders.findIndex(({ runId: id }) => id === event.runId);
        const run = runs[at];
        if (!run) return;
        runs[at] = reduceRun(run, event);
        if (event.type !== 'done' && event.type !== 'failed') return;
        living -= 1;
        if (living === 0)
          resolve(runs.flatMap((ended, i) => (plans[i] ? [{ plan: plans[i], run: ended }] : [])));
      },
      { pace: comparison.pace },
    );
  });
}
