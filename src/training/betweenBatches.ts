// How a run's loop meets the outside between two batches: commands are let in, a pause is sat out, and companions are
// waited for.
import type { RunControl } from './control';
import { report, type Session } from './session';

/** Milliseconds of work between two turns of the event loop; commands wait no longer than that and one batch. */
const breathEvery = 15;

/** Lets commands in, at most once in a while, and sits a pause out. */
export async function letIn(session: Session): Promise<void> {
  const { control, now, emit, runId, clock } = session;
  if (now() - session.lastBreath >= breathEvery) {
    await session.breather.breathe();
    session.lastBreath = now();
  }
  while (control.state === 'paused') {
    await report(session, true);
    clock.stop();
    emit({ type: 'paused', runId });
    await control.unpaused();
    clock.start();
    if (isRunning(control)) emit({ type: 'resumed', runId });
  }
}

/**
 * Lets commands in and waits until the next batch may be handed over; false when the run has ended instead. Waiting for
 * others is no training: the clock stands still meanwhile.
 */
export async function takeTurn(session: Session): Promise<boolean> {
  const { pace, clock, meter } = session;
  for (let idle = false; ; ) {
    await letIn(session);
    if (hasEnded(session)) return false;
    if (!pace || pace.take(session.step + 1)) return true;
    if (!idle && meter.due()) {
      // A wait for a slow run is time enough to read what is known by now, once; others may have moved on meanwhile.
      idle = true;
      await report(session, false);
      continue;
    }
    clock.stop();
    await pace.moved();
    clock.start();
  }
}

export const hasEnded = ({ control, diverged }: Session): boolean =>
  diverged !== undefined || control.state === 'stopped';

/** A function, because the compiler does not expect the state to have changed during a wait. */
const isRunning = (control: RunControl): boolean => control.state === 'running';
