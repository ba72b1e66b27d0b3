// How nodes, wires and verdicts are put into words: for screen readers, tooltips and lists.
import type { GraphEdge } from '../graph/graph';
import type { Shape } from '../layers/contract';
import { layerOf } from '../layers/index';
import { formatShape } from '../lib/format';
import type { EdgeState } from '../shapes/edgeStates';
import type { NodeShape } from '../shapes/nodeShape';

const spoken = (shape: Shape): string => shape.join(' by ');

/** `conv1, Conv 2D, output 28 by 28 by 32`. */
export function describeNode(shape: NodeShape): string {
  return `${shape.node.id}, ${kindOf(shape)}, ${describeState(shape, spoken)}`;
}

/** `Conv 2D`, `module inception`. */
export const kindOf = ({ node }: NodeShape): string =>
  node.kind === 'module' ? `module ${node.params.module}` : layerOf(node.kind).label;

/** A node's state in a few words: `output 28×28×32`, `waiting for conv2`. */
export function describeState(shape: NodeShape, written: (shape: Shape) => string = formatShape): string {
  switch (shape.state) {
    case 'ok':
      return `output ${written(shape.shape)}`;
    case 'misfit':
      return `problem: ${shape.misfit.message}`;
    case 'incomplete':
      return needs(shape.missing);
    case 'waiting':
      return `waiting for ${shape.on}`;
  }
}

export const needs = (missing: number): string =>
  `needs ${missing} more ${missing === 1 ? 'input' : 'inputs'}`;

/** `Wire from conv1 to pool1, 28 by 28 by 32, fits`. `written`: as the shape is seen where this is the name of a label. */
export function describeEdge(
  edge: GraphEdge,
  state: EdgeState,
  written: (shape: Shape) => string = spoken,
): string {
  const ends = `Wire from ${edge.from} to ${edge.to}`;
  if (state.state === 'waiting') return `${ends}, waiting for ${state.on}`;
  const judged = state.state === 'ok' ? 'fits' : `broken: ${state.message}`;
  return `${ends}, ${written(state.shape)}, ${judged}`;
}
