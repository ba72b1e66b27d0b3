// Shape inference alone, without a screen: large residual networks judged from scratch, and again after each of many edits.
import { applyEdits } from '../../src/graph/edit';
import type { Drawing, Edit } from '../../src/graph/edits';
import {
  edgeOf,
  edgesInto,
  type Graph,
  type GraphEdge,
  type GraphNode,
  makeGraph,
} from '../../src/graph/graph';
import type { FieldValue } from '../../src/layers/fields';
import { defaultParams } from '../../src/layers/index';
import { nodeId } from '../../src/lib/ids';
import { inferShapes } from '../../src/shapes/inferShapes';

/** Milliseconds of each judgement. */
export interface Inference {
  readonly nodes: number;
  readonly scratch: readonly number[];
  /** After a parameter was set, in turn early and late in the network, with another shape and without. */
  readonly parameter: readonly number[];
  /** After a wire was taken away, and after it was drawn again. */
  readonly wire: readonly number[];
}

/** An input and residual blocks of seven nodes behind it, as ResNet has them. */
export function residualGraph(count: number): Graph {
  const nodes: GraphNode[] = [];
  const edges: GraphEdge[] = [];
  const put = (
    name: string,
    kind: string,
    from: readonly string[],
    params: Readonly<Record<string, FieldValue>> = {},
  ): string => {
    nodes.push({ id: nodeId(name), kind, params: { ...defaultParams(kind), ...params } });
    for (const [slot, source] of from.entries())
      edges.push(edgeOf({ from: nodeId(source), to: nodeId(name), slot }));
    return name;
  };
  const convolution = (name: string, from: string): string =>
    put(`${name}norm`, 'batchNorm', [put(name, 'conv2d', [from], { filters: 16, bias: false })]);
  let last = put('input', 'input', [], { height: 32, width: 32, channels: 16 });
  for (let block = 0; nodes.length + 7 <= count; block += 1) {
    const inner = put(`b${block}relu1`, 'relu', [convolution(`b${block}conv1`, last)]);
    const sum = put(`b${block}add`, 'add', [convolution(`b${block}conv2`, inner), last]);
    last = put(`b${block}relu2`, 'relu', [sum]);
  }
  return makeGraph(nodes, edges);
}

/** Judges a network of about so many nodes again and again. */
export function measureInference(count: number, rounds: number): Inference {
  const graph = residualGraph(count);
  const scratch = Array.from({ length: rounds }, () => timed(() => inferShapes(graph)).ms);
  const parameter: number[] = [];
  const wire: number[] = [];
  let drawing: Drawing = { graph, layout: new Map() };
  let shapes = inferShapes(graph);
  const after = (edit: Edit, into: number[]): void => {
    const edited = applyEdits(drawing, [edit]);
    if (!edited.ok) throw new Error(edited.error.message);
    drawing = edited.value;
    const { ms, value } = timed(() => inferShapes(drawing.graph, shapes));
    shapes = value;
    into.push(ms);
  };
  const convolutions = [...graph.nodes.values()].filter(({ kind }) => kind === 'conv2d');
  for (let i = 0; i < rounds; i += 1) {
    const node = convolutions[Math.floor((i * convolutions.length) / rounds)];
    const edge = node && edgesInto(drawing.graph, node.id)[0];
    if (!node || !edge) continue;
    after({ type: 'set', node: node.id, params: { kernel: i % 4 < 2 ? [5, 5] : [3, 3] } }, parameter);
    after({ type: 'set', node: node.id, params: { filters: i % 2 === 0 ? 17 : 16 } }, parameter);
    after({ type: 'set', node: node.id, params: { filters: 16 } }, parameter);
    after({ type: 'remove', nodes: [], edges: [edge.id] }, wire);
    after({ type: 'connect', from: edge.from, to: edge.to, slot: edge.slot }, wire);
  }
  return { nodes: graph.nodes.size, scratch, parameter, wire };
}

function timed<T>(act: () => T): { readonly ms: number; readonly value: T } {
  const begun = performance.now();
  const value = act();
  return { ms: performance.now() - begun, value };
}
