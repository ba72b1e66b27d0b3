// Autosave of this page: the stores, the browser's storage and the page's own events brought together.

import { recorder } from './history/history';
import { makePanesAutosave } from './keepPanes';
import { makeAutosave } from './keepWork';
import { comparing, leadStore, tools } from './store';
import { browserTab } from './tab';

const page = makeAutosave(leadStore, tools.vault, browserTab);
const panes = makePanesAutosave(comparing, tools.vault, browserTab);

/** Brings back this tab's work, or a first drawing; then the data set follows. Never rejects. */
export async function restore(): Promise<void> {
  await page.restore();
  const session = browserTab.remembered();
  if (session !== undefined) await panes.restore(session);
}

/** Saves from now on: soon after each change, and when the page is hidden or goes. */
export function startAutosave(): void {
  page.start();
  panes.start();
  const leave = (): void => {
    page.leave();
    panes.leave();
    recorder.leave();
  };
  addEventListener('pagehide', leave);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') leave();
  });
}
