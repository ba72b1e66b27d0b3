// Whether a data set fits a drawing: what enters each input, and what each output is compared with, against what the
// data has; and the edits that adapt the drawing, or the built-in data that fits it.
import { applyEdits } from '../graph/edit';
import type { Graph, GraphNode } from '../graph/graph';
import { atNode, type Fix, type Problem } from '../graph/problem';
import type { Shape } from '../layers/contract';
import type { Params } from '../layers/fields';
import { layerOf } from '../layers/index';
import { sameShape } from '../layers/merging';
import { formatShape } from '../lib/format';
import { inferShapes } from '../shapes/inferShapes';
import type { Shapes } from '../shapes/nodeShape';
import { type BuiltInKinds, type DataKinds, type Judged, lacking } from './dataKinds';
import { outputProblems } from './fitOutputs';
import { outputsOf, unusedNodes } from './makePlan';
import { sourceShape } from './sourceShape';

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
    outputProblems({ ...judged, graph: then }, thenShapes, node, inputs.length > 0),
  );
  return [...inputs, ...heads];
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
