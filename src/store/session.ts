// What autosave keeps of one tab: its document and history as template texts, so that they come back through the
// same door as any file. Steps are kept one by one, so that a save writes what is new and not the whole history.
import type { Run } from '../training/run';
import { textOf, writeText } from './documentText';
import type { HistoryEntry, State } from './state';
import type { Tab } from './tab';
import type { Change, Vault } from './vault';
import { forgetVersionsOf } from './versions/version';

export type Kept = Pick<State, 'document' | 'past' | 'future' | 'saved' | 'importNotes' | 'run'>;

/** One record on the shelf `sessions`. */
export interface Head {
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
export interface Step {
  readonly label: string;
  readonly text: string;
  readonly notes: readonly (readonly [string, string])[];
}

/** Steps of history that come back after a reload; those before them would only slow down the start. */
export const restoredSteps = 200;

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
    restored?: { readonly steps: ReadonlyMap<HistoryEntry, string>; readonly run?: Run | undefined },
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
export function withoutWeights({ checkpoint: _, ...run }: Run): Run {
  return run;
}

const stepOf = ({ label, document, notes }: HistoryEntry): Step => ({
  label,
  text: textOf(document),
  notes: [...(notes ?? [])],
});

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
