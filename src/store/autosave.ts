// Autosave of this page: the store, the browser's storage and the page's own events brought together.
import { makeAutosave } from './keepWork';
import { tools, useStore } from './store';
import { browserTab } from './tab';

const page = makeAutosave(useStore, tools.vault, browserTab);

/** Brings back this tab's work, or a first drawing; then the data set follows. Never rejects. */
export const restore = (): Promise<void> => page.restore();

/** Saves from now on: soon after each change, and when the page is hidden or goes. */
export function startAutosave(): void {
  page.start();
  addEventListener('pagehide', page.leave);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') page.leave();
  });
}
