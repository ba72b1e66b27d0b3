// A version of a drawing as it lies in storage: a small record that lists can be made of, and the drawing's text on a shelf
// of its own, which is read for the one version that somebody looks at.
import type { Change, Vault } from '../vault';

/**
 * Why a version was kept: the drawing as it was opened, once it is changed, after much work, and before what could cost
 * it.
 */
export const reasons = [
  'begun',
  'changes',
  'time',
  'open',
  'training',
  'restore',
  'closed',
  'named',
] as const;
export type Reason = (typeof reasons)[number];

export interface Version {
  /** The key of both records: what it is a version of (`Versioned`), a space, and a name of its own. */
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The drawing's title at that time. */
  readonly title: string;
  /** What the user calls it; such a one stays until the user deletes it. */
  readonly name?: string | undefined;
  readonly why: Reason;
  /** Of the whole drawing, modules counted as one. */
  readonly nodes: number;
  /** Steps of history since the version before. */
  readonly steps: number;
  /** What the last of these steps did, the newest at the end. */
  readonly labels: readonly string[];
  /** Of the text. */
  readonly bytes: number;
}

/** Steps that a version names; the others are only counted. */
export const namedSteps = 12;

export const lineageOf = (id: string): string => id.slice(0, id.lastIndexOf(' '));

/** `of`: whose version it is, as a document's id. */
export const newVersionId = (of: string): string => `${of} ${crypto.randomUUID().slice(0, 13)}`;

/** The versions of a document, the oldest first. Records of another form are left alone. */
export async function readVersions(vault: Vault, lineage: string): Promise<readonly Version[]> {
  const keys = (await vault.keys('versions')).filter((key) => lineageOf(key) === lineage);
  const records = await Promise.all(
    keys.map(async (key) => versionOf(key, await vault.read('versions', key))),
  );
  return inOrder(records.flatMap((version) => version ?? []));
}

/** All versions of all documents. */
export async function readAllVersions(vault: Vault): Promise<readonly Version[]> {
  const records = await vault.readAll('versions');
  return inOrder(records.flatMap(([key, value]) => versionOf(key, value) ?? []));
}

export const inOrder = (versions: readonly Version[]): readonly Version[] =>
  versions.toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));

/** The text of the drawing; undefined where it is gone. */
export async function readVersionText(vault: Vault, id: string): Promise<string | undefined> {
  const text = await vault.read('versionTexts', id);
  return typeof text === 'string' ? text : undefined;
}

export function putVersion({ id, ...record }: Version): Change {
  return { shelf: 'versions', key: id, value: record };
}

export const putText = (id: string, text: string): Change => ({
  shelf: 'versionTexts',
  key: id,
  value: text,
});

export const forgetVersion = (id: string): readonly Change[] => [
  { shelf: 'versions', key: id, value: undefined },
  { shelf: 'versionTexts', key: id, value: undefined },
];

/** What forgets all versions of a document, those of the designs beside its first too. */
export async function forgetVersionsOf(vault: Vault, document: string): Promise<readonly Change[]> {
  const own = (lineage: string) => lineage === document || lineage.startsWith(`${document}/`);
  return (await vault.keys('versions')).filter((key) => own(lineageOf(key))).flatMap(forgetVersion);
}

function versionOf(id: string, value: unknown): Version | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { at, title, name, why, nodes, steps, labels, bytes } = value as Partial<Version>;
  if (typeof at !== 'number' || typeof title !== 'string' || !reasons.some((reason) => reason === why))
    return undefined;
  return {
    id,
    at,
    title,
    ...(typeof name === 'string' ? { name } : {}),
    why: why ?? 'changes',
    nodes: Number(nodes ?? 0),
    steps: Number(steps ?? 0),
    labels: Array.isArray(labels) ? labels.map(String) : [],
    bytes: Number(bytes ?? 0),
  };
}
