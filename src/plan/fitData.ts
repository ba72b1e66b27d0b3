// Whether a data set fits a drawing: what enters each input, and what each output is compared with, against what the
// data has; and the edits that adapt the drawing, or the built-in data that fits it.
import { applyEdits } from '../graph/edit';
import type { Edit } from '../graph/edits';
import { edgesInto, type Graph, type GraphNode } from '../graph/graph';
import { atNode, type Fix, type Problem } from '../graph/problem';
import { freeName } from '../graph/slots';
import type { Shape, Target } from '../layers/contract';
import type { Params } from '../layers/fields';
import { defaultParams, layerOf, stemOf } from '../layers/index';
import { sameShape } from '../layers/merging';
import { formatShape } from '../lib/format';
import { channelSource } from '../shapes/fixEdits';
import { inferShapes } from '../shapes/inferShapes';
import type { Shapes } from '../shapes/nodeShape';
import { outputsOf, unusedNodes } from './makePlan';
import { sourceShape } from './sourceShape';

/** What has to be known of a data set: no more than its images' shape and the names of what its samples carry. */
export interface DataKinds {
  readonly name: string;
  readonly imageShape: readonly [height: number, width: number, channels: number];
  readonly classNames: readonly string[];
  readonly maskNames?: readonly string[];
  readonly valueNames?: readonly string[];
  readonly labelNames?: readonly string[];
}

/** What a data set may lack; every one has images and classes. */
type Extra = 'masks' | 'values' | 'labels';

/** A data set that comes with the app, to be named where the one in use lacks something. */
export interface BuiltInKinds {
  readonly id: string;
  readonly name: string;
  readonly has: readonly Extra[];
}

/** Empty when the data fits, or when the drawing lacks the part in question. The drawing is flat. */
export function fitData(
  graph: Graph,
  shapes: Shapes,
  data: DataKinds,
  builtIn: readonly BuiltInKinds[],
): readonly Problem[] {
  const unused = new Set(unusedNodes(graph));
  const judged: Judged = { graph, data, builtIn };
  const inputs = [...graph.nodes.values()]
    .filter((node) => layerOf(node.kind).group === 'Input' && !unused.has(node.id))
    .flatMap((node) => inputProblems(judged, node));
  // An output's size mostly follows the input's: it is judged as it will be once the inputs are adapted.
  const adapted = applyEdits(
    { graph, layout: new Map() },
    inputs.flatMap(({ fixes }) => fixes?.[0]?.edits ?? []),
  );
  const then = adapted.ok && inputs.length > 0 ? adapted.value.graph : graph;
  const thenShapes = then === graph ? shapes : inferShapes(then, shapes);
  const heads = outputsOf(then).flatMap((node) =>
    headProblems({ ...judged, graph: then }, thenShapes, node, inputs.length > 0),
  );
  return [...inputs, ...heads];
}

interface Judged {
  readonly graph: Graph;
  readonly data: DataKinds;
  readonly builtIn: readonly BuiltInKinds[];
}

const sourceWords: Readonly<Record<string, string>> = {
  image: 'images',
  noisy: 'images',
  grey: 'images in grey',
  small: 'images at a quarter of their size',
  pixels: 'images, laid out flat,',
  class: 'classes, one value each,',
  values: 'real numbers',
};

function inputProblems(judged: Judged, node: GraphNode): readonly Problem[] {
  const { imageShape, classNames, valueNames } = judged.data;
  const sizes = { imageShape, classes: classNames.length, values: valueNames?.length ?? 0 };
  const given = sourceShape(node.kind, node.params, sizes);
  if (node.params.source === 'values' && given.includes(0))
    return [lacking(judged, node, 'values', 'to enter')];
  if (given.includes(0)) return [tooSmall(judged.data, node)];
  const takes = takenBy(node);
  if (sameShape(takes, given)) return [];
  const [height = 0, width = 0, channels = 0] = given;
  const params: Params = node.kind === 'vectorInput' ? { values: height } : { height, width, channels };
  const fix: Fix = {
    label: `Adapt the input to ${formatShape(given)}`,
    edits: [{ type: 'set', node: node.id, params }],
  };
  return [
    {
      code: 'data-shape-differs',
      at: atNode(node.id),
      message: `The data’s ${sourceWords[String(node.params.source)] ?? 'images'} are ${formatShape(given)}, but “${node.id}” takes ${formatShape(takes)}. Adapt the input, or choose other data.`,
      fixes: [fix],
    },
  ];
}

const takenBy = ({ kind, params }: GraphNode): Shape =>
  (kind === 'vectorInput' ? [params.values] : [params.height, params.width, params.channels]).map(Number);

const tooSmall = ({ imageShape }: DataKinds, node: GraphNode): Problem => ({
  code: 'data-shape-differs',
  at: atNode(node.id),
  message: `“${node.id}” takes the means of 4×4-pixel blocks, but the data’s images are only ${formatShape(imageShape)}. Choose other data.`,
});

/** What a head needs of the data beside images and classes. */
const extraOf: Readonly<Partial<Record<Target, Extra>>> = { pixels: 'masks', values: 'values' };
const extraWords: Readonly<Record<Extra, string>> = {
  masks: 'a class for every pixel',
  values: 'real numbers',
  labels: 'labels',
};

function lacking({ data, builtIn }: Judged, node: GraphNode, extra: Extra, purpose: string): Problem {
  const having = builtIn.filter(({ has }) => has.includes(extra));
  const names = having.map(({ name }) => `“${name}”`).join(' and ');
  const remedy =
    having.length === 0
      ? 'Choose other data.'
      : `Of the built-in data, ${names} ${having.length === 1 ? 'has' : 'have'} it.`;
  return {
    code: 'data-lacks-target',
    at: atNode(node.id),
    message: `“${node.id}” (${layerOf(node.kind).label}) needs ${extraWords[extra]} ${purpose} with each image, which “${data.name}” does not have. ${remedy}`,
    fixes: having.map(({ id, name }) => ({ label: `Use ${name}`, edits: [], training: { data: id } })),
  };
}

function headProblems(judged: Judged, shapes: Shapes, node: GraphNode, adapted: boolean): readonly Problem[] {
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
