// What could mend counts that do not agree: classes and logits, values, groups and channels, rows cut away.
import type { GraphNode } from '../graph/graph';
import type { Fix } from '../graph/problem';
import { isImage, type Shape, sizeOf } from '../layers/contract';
import { parseField } from '../layers/fields';
import { layerOf } from '../layers/index';
import { channelSource, insertChain, set, type Trouble } from './fixEdits';

const arrivingAt = ({ arriving }: Trouble): Shape | undefined => arriving[0]?.shape;

/** What an output layer counts, under which name, and how many. */
export function countOf({ kind, params }: GraphNode): { field: string; count: number } | undefined {
  if (layerOf(kind).group !== 'Output') return undefined;
  const field = ['classes', 'labels', 'values'].find((name) => name in params);
  return field === undefined ? undefined : { field, count: Number(params[field]) };
}

/** As many channels or values as the output counts: from the layer before, by one put between, or by counting anew. */
export function headFixes(t: Trouble): readonly Fix[] {
  const { graph, node, edge } = t;
  const counted = countOf(node);
  const shape = arrivingAt(t);
  if (!edge || !shape || !counted) return [];
  const { field, count: wanted } = counted;
  const insert: Fix = isImage(shape)
    ? {
        label: `Insert 1×1 bottleneck, ${wanted} filters`,
        edits: insertChain(graph, edge, [['bottleneck', { filters: wanted, activation: 'none' }]]),
      }
    : {
        label: `Insert dense, ${wanted} units`,
        edits: insertChain(graph, edge, [['dense', { units: wanted, initializer: 'glorotUniform' }]]),
      };
  const arrives = shape.at(-1) ?? 0;
  const fields = layerOf(node.kind).fields[field];
  const recount: readonly Fix[] =
    fields && parseField(fields, arrives).ok
      ? [{ label: `Set ${field} of “${node.id}” to ${arrives}`, edits: [set(node.id, { [field]: arrives })] }]
      : [];
  const source = channelSource(graph, edge.from);
  const size = isImage(shape) ? 'filters' : 'units';
  const resize: readonly Fix[] =
    source && size in source.params
      ? [{ label: `Set ${size} of “${source.id}” to ${wanted}`, edits: [set(source.id, { [size]: wanted })] }]
      : [];
  return [...resize, insert, ...recount];
}

/** A reshape takes the channels that its height and width leave; an output counts as above. */
export function valueFixes(t: Trouble): readonly Fix[] {
  const { node } = t;
  const shape = arrivingAt(t);
  if (node.kind !== 'reshape' || !shape) return headFixes(t);
  const channels = sizeOf(shape) / (Number(node.params.height) * Number(node.params.width));
  return Number.isInteger(channels)
    ? [{ label: `Set channels of “${node.id}” to ${channels}`, edits: [set(node.id, { channels })] }]
    : [];
}

/** The largest number of groups or pieces, up to the present one, that divides everything. */
export function groupFixes(t: Trouble): readonly Fix[] {
  const { node } = t;
  const channels = arrivingAt(t)?.at(-1) ?? 0;
  const field = ['groups', 'pieces'].find((name) => name in node.params);
  if (field === undefined) return [];
  const { filters } = node.params;
  const divides = (n: number) => channels % n === 0 && (typeof filters !== 'number' || filters % n === 0);
  let most = Math.min(Number(node.params[field]), channels);
  while (most > 1 && !divides(most)) most -= 1;
  return [{ label: `Set ${field} of “${node.id}” to ${most}`, edits: [set(node.id, { [field]: most })] }];
}

export const cropFixes = ({ node }: Trouble): readonly Fix[] => [
  {
    label: `Let “${node.id}” cut nothing away`,
    edits: [set(node.id, { top: 0, bottom: 0, left: 0, right: 0 })],
  },
];
