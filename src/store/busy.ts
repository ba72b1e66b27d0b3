// Whether something is being trained, alone or together: settings and data are fixed meanwhile.
import { isUnderWay } from '../training/run';
import type { Comparing } from './comparing';
import { comparing, leadStore, useComparing, useStore } from './store';

export const togetherUnderWay = ({ together }: Pick<Comparing, 'together'>): boolean =>
  together !== undefined && together.state !== 'ended';

export function useBusy(): boolean {
  const alone = useStore((s) => isUnderWay(s.run));
  return useComparing(togetherUnderWay) || alone;
}

export const busyNow = (): boolean =>
  isUnderWay(leadStore.getState().run) || togetherUnderWay(comparing.getState());
