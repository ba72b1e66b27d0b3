// Starting a run, wherever it is asked for: header, dock or a remedy. What stands in the way is kept here until the
// Train button has shown it, because a remedy's button is gone by then.
import { create } from 'zustand';
import type { Problem } from '../../graph/problem';
import { useStore } from '../../store/store';

interface Refused {
  /** Why the last attempt to start did not start; undefined once it was read or no longer holds. */
  readonly problems: readonly Problem[] | undefined;
}

export const useRefused = create<Refused>()(() => ({ problems: undefined }));

export const forgetRefusal = (): void => useRefused.setState({ problems: undefined });

/** Starts training and opens the dock; if something is in the way, hands it to the Train button and starts nothing. */
export function startTraining(): void {
  const started = useStore.getState().startRun();
  if (started.ok) {
    forgetRefusal();
    useStore.getState().setView({ dockOpen: true });
  } else {
    useRefused.setState({ problems: started.error });
  }
}
