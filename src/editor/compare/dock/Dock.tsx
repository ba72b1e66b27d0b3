// The training panel: that of one run or, where designs stand side by side, that of all of them. What draws several runs
// is fetched when it is first wanted.
import { lazy, Suspense } from 'react';
import { togetherUnderWay } from '../../../store/busy';
import { isComparing } from '../../../store/comparing';
import { useComparing, useStore } from '../../../store/store';
import { isUnderWay } from '../../../training/run';
import { RunDock } from '../../run/RunDock';

const fetchDock = () => import('./TogetherDock').then((module) => ({ default: module.TogetherDock }));
const TogetherDock = lazy(fetchDock);

/** Begins to fetch the panel of several runs, for whoever is about to need it. */
export const prepareDock = (): void => void fetchDock().catch(() => {});

export function Dock() {
  const together = useComparing((s) => isComparing(s) || togetherUnderWay(s));
  // A run that was begun alone is shown to its end.
  const alone = useStore((s) => isUnderWay(s.run));
  if (!together || alone) return <RunDock />;
  return (
    // Until it is there, what takes about the same room.
    <Suspense fallback={<RunDock />}>
      <TogetherDock />
    </Suspense>
  );
}
