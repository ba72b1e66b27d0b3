// Finds layers by what a user may call them: label, kind, group, words of the description, or another name.
import { type Group, groups } from '../../layers/contract';
import type { PaletteItem } from './paletteItems';
import { synonymsOf } from './synonyms';

export interface PaletteGroup<Item extends PaletteItem = PaletteItem> {
  readonly group: Group;
  readonly layers: readonly Item[];
}

/** Layers that hold every word of the query, in groups. */
export function searchLayers<Item extends PaletteItem>(
  layers: readonly Item[],
  query: string,
): readonly PaletteGroup<Item>[] {
  const words = wordsOf(query);
  const found = layers.filter((layer) => words.every((word) => textOf(layer).includes(word)));
  return groups
    .map((group) => ({ group, layers: found.filter((layer) => layer.group === group) }))
    .filter(({ layers: inGroup }) => inGroup.length > 0);
}

/**
 * The layer that Enter adds: one whose name begins with the query, else one with another name that begins so (`FC`),
 * else one whose name holds every word, else the first found.
 */
export function bestMatch<Item extends PaletteItem>(
  found: readonly PaletteGroup<Item>[],
  query: string,
): Item | undefined {
  const words = wordsOf(query);
  if (words.length === 0) return undefined;
  const all = found.flatMap(({ layers }) => layers);
  const begins = (layer: Item): boolean => nameOf(layer).startsWith(words.join(' '));
  const called = (begin: (name: string, word: string) => boolean) => (layer: Item) => {
    const names = synonymsOf(layer.kind).split(' ');
    return words.every((word) => names.some((name) => begin(name, word)));
  };
  const named = (layer: Item): boolean => words.every((word) => nameOf(layer).includes(word));
  return (
    all.find(begins) ??
    all.find(called((name, word) => name === word)) ??
    all.find(named) ??
    all.find(called((name, word) => name.startsWith(word))) ??
    all[0]
  );
}

const wordsOf = (query: string): readonly string[] => query.toLowerCase().split(/\s+/).filter(Boolean);
const nameOf = ({ label, kind, module }: PaletteItem): string =>
  (module === undefined ? `${label} ${kind}` : label).toLowerCase();
const textOf = (layer: PaletteItem): string =>
  `${nameOf(layer)} ${layer.group} ${layer.doc} ${synonymsOf(layer.kind)}`.toLowerCase();
