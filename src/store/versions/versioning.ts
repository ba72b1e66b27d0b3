// The versions of every open document, and of the designs beside its first: kept at the moments that are worth it,
// thinned over time, named, restored and deleted. One thing at a time is written, so that no two moments get into each
// other's way.
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Document } from '../../graph/document';
import { err, ok, type Result } from '../../lib/result';
import { documentOf, textOf } from '../documentText';
import { type Change, isQuotaExceeded, type Vault } from '../vault';
import type { Workspaces } from '../workspaces/workspaces';
import { followDesigns } from './followDesigns';
import { type Taken, takenBy } from './roomTaken';
import { thin } from './thin';
import {
  forgetVersion,
  namedSteps,
  newVersionId,
  putText,
  putVersion,
  readAllVersions,
  readVersions,
  readVersionText,
  type Version,
} from './version';
import { type Versioned, versionedIn } from './versioned';
import type { Moment } from './watchWork';

export interface VersioningState {
  /** Goes up with every change to what is kept. */
  readonly writes: number;
  /** Why the last version could not be kept; gone as soon as one can. */
  readonly shortage: 'full' | 'refused' | undefined;
}

export interface Versioning
  extends Pick<StoreApi<VersioningState>, 'getState' | 'getInitialState' | 'subscribe'> {
  /** The oldest first. Rejects when storage fails. */
  readonly list: (lineage: string) => Promise<readonly Version[]>;
  /** The drawing of a version; undefined where it is gone or cannot be read. */
  readonly read: (id: string) => Promise<Document | undefined>;
  /** Gives what is shown now a name, as a version of its own where it is none yet. */
  readonly nameNow: (design: Versioned, name: string) => Promise<Result<Version, string>>;
  /** Names a version, or with an empty name makes it one of the others, which go in time. */
  readonly rename: (version: Version, name: string) => Promise<Result<void, string>>;
  /** Answers with the way back. */
  readonly remove: (version: Version) => Promise<Result<() => Promise<Result<void, string>>, string>>;
  /** Shows a drawing in the design's place as one step of history; what was there is kept before. */
  readonly restore: (design: Versioned, label: string, document: Document) => void;
  /** What versions take up, the largest first. */
  readonly taken: () => Promise<readonly Taken[]>;
  /** Forgets the versions of a design that have no name. */
  readonly removeUnnamed: (lineage: string) => Promise<Result<void, string>>;
  /** Follows the documents from now on. */
  readonly start: () => void;
  /** The page may be gone soon. */
  readonly leave: () => void;
  /** Resolves when all is written. */
  readonly settled: () => Promise<void>;
}

export function makeVersioning(
  workspaces: Pick<Workspaces, 'getState' | 'subscribe'>,
  vault: Vault,
): Versioning {
  const store = createStore<VersioningState>()(() => ({ writes: 0, shortage: undefined }));
  let queue: Promise<unknown> = Promise.resolve();

  const inTurn = <T>(act: () => Promise<T>): Promise<Result<T, string>> => {
    const done = queue.then(act).then(
      (value) => {
        store.setState(({ writes }) => ({ writes: writes + 1, shortage: undefined }));
        return ok(value);
      },
      (error: unknown) => {
        const shortage = isQuotaExceeded(error) ? 'full' : 'refused';
        store.setState({ shortage });
        return err(unkept[shortage]);
      },
    );
    queue = done;
    return done;
  };

  const write = async (
    lineage: string,
    { document, why, labels }: Moment,
    name?: string,
  ): Promise<Version> => {
    const text = textOf(document);
    const before = await readVersions(vault, lineage);
    const newest = before.at(-1);
    if (newest && (await readVersionText(vault, newest.id)) === text) {
      if (name === undefined) return newest;
      const named = { ...newest, name };
      await vault.write([putVersion(named)]);
      return named;
    }
    const version: Version = {
      id: newVersionId(lineage),
      at: Math.max(Date.now(), (newest?.at ?? 0) + 1),
      title: document.title,
      ...(name === undefined ? {} : { name }),
      why,
      nodes: document.graph.nodes.size,
      steps: labels.length,
      labels: labels.slice(-namedSteps),
      bytes: text.length,
    };
    const { kept, gone } = thin([...before, version], version.at);
    const known = new Set(before);
    const changed = kept.filter((one) => !known.has(one));
    await vault.write([
      ...changed.map(putVersion),
      putText(version.id, text),
      ...gone.flatMap(({ id }) => forgetVersion(id)),
    ]);
    return version;
  };

  const followed = followDesigns(workspaces, (id, moment) => void inTurn(() => write(id, moment)));

  return {
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    list: (lineage) => readVersions(vault, lineage),
    read: async (id) => {
      try {
        const text = await readVersionText(vault, id);
        return text === undefined ? undefined : documentOf(text);
      } catch {
        return undefined;
      }
    },
    nameNow: ({ id, store: design }, name) => {
      const labels = followed.watchOf(id)?.settle() ?? [];
      const { document } = design.getState();
      return inTurn(() => write(id, { document, why: 'named', labels }, name));
    },
    rename: ({ name: _, ...version }, name) =>
      inTurn(() => vault.write([putVersion(name === '' ? version : { ...version, name })])),
    remove: (version) =>
      inTurn(async () => {
        const text = await readVersionText(vault, version.id);
        await vault.write(forgetVersion(version.id));
        return () =>
          inTurn(() =>
            vault.write([putVersion(version), ...(text === undefined ? [] : [putText(version.id, text)])]),
          );
      }),
    restore: ({ id, store: design }, label, document) => {
      followed.watchOf(id)?.now('restore');
      design.getState().replace(label, document);
    },
    taken: async () => {
      const open = new Set(
        workspaces
          .getState()
          .open.flatMap(versionedIn)
          .map(({ id }) => id),
      );
      return takenBy(await readAllVersions(vault), open);
    },
    removeUnnamed: (lineage) =>
      inTurn(async () => {
        const unnamed = (await readVersions(vault, lineage)).filter(({ name }) => name === undefined);
        await vault.write(unnamed.flatMap(({ id }): readonly Change[] => forgetVersion(id)));
      }),
    start: followed.start,
    leave: followed.leave,
    settled: async () => void (await queue),
  };
}

const unkept = {
  full: 'This browser has no room left for this site: delete versions, runs or data sets that you no longer need, and try again.',
  refused:
    'This browser does not let this site store anything (private mode?): save the drawing to a file instead.',
} as const;
