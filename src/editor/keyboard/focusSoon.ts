// The focus for what is about to be drawn.

/** Focuses what is found as soon as it is there and seen; gives up after as many frames. */
export function focusSoon(find: () => HTMLElement | null | undefined, frames = 60): void {
  const found = find();
  if (found?.checkVisibility()) found.focus();
  else if (frames > 0) requestAnimationFrame(() => focusSoon(find, frames - 1));
}
