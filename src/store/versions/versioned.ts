// What has versions of its own: the design of each pane of a document. Those of the first pane go by the document's id, and
// those of a pane beside it by the id of its own record.
import type { PaneId, PaneStore } from '../panes';
import { paneSession } from '../session';
import type { Workspace } from '../workspaces/workspace';

export interface Versioned {
  /** What its versions are kept under. */
  readonly id: string;
  readonly store: PaneStore;
}

/** All designs of a document, by their panes' letters. */
export function versionedIn({
  id,
  comparing,
}: Pick<Workspace, 'id' | 'comparing'>): readonly (Versioned & { readonly pane: PaneId })[] {
  return comparing
    .getState()
    .panes.map(({ id: pane, store }, i) => ({ pane, store, id: i === 0 ? id : paneSession(id, pane) }));
}
