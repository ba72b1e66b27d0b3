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
  const { node } = shape;
  const kind = node.kind === 'module' ? `module ${node.params.module}` : layerOf(node.kind).label;
  return `${node.id}, ${kind}, ${describeState(shape, spoken)}`;
}

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

/** `Wire from conv1 to pool1, 28 by 28 by 32, fits`. */
export function describeEdge(edge: GraphEdge, state: EdgeState): string {
  const ends = `Wire from ${edge.from} to ${edge.to}`;
  if (state.state === 'ok') return `${ends}, ${spoken(state.shape)}, fits`;
  return state.state === 'broken' ? `${ends}, broken: ${state.message}` : `${ends}, waiting for ${state.on}`;
}
