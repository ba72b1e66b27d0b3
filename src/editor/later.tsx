// Parts of the window that nobody needs in its first moment: fetched once the canvas can be used, so that it can be used
// sooner. Their places are kept free meanwhile, and nothing jumps when they come.
import { type ComponentType, lazy, type ReactNode, Suspense } from 'react';

let open: () => void = () => {};
const ready = new Promise<void>((resolve) => {
  open = resolve;
});

/** Stands in the browser's performance timeline when the canvas can be used. */
export const canvasMark = 'convas canvas';

/** Called by the canvas once its cards stand and can be dragged; calling it again changes nothing. */
export function canvasIsReady(): void {
  if (performance.getEntriesByName(canvasMark).length > 0) return;
  // After the frame in which they are painted.
  requestAnimationFrame(() =>
    setTimeout(() => {
      performance.mark(canvasMark);
      open();
    }, 0),
  );
}

/** Resolves when what the canvas does not need may be fetched. */
export const whenCanvasIsReady = (): Promise<void> => ready;

/** A component that is fetched then; `place` keeps its room until it is there. */
export function later<Props extends object>(
  fetch: () => Promise<ComponentType<Props>>,
  place: ReactNode = null,
): ComponentType<Props> {
  const Part = fetchedLater(fetch);
  return function Later(props: Props) {
    return (
      <Suspense fallback={place}>
        <Part {...props} />
      </Suspense>
    );
  };
}

/** What goes round something that is there from the first: until it is fetched, that stands by itself. */
export function laterRound<Props extends { readonly children: ReactNode }>(
  fetch: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
  const Part = fetchedLater(fetch);
  return function LaterRound(props: Props) {
    return (
      <Suspense fallback={props.children}>
        <Part {...props} />
      </Suspense>
    );
  };
}

const fetchedLater = <Props extends object>(fetch: () => Promise<ComponentType<Props>>) =>
  lazy<ComponentType<Props>>(async () => {
    await ready;
    return { default: await fetch() };
  });
