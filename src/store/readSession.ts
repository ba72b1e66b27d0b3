// A session's record read back: its document, history and last run. Written by another version or damaged, it may be
// anything, so everything in it is looked at before it is believed.
import { emptyDocument } from '../graph/document';
import { type NodeId, nodeId } from '../lib/ids';
import type { Run } from '../training/run';
import { documentOf } from './documentText';
import { type Head, type Kept, type Step, withoutWeights } from './session';
import type { HistoryEntry } from './state';
import type { Vault } from './vault';

export interface Restored extends Kept {
  /** Milliseconds since 1970. */
  readonly savedAt: number;
  readonly steps: ReadonlyMap<HistoryEntry, string>;
}

/** A session's record, read back; undefined when there is none. Throws when it cannot be understood. */
export async function readSession(vault: Vault, id: string): Promise<Restored | undefined> {
  const head = await vault.read('sessions', id);
  if (head === undefined) return undefined;
  if (!isHead(head)) throw new Error('The record is not of the form that this version writes.');
  const document = documentOf(head.text);
  const steps = new Map<HistoryEntry, string>();
  const past = await readSteps(vault, head.past, steps);
  const future = await readSteps(vault, head.future, steps);
  return {
    document,
    past,
    future,
    saved: head.unsaved ? emptyDocument : document,
    importNotes: notesOf(head.notes),
    run: isEnded(head.run) ? withoutWeights(withLooks(head.run)) : undefined,
    savedAt: head.savedAt,
    steps,
  };
}

/** Reads steps from the newest back; one that cannot be read ends the history there, for those before it cannot follow. */
async function readSteps(
  vault: Vault,
  keys: readonly string[],
  read: Map<HistoryEntry, string>,
): Promise<HistoryEntry[]> {
  const records = await Promise.all(keys.map((key) => vault.read('steps', key)));
  const entries: HistoryEntry[] = [];
  for (let i = keys.length - 1; i >= 0; i -= 1) {
    const entry = entryOf(records[i]);
    if (!entry) break;
    entries.unshift(entry);
    read.set(entry, keys[i] ?? '');
  }
  return entries;
}

function entryOf(record: unknown): HistoryEntry | undefined {
  if (typeof record !== 'object' || record === null) return undefined;
  const { label, text, notes } = record as Partial<Step>;
  if (typeof label !== 'string' || typeof text !== 'string') return undefined;
  try {
    return { label, document: documentOf(text), notes: notesOf(notes) };
  } catch {
    return undefined;
  }
}

function notesOf(notes: unknown): ReadonlyMap<NodeId, string> {
  const map = new Map<NodeId, string>();
  for (const pair of Array.isArray(notes) ? notes : []) {
    if (Array.isArray(pair) && typeof pair[0] === 'string' && typeof pair[1] === 'string') {
      map.set(nodeId(pair[0]), pair[1]);
    }
  }
  return map;
}

/** A run of an earlier version, which had one output alone and no heads, is dropped. */
function isEnded(run: Run | undefined): run is Run {
  return (
    (run?.state === 'done' || run?.state === 'failed') &&
    Array.isArray(run.curves?.batches) &&
    Array.isArray(run.curves.heldOut) &&
    Array.isArray(run.notes) &&
    Array.isArray(run.heads) &&
    (run.state === 'failed' || Array.isArray(run.test?.heads))
  );
}

/** A run of an earlier version, which never looked into its layers. */
function withLooks(run: Run): Run {
  const { insights } = run.curves as Partial<Run['curves']>;
  return insights ? run : { ...run, curves: { ...run.curves, insights: [] } };
}

function isHead(value: unknown): value is Head {
  if (typeof value !== 'object' || value === null) return false;
  const { savedAt, text, past, future } = value as Partial<Head>;
  return (
    typeof savedAt === 'number' && typeof text === 'string' && Array.isArray(past) && Array.isArray(future)
  );
}

/** When a session was last saved; 0 for a record that does not say. */
export async function savedAt(vault: Vault, id: string): Promise<number> {
  const head = await vault.read('sessions', id);
  return isHead(head) ? head.savedAt : 0;
}
