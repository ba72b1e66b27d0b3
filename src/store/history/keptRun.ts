// What the vault holds of a run: its record with what keeping it needs, apart from it what the user added, and its curves
// in chunks. The user's part is written by any tab, the rest only by the tab that trains, so that neither undoes the
// other.
import type { RunId } from '../../lib/ids';
import type { RunRecord, RunTrace } from '../../training/record';
import type { Change, Vault } from '../vault';
import { decodeTrace } from './trace';

/** What the user says of a run. */
export type Marks = Pick<RunRecord, 'name' | 'tags' | 'pinned'>;
export const noMarks: Marks = { tags: [], pinned: false };

/** What is said of it by the run itself. */
export type OwnRecord = Omit<RunRecord, keyof Marks>;

/** On the shelf `runs`, under the run's id. */
export interface KeptRun {
  readonly record: OwnRecord;
  /** The page that trains or trained it. */
  readonly owner: string;
  /** When that page last wrote, in milliseconds since 1970. */
  readonly beat: number;
  /** Chunks on the shelf `traces`, under `id 0`, `id 1` and so on. */
  readonly chunks: number;
  /** Of all chunks and the record, nearly. */
  readonly bytes: number;
}

export const chunkKey = (id: RunId, index: number): string => `${id} ${index}`;
export const chunkKeys = (id: RunId, chunks: number): readonly string[] =>
  Array.from({ length: chunks }, (_, index) => chunkKey(id, index));

/** The record as lists and charts read it. */
export function withMarks(record: OwnRecord & Partial<Marks>, marks: Marks): RunRecord {
  const { name: _, ...own } = record;
  return { ...own, ...marks };
}

export interface ReadRuns {
  readonly runs: ReadonlyMap<RunId, KeptRun>;
  readonly marks: ReadonlyMap<RunId, Marks>;
  /** Records that are not of the form this version writes; they stay where they are. */
  readonly unreadable: number;
}

/** All runs that the vault holds, in two requests however many there are. */
export async function readRuns(vault: Vault): Promise<ReadRuns> {
  const [runs, marks] = await Promise.all([vault.readAll('runs'), vault.readAll('runMarks')]);
  const kept = runs.flatMap(([, value]) => (isKeptRun(value) ? [[value.record.id, value] as const] : []));
  return {
    runs: new Map(kept),
    marks: new Map(marks.map(([id, value]) => [id as RunId, marksOf(value)])),
    unreadable: runs.length - kept.length,
  };
}

export async function readRun(vault: Vault, id: RunId): Promise<{ kept: KeptRun; marks: Marks } | undefined> {
  const [kept, marks] = await Promise.all([vault.read('runs', id), vault.read('runMarks', id)]);
  return isKeptRun(kept) ? { kept, marks: marksOf(marks) } : undefined;
}

/** A run's curves as far as they are kept. */
export async function readTrace(vault: Vault, { record, chunks }: KeptRun): Promise<RunTrace> {
  return decodeTrace(await Promise.all(chunkKeys(record.id, chunks).map((key) => vault.read('traces', key))));
}

/** Everything on the shelves that belongs to a run, to be written back by an undo. */
async function readWhole(vault: Vault, id: RunId): Promise<readonly Change[]> {
  const kept = await vault.read('runs', id);
  const keys = isKeptRun(kept) ? chunkKeys(id, kept.chunks) : [];
  const chunks = await Promise.all(keys.map((key) => vault.read('traces', key)));
  const marks = await vault.read('runMarks', id);
  const all: readonly Change[] = [
    { shelf: 'runs', key: id, value: kept },
    { shelf: 'runMarks', key: id, value: marks },
    ...keys.map((key, i): Change => ({ shelf: 'traces', key, value: chunks[i] })),
  ];
  return all.filter(({ value }) => value !== undefined);
}

/** Takes runs off all shelves, all or none; answers with what was there, to be written back by an undo. */
export async function removeWhole(vault: Vault, ids: readonly RunId[]): Promise<readonly Change[]> {
  const whole = (await Promise.all(ids.map((id) => readWhole(vault, id)))).flat();
  await vault.write(whole.map((change) => ({ ...change, value: undefined })));
  return whole;
}

export function marksOf(value: unknown): Marks {
  if (typeof value !== 'object' || value === null) return noMarks;
  const { name, tags, pinned } = value as Partial<Marks>;
  return {
    ...(typeof name === 'string' ? { name } : {}),
    tags: Array.isArray(tags) ? tags.filter((tag) => typeof tag === 'string') : [],
    pinned: pinned === true,
  };
}

function isKeptRun(value: unknown): value is KeptRun {
  if (typeof value !== 'object' || value === null) return false;
  const { record, owner, beat, chunks, bytes } = value as Partial<KeptRun>;
  return (
    isRecord(record) &&
    typeof owner === 'string' &&
    [beat, chunks, bytes].every((figure) => typeof figure === 'number')
  );
}

function isRecord(value: OwnRecord | undefined): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { id, state, title, design, data, settings, heads, notes } = value;
  return (
    [id, state, title, design, data?.id, data?.name].every((text) => typeof text === 'string') &&
    typeof settings === 'object' &&
    settings !== null &&
    Array.isArray(heads) &&
    Array.isArray(notes)
  );
}
