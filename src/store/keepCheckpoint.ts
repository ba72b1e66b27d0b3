// The weights of a tab's last run, kept beside its record, so that the run can go on after a reload or a crash. One per
// tab, apart from the record because that is written at every change of the drawing; with it the run as it stood, for a
// page that goes while it trains.
import { bytesOf, mostKeptBytes, packed, unpacked } from '../training/packed';
import type { Checkpoint } from '../training/protocol';
import type { Run } from '../training/run';
import { curvesUpTo } from './goOn';
import { isQuotaExceeded, type Vault } from './vault';

interface KeptCheckpoint {
  /** The run as it is shown where its page went meanwhile. */
  readonly run: Run;
  readonly checkpoint: ReturnType<typeof packed>;
}

export interface CheckpointKeeper {
  /** To be called with every state of the run; cheap. Resolves with why the weights are not kept, or undefined. */
  readonly follow: (run: Run | undefined) => Promise<string | undefined>;
}

/** Keeps the newest checkpoint of one session; an older one that waits for its turn is passed over. */
export function keepCheckpoints(vault: Vault, session: string, known?: Run): CheckpointKeeper {
  let seen = known;
  let writing: Promise<void> = Promise.resolve();
  let newest: Run | undefined;
  const write = async (run: Run): Promise<string | undefined> => {
    const value = run.checkpoint && keptOf(run, run.checkpoint);
    try {
      await vault.write([{ shelf: 'checkpoints', key: session, value }]);
      return undefined;
    } catch (error) {
      if (!value) return undefined;
      return isQuotaExceeded(error)
        ? 'The browser has no room left to keep the weights of this run: after a reload it cannot go on.'
        : 'This browser does not keep the weights of this run: after a reload it cannot go on.';
    }
  };
  return {
    follow: (run) => {
      const before = seen;
      seen = run;
      if (!run || run === before) return Promise.resolve(undefined);
      if (run.id === before?.id && run.checkpoint === before.checkpoint) return Promise.resolve(undefined);
      const { checkpoint } = run;
      if (checkpoint && bytesOf(checkpoint) > mostKeptBytes) {
        const large = `The weights of this run are too large to be kept in the browser (${Math.round(bytesOf(checkpoint) / 2 ** 20)} MiB): after a reload it cannot go on.`;
        return Promise.resolve(large);
      }
      newest = run;
      const result = writing.then(() => (newest === run ? write(run) : undefined));
      writing = result.then(() => undefined);
      return result;
    },
  };
}

function keptOf(run: Run, given: Checkpoint): KeptCheckpoint {
  const checkpoint = packed(given);
  const { checkpoint: _, ...rest } = run;
  if (run.state === 'done' || run.state === 'failed') return { run: rest as Run, checkpoint };
  const { id, title, settings, heads, notes, origin, continues } = run;
  const bare = { id, title, settings, heads, notes, ...(origin ? { origin } : {}) };
  const curves = curvesUpTo(run.curves, checkpoint.step);
  const progress = 'progress' in run ? { progress: { ...run.progress, step: checkpoint.step } } : {};
  const message = 'The page was closed or reloaded while it trained.';
  const failure = { code: 'interrupted', step: checkpoint.step, message, remedies: [] } as const;
  const interrupted: Run = {
    ...{ ...bare, curves, state: 'failed', failure },
    ...progress,
    ...(continues ? { continues } : {}),
  };
  return { run: interrupted, checkpoint };
}

/**
 * The last run of a session with what it can go on from: the run that ended last where the weights are its own, else the
 * one that was training when the page went. `ended` itself where nothing is kept.
 */
export async function withCheckpoint(
  vault: Vault,
  session: string,
  ended: Run | undefined,
): Promise<Run | undefined> {
  const kept = await vault.read('checkpoints', session).catch(() => undefined);
  if (!isKept(kept)) return ended;
  const checkpoint = await unpacked(kept.checkpoint).catch(() => undefined);
  if (!checkpoint) return ended;
  const run = kept.run.id === ended?.id ? ended : kept.run;
  return { ...run, checkpoint };
}

function isKept(value: unknown): value is KeptCheckpoint {
  if (typeof value !== 'object' || value === null) return false;
  const { run, checkpoint } = value as Partial<KeptCheckpoint>;
  return (
    typeof run?.id === 'string' &&
    (run.state === 'done' || run.state === 'failed') &&
    Array.isArray(run.curves?.batches) &&
    Array.isArray(run.heads) &&
    typeof checkpoint?.epoch === 'number' &&
    typeof checkpoint.images === 'number' &&
    Array.isArray(checkpoint.weights)
  );
}
