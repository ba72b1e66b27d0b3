// Autosave of this page: its documents, the browser's storage and the page's own events brought together.

import { recorder } from './history/pageRecorder';
import { keepView } from './keepView';
import { leadStore, workspaces } from './store';
import type { Versioning } from './versions/versioning';

/** Brings back this browser tab's documents, or a first drawing; then the data set follows. Never rejects. */
export const restore = (): Promise<void> => workspaces.restore();

/** Saves from now on: soon after each change, and when the page is hidden or goes. */
export function startAutosave(): void {
  workspaces.start();
  keepView(leadStore);
  let versions: Versioning | undefined;
  // Where they cannot be fetched there are none; the next page tries again.
  void import('./versions/versions').then(
    ({ versioning }) => {
      versions = versioning;
      versioning.start();
    },
    () => {},
  );
  const leave = (): void => {
    workspaces.leave();
    recorder.leave();
    versions?.leave();
  };
  addEventListener('pagehide', leave);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') leave();
  });
}
