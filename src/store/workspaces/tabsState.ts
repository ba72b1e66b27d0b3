// The row of tabs as data: which documents are open, in what order, and which is shown.
import type { KeptTab } from './keptTabs';
import type { Workspace } from './workspace';

export interface TabsState {
  /** In the order of the tabs; never empty. */
  readonly open: readonly Workspace[];
  /** The id of the one that is shown. */
  readonly active: string;
  /** Of documents that are not read yet: what their tabs say meanwhile. */
  readonly asleep: ReadonlyMap<string, KeptTab>;
  /** The last closed at the end. */
  readonly closed: readonly KeptTab[];
}

export const shownIn = ({ open, active }: TabsState): Workspace => {
  const shown = open.find(({ id }) => id === active) ?? open[0];
  if (!shown) throw new Error('No document is open.');
  return shown;
};
