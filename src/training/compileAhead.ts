// What a backend compiles when it is first used is compiled before the first batch, on a network that is thrown away:
// the run's own weights, seeds and optimiser never see it.
import type { Tf } from '../layers/tfTypes';
import { errorText } from './failures';
import { makeLearner } from './learner';
import type { RunOrder } from './protocol';
import { mostResident } from './residents';
import { makeSchedule, sampleOf } from './schedule';
import type { TrainTools } from './session';

/**
 * Has the machine compile a training step and an assessment of the order, where it can do so ahead, and says so while it
 * lasts. What fails here is a note and no more: the run then compiles as it goes, and tells what is wrong itself. Rejects
 * only when the device is lost meanwhile.
 */
export async function compileAhead(order: RunOrder, tf: Tf, tools: TrainTools): Promise<void> {
  const { runId, emit, machine } = tools;
  if (!machine.warmUp) return;
  emit({ type: 'stage', runId, stage: 'compiling' });
  const lost = machine.trouble?.then((error): never => {
    throw Object.assign(error, { ofDevice: true });
  });
  lost?.catch(() => {});
  try {
    const warm = machine.warmUp(() => rehearse(tf, order));
    await (lost ? Promise.race([warm, lost]) : warm);
  } catch (error) {
    if (error instanceof Error && 'ofDevice' in error) throw error;
    const message = `The shaders could not be compiled ahead (${errorText(error)}); each is compiled when it is first needed.`;
    emit({ type: 'note', runId, message });
  }
}

/** Above the number of values up to which tf.js computes on the processor what lies there. */
const enoughRows = 1024;

/** The shapes of the first batches on a network of its own; all is disposed. */
function rehearse(tf: Tf, order: RunOrder): void {
  const schedule = makeSchedule(order);
  const batch = Uint32Array.from({ length: schedule.batchSize }, (_, i) => i);
  // Few rows are uploaded, since programs depend on the rank of a table alone; so many that tf.js does not gather on the
  // processor, as it does where all is small.
  const rows = Math.min(schedule.training.length, Math.max(batch.length, enoughRows));
  const few = { ...order, settings: { ...order.settings, trainingImages: rows } };
  const looks = (order.insightEvery ?? 0) > 0;
  const sample = looks ? sampleOf(schedule, order.settings.seed).map((_, i) => i % batch.length) : undefined;
  const learner = makeLearner(tf, few, sample, mostResident);
  try {
    learner.learn(batch, 1, looks).dispose();
    if (schedule.heldOut.length > 0) learner.assess(order.train, batch, learner.judge(false)).dispose();
    const tested = batch.subarray(0, order.test.count);
    if (tested.length > 0) learner.assess(order.test, tested, learner.judge(true)).dispose();
  } finally {
    learner.dispose();
  }
}
