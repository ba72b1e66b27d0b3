// Finds layers by what a user may call them: label, kind, group, or words of the description.
import { type Group, groups, type Layer } from '../../layers/contract';

export interface PaletteGroup {
  readonly group: Group;
  readonly layers: readonly Layer[];
}

/** Layers that hold every word of the query, in groups. */
export function searchLayers(layers: readonly Layer[], query: string): readonly PaletteGroup[] {
  const words = wordsOf(query);
  const found = layers.filter((layer) => words.every((word) => textOf(layer).includes(word)));
  return groups
    .map((group) => ({ group, layers: found.filter((layer) => layer.group === group) }))
    .filter(({ layers: inGroup }) => inGroup.length > 0);
}

/** The layer that Enter adds: one whose name begins with the query, else one whose name holds it, else the first found. */
export function bestMatch(found: readonly PaletteGroup[], query: string): Layer | undefined {
  const words = wordsOf(query);
  if (words.length === 0) return undefined;
  const all = found.flatMap(({ layers }) => layers);
  const begins = (layer: Layer): boolean => nameOf(layer).startsWith(words.join(' '));
  const named = (layer: Layer): boolean => words.every((word) => nameOf(layer).includes(word));
  return all.find(begins) ?? all.find(named) ?? all[0];
}

const wordsOf = (query: string): readonly string[] => query.toLowerCase().split(/\s+/).filter(Boolean);
const nameOf = (layer: Layer): string => `${layer.label} ${layer.kind}`.toLowerCase();
const textOf = (layer: Layer): string => `${nameOf(layer)} ${layer.group} ${layer.doc}`.toLowerCase();
