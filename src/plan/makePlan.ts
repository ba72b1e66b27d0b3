// From a drawing to a plan, or to everything that stands in the way, each at its place. Only what leads to an output
// is planned; stray nodes on the canvas hinder nothing. The drawing is flat: modules are expanded before.
import { topologicalOrder } from '../graph/cycles';
import { edgesInto, type Graph, type GraphNode } from '../graph/graph';
import { atDocument, atNode, type Problem } from '../graph/problem';
import { inputsOf } from '../graph/slots';
import { sizeOf } from '../layers/contract';
import { layerOf } from '../layers/index';
import type { NodeId } from '../lib/ids';
import { err, ok, type Result } from '../lib/result';
import { fixesFor } from '../shapes/fixes';
import type { NodeShape, Shapes } from '../shapes/nodeShape';
import type { Head, Plan, Step, Totals } from './plan';

/** Plans all that leads to the drawing's outputs; at least one of them must be meant for inference. */
export function makePlan(title: string, graph: Graph, shapes: Shapes): Result<Plan, readonly Problem[]> {
  const outputs = outputsOf(graph);
  if (outputs.length === 0) return err(missingEnds(graph));
  if (outputs.every(isTrainingOnly)) return err([onlyTraining(outputs)]);
  const needed = upstreamOf(
    graph,
    outputs.map(({ id }) => id),
  );
  const problems = [...needed].flatMap((id) => problemOf(graph, shapes, id));
  if (problems.length > 0) return err(problems);

  const steps = topologicalOrder(graph).flatMap((id) => (needed.has(id) ? stepOf(graph, shapes, id) : []));
  const heads = [
    ...outputs.filter((node) => !isTrainingOnly(node)),
    ...outputs.filter((node) => isTrainingOnly(node)),
  ];
  return ok({
    title,
    steps,
    inputs: [...graph.nodes.values()]
      .filter((node) => needed.has(node.id) && isInput(node))
      .map(({ id }) => id),
    heads: heads.map((node) => headOf(graph, node)),
    totals: totalsOf(graph, shapes, needed),
  });
}

/** Two lists as one; of the second, what the first does not tell already, by code and place. */
export function withOthers(first: readonly Problem[], second: readonly Problem[]): readonly Problem[] {
  const keyOf = ({ code, at }: Problem): string => `${code} ${JSON.stringify(at)}`;
  const told = new Set(first.map(keyOf));
  return [...first, ...second.filter((problem) => !told.has(keyOf(problem)))];
}

/** Problems of every node of the drawing, for the problems list; nodes that merely wait have none of their own. */
export function drawingProblems(graph: Graph, shapes: Shapes): readonly Problem[] {
  return [...graph.nodes.keys()].flatMap((id) => problemOf(graph, shapes, id));
}

/** Nodes that do not lead to an output: they are drawn, but not trained. */
export function unusedNodes(graph: Graph): readonly NodeId[] {
  const outputs = outputsOf(graph);
  if (outputs.length === 0) return [];
  const used = upstreamOf(
    graph,
    outputs.map(({ id }) => id),
  );
  return [...graph.nodes.keys()].filter((id) => !used.has(id));
}

/** Sums over the nodes that have a shape; `only` limits them, all by default. */
export function totalsOf(graph: Graph, shapes: Shapes, only?: ReadonlySet<NodeId>): Totals {
  let trainable = 0;
  let frozen = 0;
  let macs = 0;
  let activations = 0;
  let depth = 0;
  const depths = new Map<NodeId, number>();
  for (const id of topologicalOrder(graph)) {
    const state = shapes.get(id);
    if (state?.state !== 'ok' || (only && !only.has(id))) continue;
    trainable += state.cost.trainable;
    frozen += state.cost.frozen;
    macs += state.cost.macs;
    activations += sizeOf(state.shape);
    const before = Math.max(0, ...edgesInto(graph, id).map((edge) => depths.get(edge.from) ?? 0));
    const here = before + (state.cost.macs > 0 ? 1 : 0);
    depths.set(id, here);
    depth = Math.max(depth, here);
  }
  return { trainable, frozen, macs, activations, depth };
}

