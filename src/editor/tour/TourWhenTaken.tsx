// Fetches the tour when somebody takes it.
import { lazy, Suspense } from 'react';
import { useTour } from './tourState';

const Tour = lazy(() => import('./Tour').then((module) => ({ default: module.Tour })));

export function TourWhenTaken() {
  const taken = useTour((s) => s.at !== undefined);
  return (
    taken && (
      <Suspense fallback={null}>
        <Tour />
      </Suspense>
    )
  );
}
