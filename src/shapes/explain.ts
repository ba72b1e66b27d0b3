// The arithmetic behind a node's numbers, with its own numbers in, for the inspector.
import type { Explanation } from '../layers/contract';
import { layerOf } from '../layers/index';
import { formatShape } from '../lib/format';
import type { NodeShape } from './nodeShape';

/** The layer's own lines, then the output shape; empty while the node has no shape. */
export function explainNode(state: NodeShape | undefined): readonly Explanation[] {
  if (state?.state !== 'ok') return [];
  const lines = layerOf(state.node.kind).explain(state.inputs, state.shape, state.node.params);
  // A module of outputs alone hands nothing on.
  const output = state.shape.length > 0 ? formatShape(state.shape) : 'none';
  return [...lines, { label: 'Output', formula: output }];
}
