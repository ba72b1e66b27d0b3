// A short measurement of the user's own network on the backend in use: what its training steps take here. Apart from
// the choice of a backend, which knows no tensors.
import type { Tf } from '../layers/tfTypes';
import type { Plan } from '../plan/plan';
import { makeLearner } from './learner';
import type { RunOrder } from './protocol';

/** Milliseconds that one backend is measured for; its first step, which compiles and uploads, comes before. */
const longest = 800;
/** Steps handed over before the device is waited for, as in a run: a GPU works while the next are prepared. */
const together = 4;
const mostRounds = 5;

/**
 * What measurements on one machine are remembered by: the adapter, and the size of a step in powers of two, since a
 * network twice as large may do better elsewhere, and one a tenth larger does not.
 */
export function probeKey(adapter: string, { totals, steps }: Plan, batchSize: number): string {
  const power = (value: number) => Math.round(Math.log2(Math.max(1, value)));
  return `${adapter}, 2^${power(totals.macs * batchSize)} MACs in ${power(steps.length)}`;
}

/** Milliseconds of a training step of the order on the backend that `tf` is set to; nothing of it is kept. */
export async function timeSteps(tf: Tf, order: RunOrder, now: () => number): Promise<number> {
  const count = Math.min(order.settings.batchSize, order.train.count);
  const indices = Uint32Array.from({ length: count }, (_, i) => i);
  const learner = makeLearner(tf, order);
  let step = 0;
  /** Milliseconds a step of `steps` steps. */
  const round = async (steps: number): Promise<number> => {
    const start = now();
    for (let i = 1; i < steps; i++) learner.learn(indices, ++step).dispose();
    const last = learner.learn(indices, ++step);
    try {
      await last.data();
    } finally {
      last.dispose();
    }
    return (now() - start) / steps;
  };
  try {
    await round(1);
    const start = now();
    const found = [await round(1)];
    // A network that takes long for one step is known well enough by it.
    while (found.length < mostRounds && now() - start + together * (found[0] ?? 0) < longest)
      found.push(await round(together));
    return found.length > 1 ? middle(found.slice(1)) : (found[0] ?? Number.NaN);
  } finally {
    learner.dispose();
  }
}

const middle = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
