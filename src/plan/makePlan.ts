// From a drawing to a plan, or to everything that stands in the way, each at its place. Only what leads to the
// classifier is planned; stray nodes on the canvas hinder nothing.
import { topologicalOrder } from '../graph/cycles';
import { edgesInto, type Graph, type GraphNode } from '../graph/graph';
import { atDocument, atNode, type Problem } from '../graph/problem';
import { sizeOf } from '../layers/contract';
import { layerOf } from '../layers/index';
import type { NodeId } from '../lib/ids';
import { err, ok, type Result } from '../lib/result';
import { fixesFor } from '../shapes/fixes';
import type { NodeShape, Shapes } from '../shapes/inferShapes';
import type { Plan, Step, Totals } from './plan';

/** Plans the network that ends in the one classifier of the drawing. */
export function makePlan(title: string, graph: Graph, shapes: Shapes): Result<Plan, readonly Problem[]> {
  const outputs = [...graph.nodes.values()].filter((node) => layerOf(node.kind).group === 'Output');
  const [output, second] = outputs;
  if (!output) return err(missingEnds(graph));
  if (second) return err([severalOutputs(outputs, second)]);
  const needed = upstreamOf(graph, output.id);
  const problems = [...needed].flatMap((id) => problemOf(graph, shapes, id));
  if (problems.length > 0) return err(problems);

  const steps = topologicalOrder(graph).flatMap((id) => (needed.has(id) ? stepOf(graph, shapes, id) : []));
  const inputs = steps.filter((step) => step.inputs.length === 0);
  const [input, more] = inputs;
  if (!input) throw new Error('A classifier with a shape has an input upstream.');
  if (more) return err([severalInputs(inputs.map((s) => s.id))]);
  return ok({ title, steps, input: input.id, output: output.id, totals: totalsOf(graph, shapes, needed) });
}

/** Problems of every node of the drawing, for the problems list; nodes that merely wait have none of their own. */
export function drawingProblems(graph: Graph, shapes: Shapes): readonly Problem[] {
  return [...graph.nodes.keys()].flatMap((id) => problemOf(graph, shapes, id));
}

/** Nodes that do not lead to the classifier: they are drawn, but not trained. */
export function unusedNodes(graph: Graph): readonly NodeId[] {
  const outputs = [...graph.nodes.values()].filter((node) => layerOf(node.kind).group === 'Output');
  if (outputs.length === 0) return [];
  const used = new Set(outputs.flatMap((node) => [...upstreamOf(graph, node.id)]));
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

function upstreamOf(graph: Graph, from: NodeId): ReadonlySet<NodeId> {
  const seen = new Set([from]);
  for (const id of seen) for (const edge of edgesInto(graph, id)) seen.add(edge.from);
  return seen;
}

function stepOf(graph: Graph, shapes: Shapes, id: NodeId): readonly Step[] {
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
  if (state.state === 'incomplete') return [missingInput(state)];
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

function missingInput({ node, missing }: Extract<NodeShape, { state: 'incomplete' }>): Problem {
  const { label } = layerOf(node.kind);
  const wires = missing === 1 ? 'a wire' : `${missing} wires`;
  return {
    code: 'missing-input',
    at: atNode(node.id),
    message: `“${node.id}” (${label}) still needs ${wires} into its input: drag one from another node’s output.`,
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
      'The drawing has no output to train: add “Classifier output” from the palette and wire the last layer to it.',
  });
  return problems;
}

const names = (ids: readonly NodeId[]): string => ids.map((id) => `“${id}”`).join(', ');

const severalOutputs = (outputs: readonly GraphNode[], second: GraphNode): Problem => ({
  code: 'several-outputs',
  at: atNode(second.id),
  message: `Training takes one classifier output, but the drawing has ${outputs.length}: ${names(outputs.map((n) => n.id))}. Delete all but one.`,
  fixes: outputs.map((kept) => ({
    label: `Keep only “${kept.id}”`,
    edits: [{ type: 'remove', nodes: outputs.filter((n) => n.id !== kept.id).map((n) => n.id), edges: [] }],
  })),
});

const severalInputs = (ids: readonly NodeId[]): Problem => ({
  code: 'several-inputs',
  at: atNode(ids[1] ?? ids[0] ?? ('' as NodeId)),
  message: `Training feeds one input, but ${ids.length} lead to the classifier: ${names(ids)}. Wire the layers behind them to one.`,
});
