// Whether a data set fits a drawing: the image it gives against the input, its classes against the classifier, and the
// edits that adapt one to the other.
import { applyEdits } from '../graph/edit';
import type { Edit } from '../graph/edits';
import { edgesInto, type Graph, type GraphNode } from '../graph/graph';
import { atNode, type Fix, type Problem } from '../graph/problem';
import { freeName } from '../graph/slots';
import { defaultParams, stemOf } from '../layers/index';
import { sameShape } from '../layers/merging';
import { formatShape } from '../lib/format';
import { channelSource } from '../shapes/fixEdits';
import { inferShapes, type Shapes } from '../shapes/inferShapes';

/** Image shapes are [height, width, channels]. Empty when the data fits, or when the drawing lacks the part in question. */
export function fitData(
  graph: Graph,
  shapes: Shapes,
  imageShape: readonly number[],
  classCount: number,
): readonly Problem[] {
  const nodes = [...graph.nodes.values()];
  const inputs = nodes
    .filter((node) => node.kind === 'input')
    .flatMap((node) => inputProblem(node, imageShape));
  const outputs = nodes
    .filter((node) => node.kind === 'classifier')
    .flatMap((node) => classProblem(graph, shapes, node, classCount));
  return [...inputs, ...outputs];
}

function inputProblem(node: GraphNode, imageShape: readonly number[]): readonly Problem[] {
  const [height = 0, width = 0, channels = 0] = imageShape;
  const takes = [node.params.height, node.params.width, node.params.channels].map(Number);
  if (sameShape(takes, imageShape)) return [];
  const fix: Fix = {
    label: `Adapt the input to ${formatShape(imageShape)}`,
    edits: [{ type: 'set', node: node.id, params: { height, width, channels } }],
  };
  return [
    {
      code: 'data-shape-differs',
      at: atNode(node.id),
      message: `The data’s images are ${formatShape(imageShape)}, but “${node.id}” takes ${formatShape(takes)}. Adapt the input, or choose other data.`,
      fixes: [fix],
    },
  ];
}

function classProblem(graph: Graph, shapes: Shapes, node: GraphNode, classCount: number): readonly Problem[] {
  if (node.params.classes === classCount) return [];
  const label = `Adapt the classifier to ${classCount} classes`;
  const edits = adaptations(graph, node, classCount).find((candidate) =>
    fits(graph, shapes, node, candidate),
  );
  return [
    {
      code: 'data-classes-differ',
      at: atNode(node.id),
      message: `The data has ${classCount} classes, but “${node.id}” has ${node.params.classes}. Adapt the classifier, or choose other data.`,
      ...(edits ? { fixes: [{ label, edits }] } : {}),
    },
  ];
}

/** Least change first: the layer that gives the logits follows, or a new dense layer gives them. */
function adaptations(graph: Graph, node: GraphNode, classes: number): readonly (readonly Edit[])[] {
  const setClasses: Edit = { type: 'set', node: node.id, params: { classes } };
  const [edge] = edgesInto(graph, node.id);
  if (!edge) return [[setClasses]];
  const source = channelSource(graph, edge.from);
  const resized: Edit[] = source
    ? [
        {
          type: 'set',
          node: source.id,
          params: { ['units' in source.params ? 'units' : 'filters']: classes },
        },
      ]
    : [];
  const params = { ...defaultParams('dense'), units: classes, initializer: 'glorotUniform' };
  const dense: Edit = {
    type: 'insert',
    edge: edge.id,
    node: { id: freeName(graph, stemOf('dense')), kind: 'dense', params },
  };
  return [[setClasses], [setClasses, ...resized], [setClasses, dense]];
}

function fits(graph: Graph, shapes: Shapes, node: GraphNode, edits: readonly Edit[]): boolean {
  const tried = applyEdits({ graph, layout: new Map() }, edits);
  if (!tried.ok) return false;
  const before = shapes.get(node.id)?.state;
  const after = inferShapes(tried.value.graph, shapes).get(node.id)?.state;
  // A drawing that is not finished stays as unfinished as it was.
  return after === 'ok' || (after === before && after !== 'misfit');
}
