// What autosave keeps of one tab: its document and history as template texts, so that they come back through the
// same door as any file. Steps are kept one by one, so that a save writes what is new and not the whole history.
import { type Document, emptyDocument } from '../graph/document';
import { serialising } from '../graph/serialise';
import { type NodeId, nodeId } from '../lib/ids';
import type { Run } from '../training/run';
import { openText, saveText } from './files';
import { inSlices } from './inSlices';
import type { HistoryEntry, State } from './state';
import type { Tab } from './tab';
import type { Change, Vault } from './vault';
import { forgetVersionsOf } from './versions/version';

type Kept = Pick<State, 'document' | 'past' | 'future' | 'saved' | 'importNotes' | 'run'>;

/** One record on the shelf `sessions`. */
interface Head {
  readonly savedAt: number;
  readonly text: string;
  readonly notes: readonly (readonly [string, string])[];
  readonly unsaved: boolean;
  /** Keys on the shelf `steps`. */
  readonly past: readonly string[];
  readonly future: readonly string[];
  /** The last run, once it has ended: its curves and figures. */
  readonly run?: Run | undefined;
}

/** One record on the shelf `steps`. */
interface Step {
  readonly label: string;
  readonly text: string;
  readonly notes: readonly (readonly [string, string])[];
}

/** Steps of history that come back after a reload; those before them would only slow down the start. */
export const restoredSteps = 200;

const texts = new WeakMap<Document, string>();

/** A document's text; written once per document, however often it is saved. */
export function textOf(document: Document): string {
  const known = texts.get(document);
  if (known !== undefined) return known;
  const text = saveText(document);
  texts.set(document, text);
  return text;
}

/** The same, in slices where the document is large: so that to save it holds nothing up. */
async function writeText(document: Document): Promise<void> {
  if (!texts.has(document)) texts.set(document, await inSlices(serialising(document)));
}

/** Leaves a last word of what a session shows: the page may be gone before storage answers. */
export function leaveWord(
  tab: Pick<Tab, 'leave'>,
  id: string,
  { document, saved }: Pick<State, 'document' | 'saved'>,
): void {
  tab.leave(id, { at: Date.now(), text: textOf(document), unsaved: document !== saved });
}

/** Keeps the record of one session up to date. It owns the memory of which steps the vault holds already. */
export class SessionWriter {
  private readonly keys = new Map<HistoryEntry, string>();
  private next = Date.now();
  private ended: Run | undefined;

  constructor(
    readonly id: string,
    private readonly vault: Vault,
    restored?: Pick<Restored, 'steps' | 'run'>,
  ) {
    for (const [entry, key] of restored?.steps ?? []) this.keys.set(entry, key);
    this.ended = restored?.run;
  }

  /** Takes a run that has ended into the record, where it stays until another has ended. */
  keepRun(ended: Run): void {
    this.ended = ended;
  }

  /** Writes what has changed since the last time, all or nothing. */
  async save(state: Omit<Kept, 'run'>): Promise<void> {
    const past = state.past.slice(-restoredSteps);
    const future = state.future.slice(-restoredSteps);
    const live = new Set([...past, ...future]);
    const fresh = [...live].filter((entry) => !this.keys.has(entry));
    for (const { document } of [state, ...fresh]) await writeText(document);
    const gone = [...this.keys.keys()].filter((entry) => !live.has(entry));
    const changes: Change[] = [];
    const added = new Map(fresh.map((entry) => [entry, this.newKey()]));
    for (const [entry, key] of added) changes.push({ shelf: 'steps', key, value: stepOf(entry) });
    for (const entry of gone)
      changes.push({ shelf: 'steps', key: this.keys.get(entry) ?? '', value: undefined });
    const keyOf = (entry: HistoryEntry): string => this.keys.get(entry) ?? added.get(entry) ?? '';
    changes.push({
      shelf: 'sessions',
      key: this.id,
      value: headOf({ ...state, run: this.ended }, past.map(keyOf), future.map(keyOf)),
    });
    await this.vault.write(changes);
    for (const [entry, key] of added) this.keys.set(entry, key);
    for (const entry of gone) this.keys.delete(entry);
  }

  private newKey(): string {
    this.next += 1;
    return `${this.id} ${this.next}`;
  }
}

function headOf(state: Kept, past: readonly string[], future: readonly string[]): Head {
  return {
    savedAt: Date.now(),
    text: textOf(state.document),
    notes: [...state.importNotes],
    unsaved: state.document !== state.saved,
    past,
    future,
    run: state.run && withoutWeights(state.run),
  };
}

/** They lie on a shelf of their own (keepCheckpoint.ts). */
function withoutWeights({ checkpoint: _, ...run }: Run): Run {
  return run;
}

const stepOf = ({ label, document, notes }: HistoryEntry): Step => ({
  label,
  text: textOf(document),
  notes: [...(notes ?? [])],
});

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

/** Reads a text of our own. Unknown layers, which the user has accepted before, come back as they were. */
export function documentOf(text: string): Document {
  const opened = openText(text);
  const document = opened.ok ? opened.value.document : opened.error.salvage?.document;
  if (!document) throw new Error(opened.ok ? '' : opened.error.problems[0]?.message);
  texts.set(document, text);
  return document;
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

/** The record of a pane beside the first, within the record of its tab. */
export const paneSession = (id: string, pane: string): string => `${id}/${pane}`;

/** On the shelf `lists`: which panes stand beside the first. */
export const panesKey = (id: string): string => `panes ${id}`;

/** Whether a record is that of a pane beside the first, and so no tab's own. */
export const isPaneSession = (id: string): boolean => id.includes('/');

/** Forgets a session with all its steps, its versions and the panes beside it. */
export async function forgetSession(vault: Vault, id: string): Promise<void> {
  const mine = (key: string): boolean => key.startsWith(`${id} `) || key.startsWith(`${id}/`);
  const steps = (await vault.keys('steps')).filter(mine);
  const panes = (await vault.keys('sessions')).filter(mine);
  await vault.write([
    { shelf: 'sessions', key: id, value: undefined },
    ...panes.map((key): Change => ({ shelf: 'sessions', key, value: undefined })),
    { shelf: 'lists', key: panesKey(id), value: undefined },
    { shelf: 'checkpoints', key: id, value: undefined },
    ...(await forgetVersionsOf(vault, id)),
    ...steps.map((key): Change => ({ shelf: 'steps', key, value: undefined })),
  ]);
}

/** Forgets the last words of a session and of the panes beside it. */
export function forgetWords(tab: Pick<Tab, 'sessionsLeft' | 'forgetLeft'>, id: string): void {
  const panes = tab.sessionsLeft().filter((key) => key.startsWith(`${id}/`));
  for (const key of [id, panesKey(id), ...panes]) tab.forgetLeft(key);
}

/** When a session was last saved; 0 for a record that does not say. */
export async function savedAt(vault: Vault, id: string): Promise<number> {
  const head = await vault.read('sessions', id);
  return isHead(head) ? head.savedAt : 0;
}
