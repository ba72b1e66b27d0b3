// Starting a run, wherever it is asked for: header, dock or a remedy. What stands in the way is kept here until the
// Train button has shown it, because a remedy's button is gone by then.
import { create } from 'zustand';
import type { Problem } from '../../graph/problem';
import type { Result } from '../../lib/result';
import { useStore } from '../../store/store';
import type { Remedy } from '../../training/protocol';

interface Refused {
  /** Why the last attempt to start did not start; undefined once it was read or no longer holds. */
  readonly problems: readonly Problem[] | undefined;
}

export const useRefused = create<Refused>()(() => ({ problems: undefined }));

export const forgetRefusal = (): void => useRefused.setState({ problems: undefined });

/** Starts training and opens the dock; if something is in the way, hands it to the Train button and starts nothing. */
export function startTraining(): void {
  show(useStore.getState().startRun());
}

/** Goes on with the last run where its weights were kept; what `settings` change is one step of history. */
export function goOn({ label, settings }: Remedy): void {
  if (Object.keys(settings).length > 0) useStore.getState().setTraining(label, settings);
  show(useStore.getState().goOnRun());
}

function show(started: Result<void, readonly Problem[]>): void {
  if (started.ok) {
    forgetRefusal();
    useStore.getState().setView({ dockOpen: true });
  } else {
    useRefused.setState({ problems: started.error });
  }
}
