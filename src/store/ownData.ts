// The user's own data sets as the browser keeps them: each one's images under its id, and a short word of it in a list.
// Apart from the slice, so that what is in use and what is kept are two things. Built-in sets are never kept.
import type { DataSet } from '../data/dataSet';
import type { Vault } from './vault';

export interface Listed {
  readonly id: string;
  readonly name: string;
}

const listKey = 'dataSets';

export const isListed = (own: readonly Listed[], id: string): boolean => own.some((o) => o.id === id);

/** Newest first; empty where the browser keeps nothing or does not answer. */
export async function readList(vault: Vault): Promise<readonly Listed[]> {
  const list = await vault.read('lists', listKey).catch(() => []);
  return Array.isArray(list)
    ? list.filter((own) => typeof own?.id === 'string' && typeof own?.name === 'string')
    : [];
}

/** The data set kept under an id; undefined where there is none, or none that can be read. */
export async function readKept(vault: Vault, id: string): Promise<DataSet | undefined> {
  const kept = await vault.read('dataSets', id).catch(() => undefined);
  return isDataSet(kept) ? kept : undefined;
}

/** Files carry no masks, values or labels, and sets kept by earlier versions have none: only images and classes count. */
function isDataSet(value: unknown): value is DataSet {
  if (typeof value !== 'object' || value === null) return false;
  const { id, imageShape, classNames, train, test } = value as Partial<DataSet>;
  const isSplit = (split: DataSet['train'] | undefined): boolean =>
    split?.images instanceof Uint8Array &&
    split.labels instanceof Uint8Array &&
    split.labels.length === split.count;
  return (
    typeof id === 'string' &&
    Array.isArray(imageShape) &&
    Array.isArray(classNames) &&
    isSplit(train) &&
    isSplit(test)
  );
}

/**
 * The data set under an id of its own: files of the same name need not hold the same images (MNIST and Fashion-MNIST
 * do not), and a document must never silently get the others.
 */
export async function distinct(vault: Vault, own: readonly Listed[], dataSet: DataSet): Promise<DataSet> {
  for (let n = 1; ; n += 1) {
    const id = n === 1 ? dataSet.id : `${dataSet.id} (${n})`;
    const named = n === 1 ? dataSet : { ...dataSet, id, name: `${dataSet.name} (${n})` };
    if (!isListed(own, id)) return named;
    const kept = await readKept(vault, id);
    if (kept && sameImages(kept, dataSet)) return named;
  }
}

function sameImages(a: DataSet, b: DataSet): boolean {
  const same = (x: Uint8Array, y: Uint8Array): boolean =>
    x.length === y.length && x.every((byte, i) => byte === y[i]);
  return (
    same(a.train.labels, b.train.labels) &&
    same(a.test.labels, b.test.labels) &&
    same(a.train.images, b.train.images) &&
    same(a.test.images, b.test.images)
  );
}

/** Keeps a data set, at that place of the list; false where the browser refuses. */
export async function keep(vault: Vault, dataSet: DataSet, place: number): Promise<boolean> {
  const { id, name } = dataSet;
  // As the vault has it, not as this tab knows it: another tab may have added or deleted some.
  const others = (await readList(vault)).filter((own) => own.id !== id);
  return written(vault, dataSet, id, others.toSpliced(place, 0, { id, name }));
}

/** Deletes a kept data set and its word in the list; false where the browser refuses. */
export async function forget(vault: Vault, id: string): Promise<boolean> {
  const others = (await readList(vault)).filter((own) => own.id !== id);
  return written(vault, undefined, id, others);
}

const written = (vault: Vault, value: DataSet | undefined, key: string, list: readonly Listed[]) =>
  vault
    .write([
      { shelf: 'dataSets', key, value },
      { shelf: 'lists', key: listKey, value: list },
    ])
    .then(
      () => true,
      () => false,
    );
