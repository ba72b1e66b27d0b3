// When a run hands over what it could go on from: now and then at the end of an epoch, since on a device that is lost no
// weight can be read any more, and when it ends or is stopped.
import { optimizerSlots } from './optimizers';
import type { Checkpoint } from './protocol';
import type { Session } from './session';

/** Milliseconds between two checkpoints: a read waits for the device, and epochs may be short. */
const keptEvery = 5000;
/** Values of weights and of the optimiser's memory beyond which none are kept: 256 MiB. */
const mostKept = 2 ** 26;

/** Whether the last checkpoint is long enough ago, and the run not about to end, which keeps one of its own. */
export const isKeepingDue = ({ now, lastKept, step, schedule }: Session): boolean =>
  now() - lastKept >= keptEvery && step < schedule.totalSteps;

/** Emits the run as it is between two batches, all of which have been reported, where it keeps any and is not too large. */
export async function keepCheckpoint(session: Session): Promise<void> {
  const { order, learner, orTrouble, now, runId, emit, step } = session;
  const { trainable, frozen } = order.plan.totals;
  const values = trainable * (1 + optimizerSlots[order.settings.optimizer]) + frozen;
  if (!order.keeps || step === 0 || values > mostKept) return;
  const [weights, optimizer] = await orTrouble(Promise.all([learner.readWeights(), learner.readOptimizer()]));
  session.lastKept = now();
  // What has gone astray without a word is no place to go on from.
  if (!weights.every((kept) => kept.every(Number.isFinite))) return;
  const { epochsDone: epoch, inEpoch: images, firstLoss, hash, clock } = session;
  const checkpoint: Checkpoint = {
    ...{ epoch, step, images, weights, optimizer, seen: hash.state(), elapsed: clock.elapsed() },
    ...(firstLoss === undefined ? {} : { firstLoss }),
  };
  emit({ type: 'checkpoint', runId, checkpoint });
}
