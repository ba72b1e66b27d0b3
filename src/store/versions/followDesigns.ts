// Watches the work on every design of every open document, as documents and panes come and go.
import { togetherUnderWay } from '../busy';
import type { PaneStore } from '../panes';
import type { Workspace } from '../workspaces/workspace';
import type { Workspaces } from '../workspaces/workspaces';
import { versionedIn } from './versioned';
import { type Moment, type Watch, watchWork } from './watchWork';

/** A design whose work is watched. */
interface Followed {
  /** The document that it stands in. */
  readonly document: string;
  readonly design: PaneStore;
  readonly watch: Watch;
}

export interface Following {
  readonly start: () => void;
  /** The page may be gone soon. */
  readonly leave: () => void;
  /** Of the design whose versions are kept under this id. */
  readonly watchOf: (id: string) => Watch | undefined;
}

/** `tell`: a moment at which a design is worth keeping, and what its versions are kept under. */
export function followDesigns(
  workspaces: Pick<Workspaces, 'getState' | 'subscribe'>,
  tell: (id: string, moment: Moment) => void,
): Following {
  /** By what their versions are kept under. */
  const watches = new Map<string, Followed>();
  /** Documents whose panes are followed, with the way to end it. */
  const documents = new Map<string, () => void>();

  const end = (id: string): void => {
    const followed = watches.get(id);
    followed?.watch.now('closed');
    followed?.watch.stop();
    watches.delete(id);
  };
  /** Watches the designs that stand in a document now, and no longer those that are gone. */
  const followOne = (workspace: Workspace): void => {
    const designs = versionedIn(workspace);
    const there = new Map(designs.map(({ id, store: design }) => [id, design]));
    for (const [id, followed] of watches)
      if (followed.document === workspace.id && there.get(id) !== followed.design) end(id);
    for (const { id, store: design } of designs) {
      if (watches.has(id)) continue;
      const watch = watchWork(design, (moment) => tell(id, moment), {
        // The run that all panes tell of is the first one's.
        trains: id === workspace.id,
      });
      watches.set(id, { document: workspace.id, design, watch });
    }
  };
  const follow = (): void => {
    const { open, asleep } = workspaces.getState();
    const there = new Set(open.map(({ id }) => id));
    for (const [id, stop] of documents) {
      if (there.has(id)) continue;
      stop();
      documents.delete(id);
      for (const [design, { document }] of watches) if (document === id) end(design);
    }
    for (const workspace of open) {
      if (asleep.has(workspace.id) || documents.has(workspace.id)) continue;
      followOne(workspace);
      const stop = workspace.comparing.subscribe((now, before) => {
        if (now.panes !== before.panes) followOne(workspace);
        if (togetherUnderWay(now) && !togetherUnderWay(before))
          for (const { id } of versionedIn(workspace)) watches.get(id)?.watch.now('training');
      });
      documents.set(workspace.id, stop);
    }
  };

  return {
    start: () => {
      follow();
      workspaces.subscribe(follow);
    },
    leave: () => {
      for (const { watch } of watches.values()) watch.leave();
    },
    watchOf: (id) => watches.get(id)?.watch,
  };
}
