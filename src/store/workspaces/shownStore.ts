// A store that stands for that of whichever document is shown. Those who listen hear of a change of tab as of any other
// change, so that what reads it need not know of tabs.
import type { StoreApi } from 'zustand';
import { shownIn } from './tabsState';
import type { Workspace } from './workspace';
import type { Workspaces } from './workspaces';

export function shownStore<T>(workspaces: Workspaces, pick: (shown: Workspace) => StoreApi<T>): StoreApi<T> {
  const current = (): StoreApi<T> => pick(shownIn(workspaces.getState()));
  return {
    getState: () => current().getState(),
    getInitialState: () => current().getInitialState(),
    setState: ((...change: Parameters<StoreApi<T>['setState']>) =>
      current().setState(...change)) as StoreApi<T>['setState'],
    subscribe: (listener) => {
      let heard = current();
      let stop = heard.subscribe(listener);
      const stopTabs = workspaces.subscribe(() => {
        const next = current();
        if (next === heard) return;
        const before = heard.getState();
        stop();
        heard = next;
        stop = next.subscribe(listener);
        listener(next.getState(), before);
      });
      return () => {
        stopTabs();
        stop();
      };
    },
  };
}
