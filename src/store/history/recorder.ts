// Keeps every run of this page in the vault while it trains: soon after it begins, every two seconds, at once when it ends.
// What cannot be written stays in memory and is tried again; nothing is ever deleted to make room for it.
import type { RunId } from '../../lib/ids';
import { isUnderWay, type Run } from '../../training/run';
import { type Change, isQuotaExceeded, type Vault } from '../vault';
import { chunkKey, type KeptRun, type OwnRecord, removeWhole } from './keptRun';
import type { Owner } from './owner';
import { beginRecord, followRecord, neverBegan, type RunContext, traceOf } from './recordOf';
import { chunkBytes, encodeTrace } from './trace';

/** Milliseconds between two writings of a run in training. */
const writeEvery = 2000;
/** Milliseconds after a refused writing until the next by itself. */
const retryAfter = 30_000;
/** Bytes from which on a chunk is left as it is and another begun: what a writing rewrites at most, nearly. */
export const fullChunk = 160_000;

/** `full`: the browser has no room left. `refused`: it does not let this site store. */
export type Shortage = 'full' | 'refused';

/** A run of this page that is in training, or that has ended and is not in the vault. */
export interface LiveRun {
  readonly record: OwnRecord;
  readonly run: Run;
  /** Why the last writing failed; undefined while all is well. */
  readonly unkept: Shortage | undefined;
  readonly bytes: number;
}

/** What becomes of a run: it goes on here, it is in the vault alone, or it never was. */
export type News =
  | { readonly type: 'live'; readonly id: RunId; readonly live: LiveRun }
  | { readonly type: 'kept'; readonly id: RunId; readonly live: LiveRun; readonly kept: KeptRun }
  | { readonly type: 'gone'; readonly id: RunId };

export interface Recorder {
  readonly begin: (run: Run, context: RunContext) => void;
  /** To be called with every state of the run; cheap. A run that was not begun is left alone. */
  readonly follow: (run: Run) => void;
  /** Writes at once all that is not yet written; resolves when that is done or refused. */
  readonly flush: () => Promise<void>;
  /** The page is about to go. */
  readonly leave: () => void;
  readonly live: () => ReadonlyMap<RunId, LiveRun>;
  /** Forgets a run that is only in memory; answers with the way back. */
  readonly drop: (id: RunId) => (() => void) | undefined;
  readonly subscribe: (listener: (news: News) => void) => () => void;
}

export interface RecorderTools {
  readonly vault: Vault;
  readonly owner: Owner;
  readonly now: () => number;
  readonly device: () => string;
  /** Told after each writing, for other tabs. */
  readonly onWritten: (id: RunId) => void;
}

/** How much of the curves stands in chunks that are full. */
interface Settled {
  readonly chunks: number;
  readonly bytes: number;
  readonly batches: number;
  readonly heldOut: number;
  readonly insights: number;
}

interface Entry extends LiveRun {
  readonly settled: Settled;
  readonly dirty: boolean;
}

const nothing: Settled = { chunks: 0, bytes: 0, batches: 0, heldOut: 0, insights: 0 };

