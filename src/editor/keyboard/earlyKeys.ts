// Keys that are pressed before the list of actions is there are kept and mean what they meant.

const kept: KeyboardEvent[] = [];
const keep = (event: KeyboardEvent): void => {
  kept.push(event);
  // Else the browser would save, open or print the page.
  if ((event.ctrlKey || event.metaKey) && /^[sokpdg]$/i.test(event.key)) event.preventDefault();
};

/** From the first moment of the page on. */
export const keepEarlyKeys = (): void => window.addEventListener('keydown', keep);

/** What was pressed so far; from now on whoever asks listens. */
export function takeEarlyKeys(): readonly KeyboardEvent[] {
  window.removeEventListener('keydown', keep);
  return kept.splice(0);
}
