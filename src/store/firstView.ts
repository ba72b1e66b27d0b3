// When the page can be used: what it does not need for that waits until then, so that it comes sooner.

let open: () => void = () => {};

/** Resolves once the canvas can be used; never where there is none. */
export const firstView: Promise<void> = new Promise((resolve) => {
  open = resolve;
});

/** Stands in the browser's performance timeline from then on. */
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
