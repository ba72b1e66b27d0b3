// Whether what a drawing gives can be compared with what a data set has: classes, numbers, masks or the image itself;
// and the edits that adapt the layers before an output.
import { applyEdits } from '../graph/edit';
import type { Edit } from '../graph/edits';
import { edgesInto, type Graph, type GraphNode } from '../graph/graph';
import { atNode, type Problem } from '../graph/problem';
import { freeName } from '../graph/slots';
import type { Shape, Target } from '../layers/contract';
import type { Params } from '../layers/fields';
import { defaultParams, layerOf, stemOf } from '../layers/index';
import { sameShape } from '../layers/merging';
import { formatShape } from '../lib/format';
import { channelSource } from '../shapes/fixEdits';
import { inferShapes } from '../shapes/inferShapes';
import type { Shapes } from '../shapes/nodeShape';
import { type DataKinds, type Extra, type Judged, lacking } from './dataKinds';

/** What a head needs of the data beside images and classes. */
const extraOf: Readonly<Partial<Record<Target, Extra>>> = { pixels: 'masks', values: 'values' };

/** What of the data an output cannot be compared with; `adapted`: in a drawing whose inputs were adapted to the data. */
export function outputProblems(
  judged: Judged,
  shapes: Shapes,
  node: GraphNode,
  adapted: boolean,
): readonly Problem[] {
  const { graph, data } = judged;
  const target = layerOf(node.kind).head?.(node.params).target;
  if (!target) return [];
  const extra = extraOf[target];
  if (extra && !countsOf(data, target)) return [lacking(judged, node, extra, 'to learn from')];
  const state = shapes.get(node.id);
  const arriving = state && 'inputs' in state ? state.inputs[0] : undefined;
  if (target === 'image') return imageProblems(graph, shapes, node, arriving, data, adapted);
  const counts = countsOf(data, target) ?? [];
  const sizes = target === 'pixels' ? maskSizeProblems(node, arriving, data, adapted) : [];
  return [...countProblems(graph, shapes, node, target, counts), ...sizes];
}

/** How many values a head of this target may have, the best first; undefined where the data has none of the kind. */
function countsOf({ classNames, maskNames, valueNames, labelNames }: DataKinds, target: Target) {
  switch (target) {
    case 'class':
      return [classNames.length];
    case 'labels':
      // Without labels of its own, a sample's class is the one label that applies.
      return labelNames ? [labelNames.length, classNames.length] : [classNames.length];
    case 'values':
      return valueNames && [valueNames.length];
    case 'pixels':
      return maskNames && [maskNames.length];
    case 'image':
      return undefined;
  }
}

const countWords: Readonly<
  Record<Exclude<Target, 'image'>, readonly [key: string, word: string, what: string]>
> = {
  class: ['classes', 'classes', 'the classifier'],
  labels: ['labels', 'labels', 'the output'],
  values: ['values', 'real numbers', 'the output'],
  pixels: ['classes', 'classes of pixels', 'the output'],
};

function countProblems(
  graph: Graph,
  shapes: Shapes,
  node: GraphNode,
  target: Exclude<Target, 'image'>,
  counts: readonly number[],
): readonly Problem[] {
  const [key, word, what] = countWords[target];
  const has = Number(node.params[key]);
  const [count] = counts;
  if (count === undefined || counts.includes(has)) return [];
  const label = `Adapt ${what} to ${count} ${word}`;
  const edits = adaptations(graph, node, key, count).find((candidate) =>
    fits(graph, shapes, node, candidate),
  );
  const or = counts.length > 1 && counts[1] !== count ? ` (or ${counts[1]} classes)` : '';
  return [
    {
      code: 'data-classes-differ',
      at: atNode(node.id),
      message: `The data has ${count} ${word}${or}, but “${node.id}” has ${has}. Adapt ${what}, or choose other data.`,
      ...(edits ? { fixes: [{ label, edits }] } : {}),
    },
  ];
}

const given = (adapted: boolean): string => (adapted ? 'would give, once the input is adapted,' : 'gives');

function maskSizeProblems(
  node: GraphNode,
  arriving: Shape | undefined,
  { imageShape }: DataKinds,
  adapted: boolean,
): readonly Problem[] {
  if (arriving?.length !== 3 || sameShape(arriving.slice(0, 2), imageShape.slice(0, 2))) return [];
  return [
    {
      code: 'data-shape-differs',
      at: atNode(node.id),
      message: `The data has a class for each of ${formatShape(imageShape.slice(0, 2))} pixels, but “${node.id}” ${given(adapted)} ${formatShape(arriving.slice(0, 2))}. Bring the layers before it to the image’s size.`,
    },
  ];
}

/** A reconstruction is compared with the image itself. */
function imageProblems(
  graph: Graph,
  shapes: Shapes,
  node: GraphNode,
  arriving: Shape | undefined,
  { imageShape }: DataKinds,
  adapted: boolean,
): readonly Problem[] {
  if (!arriving || sameShape(arriving, imageShape)) return [];
  const [edge] = edgesInto(graph, node.id);
  const channels = imageShape[2];
  const sameSize = arriving.length === 3 && sameShape(arriving.slice(0, 2), imageShape.slice(0, 2));
  const edits = edge && sameSize ? resized(graph, edge.from, channels) : [];
  const label = `Give ${channels === 1 ? 'one channel' : `${channels} channels`}`;
  return [
    {
      code: 'data-shape-differs',
      at: atNode(node.id),
      message: `The data’s images are ${formatShape(imageShape)}, but “${node.id}” ${given(adapted)} ${formatShape(arriving)}. Bring the layers before it to the image’s shape.`,
      ...(edits.length > 0 && fits(graph, shapes, node, edits) ? { fixes: [{ label, edits }] } : {}),
    },
  ];
}

/** The layer that decides how many values arrive, made to give `count`; empty where no one layer does. */
function resized(graph: Graph, from: GraphNode['id'], count: number): readonly Edit[] {
  const source = channelSource(graph, from);
  if (!source) return [];
  const key = 'units' in source.params ? 'units' : 'filters';
  return [{ type: 'set', node: source.id, params: { [key]: count } }];
}

/** Least change first: the layer that gives the logits follows, or a new layer gives them. */
function adaptations(
  graph: Graph,
  node: GraphNode,
  key: string,
  count: number,
): readonly (readonly Edit[])[] {
  const set: Edit = { type: 'set', node: node.id, params: { [key]: count } };
  const [edge] = edgesInto(graph, node.id);
  if (!edge) return [[set]];
  const insert = (kind: 'dense' | 'bottleneck', params: Params): Edit => ({
    type: 'insert',
    edge: edge.id,
    node: {
      id: freeName(graph, stemOf(kind)),
      kind,
      params: { ...defaultParams(kind), ...params, activation: 'none', initializer: 'glorotUniform' },
    },
  });
  return [
    [set],
    [set, ...resized(graph, edge.from, count)],
    [set, insert('dense', { units: count })],
    [set, insert('bottleneck', { filters: count })],
  ];
}

function fits(graph: Graph, shapes: Shapes, node: GraphNode, edits: readonly Edit[]): boolean {
  const tried = applyEdits({ graph, layout: new Map() }, edits);
  if (!tried.ok) return false;
  const before = shapes.get(node.id)?.state;
  const after = inferShapes(tried.value.graph, shapes).get(node.id)?.state;
  // A drawing that is not finished stays as unfinished as it was.
  return after === 'ok' || (after === before && after !== 'misfit');
}