/** Output layers, in the order of drawing. */
export const outputsOf = (graph: Graph): readonly GraphNode[] =>
  [...graph.nodes.values()].filter((node) => layerOf(node.kind).head !== undefined);

const isInput = ({ kind }: GraphNode): boolean => layerOf(kind).inputs.type === 'none';
const isTrainingOnly = ({ params }: GraphNode): boolean => params.trainingOnly === true;

function upstreamOf(graph: Graph, from: readonly NodeId[]): ReadonlySet<NodeId> {
  const seen = new Set(from);
  for (const id of seen) for (const edge of edgesInto(graph, id)) seen.add(edge.from);
  return seen;
}

function headOf(graph: Graph, { id, kind, params }: GraphNode): Head {
  const spec = layerOf(kind).head?.(params);
  const reads = edgesInto(graph, id)[0]?.from;
  if (!spec || !reads) throw new Error(`“${id}” was planned as an output, but nothing enters it.`);
  const weight = typeof params.weight === 'number' ? params.weight : 1;
  return { step: id, reads, ...spec, weight, trainingOnly: params.trainingOnly === true };
}

/** The step of a node that has a shape. */
export function stepOf(graph: Graph, shapes: Shapes, id: NodeId): readonly Step[] {
  const state = shapes.get(id);
  if (state?.state !== 'ok') throw new Error(`“${id}” was planned without a shape.`);
  return [
    {
      id,
      kind: state.node.kind,
      params: state.node.params,
      inputs: edgesInto(graph, id).map((edge) => edge.from),
      inputShapes: state.inputs,
      outputShape: state.shape,
      ...state.cost,
    },
  ];
}

function problemOf(graph: Graph, shapes: Shapes, id: NodeId): readonly Problem[] {
  const state = shapes.get(id);
  if (!state || state.state === 'ok' || state.state === 'waiting') return [];
  if (state.state === 'incomplete') return [missingInput(graph, state)];
  const { misfit } = state;
  return [
    {
      code: misfit.code,
      at: atNode(id),
      message: `“${id}”: ${misfit.message}.`,
      fixes: fixesFor(graph, shapes, id),
    },
  ];
}

function missingInput(graph: Graph, { node, missing }: Extract<NodeShape, { state: 'incomplete' }>): Problem {
  const { label } = layerOf(node.kind);
  const wires = missing === 1 ? 'a wire' : `${missing} wires`;
  const inputs = inputsOf(graph, node);
  const taken = new Set(edgesInto(graph, node.id).map(({ slot }) => slot));
  const free = inputs.type === 'named' ? inputs.slots.filter((_, slot) => !taken.has(slot)) : [];
  const where = free.length > 0 ? free.map(({ name }) => `“${name}”`).join(' and ') : 'its input';
  return {
    code: 'missing-input',
    at: atNode(node.id),
    message: `“${node.id}” (${label}) still needs ${wires} into ${where}: drag one from another node’s output.`,
  };
}

function missingEnds(graph: Graph): readonly Problem[] {
  const problems: Problem[] = [];
  const hasInput = [...graph.nodes.values()].some((node) => layerOf(node.kind).group === 'Input');
  if (!hasInput) {
    problems.push({
      code: 'no-input',
      at: atDocument,
      message: 'The drawing has no input: add “Input” from the palette and wire it to the first layer.',
    });
  }
  problems.push({
    code: 'no-output',
    at: atDocument,
    message:
      'The drawing has no output to train: add one from the palette’s group “Output”, such as “Classifier output”, and wire the last layer to it.',
  });
  return problems;
}

const onlyTraining = (outputs: readonly GraphNode[]): Problem => ({
  code: 'only-training-outputs',
  at: atNode(outputs[0]?.id ?? ('' as NodeId)),
  message: `Every output of the drawing is for training only (${outputs.map(({ id }) => `“${id}”`).join(', ')}), so that nothing is left to use the network for: switch that off for at least one.`,
  fixes: outputs.map(({ id }) => ({
    label: `Use “${id}” outside training too`,
    edits: [{ type: 'set', node: id, params: { trainingOnly: false } }],
  })),
});
