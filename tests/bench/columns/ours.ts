// Our column: the whole product's training, its worker and its protocol, as the app starts it.
import { runId } from '../../../src/lib/ids';
import { startRun } from '../../../src/training/client';
import type { Backend, Event } from '../../../src/training/protocol';
import { type NetworkName, orderOf, usualBatch } from '../networks';
import type { Column } from './column';

/** Batches before the measuring begins. */
const warmBatches = 4;

/**
 * Starts a run, lets it warm up for at least `warmTime` ms and holds it. Rejects where the run fails, or gets another
 * backend than was asked for.
 */
export async function openOurs(
  network: NetworkName,
  backend: Backend,
  batchSize = usualBatch,
  warmTime = 1000,
): Promise<Column> {
  let ready: Extract<Event, { type: 'ready' }> | undefined;
  let step = 0;
  let first: number | undefined;
  let warm = () => {};
  let held = () => {};
  let fail = (_: Error) => {};
  const promised = (take: (resolve: () => void) => void) =>
    new Promise<void>((resolve, reject) => {
      take(resolve);
      fail = reject;
    });
  const warmed = promised((resolve) => {
    warm = resolve;
  });
  const run = startRun(runId('bench'), orderOf(network, backend, batchSize), (event) => {
    if (event.type === 'ready') {
      ready = event;
      // The app would rather train on another backend than not at all; a measurement would not.
      if (event.backend !== backend) fail(new Error(`No ${backend} here. ${event.reason}`));
    }
    if (event.type === 'failed') fail(new Error(event.failure.message));
    if (event.type === 'paused') held();
    if (event.type !== 'batch') return;
    step = event.seen.step;
    first ??= performance.now();
    if (step >= warmBatches && performance.now() - first >= warmTime) warm();
  });
  const hold = () => {
    const paused = promised((resolve) => {
      held = resolve;
    });
    run.pause();
    return paused;
  };
  await warmed;
  if (!ready) throw new Error('A run that trains has not said that it is ready');
  await hold();
  return {
    note: ready.reason,
    threads: ready.threads,
    spell: async (seconds) => {
      const from = { step, at: performance.now() };
      run.resume();
      await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
      await hold();
      return ((step - from.step) * batchSize * 1000) / (performance.now() - from.at);
    },
    end: run.terminate,
  };
}