export function makeRecorder(tools: RecorderTools): Recorder {
  const entries = new Map<RunId, Entry>();
  const timers = new Map<RunId, ReturnType<typeof setTimeout>>();
  const listeners = new Set<(news: News) => void>();
  let writing: Promise<void> = Promise.resolve();

  const tell = (news: News): void => {
    for (const listener of listeners) listener(news);
  };
  const put = (id: RunId, entry: Entry): void => {
    entries.set(id, entry);
    tell({ type: 'live', id, live: entry });
  };
  const unschedule = (id: RunId): void => {
    clearTimeout(timers.get(id));
    timers.delete(id);
  };
  /** One write at a time, so that a later state never lies below an earlier one. */
  const enqueue = (id: RunId): Promise<void> => {
    unschedule(id);
    writing = writing.then(() => write(id));
    return writing;
  };
  const schedule = (id: RunId, delay: number): void => {
    if (!timers.has(id))
      timers.set(
        id,
        setTimeout(() => void enqueue(id), delay),
      );
  };

  const write = async (id: RunId): Promise<void> => {
    const entry = entries.get(id);
    if (!entry) return;
    const { changes, kept, settled } = writingOf(entry, tools.owner.name, tools.now());
    entries.set(id, { ...entry, dirty: false });
    try {
      await tools.owner.hold();
      await tools.vault.write(changes);
    } catch (error) {
      const now = entries.get(id);
      if (!now) return;
      put(id, { ...now, dirty: true, unkept: isQuotaExceeded(error) ? 'full' : 'refused' });
      schedule(id, retryAfter);
      return;
    }
    const now = entries.get(id);
    // Dropped meanwhile: what was just written goes too.
    if (!now) return forget(tools, id);
    tools.onWritten(id);
    const written: Entry = { ...now, unkept: undefined, settled, bytes: kept.bytes };
    if (isUnderWay(now.run)) {
      put(id, written);
      if (tools.owner.beatEvery !== undefined && !now.dirty) schedule(id, tools.owner.beatEvery);
    } else if (now.dirty) {
      entries.set(id, written);
    } else {
      entries.delete(id);
      unschedule(id);
      tell({ type: 'kept', id, live: written, kept });
    }
  };

  const flush = async (): Promise<void> => {
    for (const [id, { dirty }] of entries) if (dirty) void enqueue(id);
    await writing;
  };

  return {
    begin: (run, context) => {
      const record = beginRecord(run, context, tools.now(), tools.device());
      put(run.id, { record, run, unkept: undefined, bytes: 0, settled: nothing, dirty: true });
      void enqueue(run.id);
    },
    follow: (run) => {
      const entry = entries.get(run.id);
      if (!entry || entry.run === run || !isUnderWay(entry.run)) return;
      if (neverBegan(run)) {
        entries.delete(run.id);
        unschedule(run.id);
        writing = writing.then(() => forget(tools, run.id));
        tell({ type: 'gone', id: run.id });
        return;
      }
      put(run.id, { ...entry, run, record: followRecord(entry.record, run), dirty: true });
      if (isUnderWay(run)) schedule(run.id, entry.unkept ? retryAfter : writeEvery);
      else void enqueue(run.id);
    },
    flush,
    leave: () => void flush(),
    live: () => entries,
    drop: (id) => {
      const entry = entries.get(id);
      if (!entry || isUnderWay(entry.run)) return undefined;
      entries.delete(id);
      unschedule(id);
      tell({ type: 'gone', id });
      return () => {
        put(id, { ...entry, dirty: true });
        void enqueue(id);
      };
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** What is to be written of a run now, and how far its curves are settled once that is done. */
function writingOf({ record, run, settled }: Entry, owner: string, beat: number) {
  const trace = traceOf(run);
  const { batches, heldOut, insights } = trace;
  const chunk = encodeTrace({
    ...trace,
    batches: batches.slice(settled.batches),
    heldOut: heldOut.slice(settled.heldOut),
    insights: insights.slice(settled.insights),
  });
  const size = chunkBytes(chunk);
  const chunks = size > 0 ? settled.chunks + 1 : settled.chunks;
  const bytes = settled.bytes + size + recordBytes(record);
  const kept: KeptRun = { record, owner, beat, chunks, bytes };
  const changes: Change[] = [{ shelf: 'runs', key: record.id, value: kept }];
  if (size > 0) changes.push({ shelf: 'traces', key: chunkKey(record.id, settled.chunks), value: chunk });
  const next: Settled = {
    chunks,
    bytes: settled.bytes + size,
    batches: batches.length,
    heldOut: heldOut.length,
    insights: insights.length,
  };
  return { changes, kept, settled: size >= fullChunk ? next : settled };
}

/** The design and the pictures are the record's bulk. */
const recordBytes = ({ design, test }: OwnRecord): number =>
  design.length +
  (test?.pictures?.rows ?? []).reduce(
    (sum, { given, output, target }) =>
      sum + (given?.bytes.length ?? 0) + output.bytes.length + target.bytes.length,
    1000,
  );

async function forget({ vault, onWritten }: RecorderTools, id: RunId): Promise<void> {
  await removeWhole(vault, [id]).catch(() => {});
  onWritten(id);
}
