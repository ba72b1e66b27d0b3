// Parts of the window that nobody needs in its first moment: fetched once the canvas can be used, so that it can be used
// sooner. Their places are kept free meanwhile, and nothing jumps when they come.
import { type ComponentType, lazy, type ReactNode, Suspense } from 'react';

let open: () => void = () => {};
const ready = new Promise<void>((resolve) => {
  open = resolve;
});

/** Called by the canvas once its cards stand and can be dragged; calling it again changes nothing. */
export function canvasIsReady(): void {
  // After the frame in which they are painted.
  requestAnimationFrame(() => setTimeout(open, 0));
}

/** Resolves when what the canvas does not need may be fetched. */
export const whenCanvasIsReady = (): Promise<void> => ready;

/** A component without properties that is fetched then; `place` keeps its room until it is there. */
export function later(fetch: () => Promise<ComponentType>, place: ReactNode = null): ComponentType {
  const Part = lazy(async () => {
    await ready;
    return { default: await fetch() };
  });
  return function Later() {
    return (
      <Suspense fallback={place}>
        <Part />
      </Suspense>
    );
  };
}
