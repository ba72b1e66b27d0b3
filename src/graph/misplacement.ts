// Which layers may stand where: a module has ports and no inputs of the network, a drawing the reverse.
import { layerOf } from '../layers/index';
import type { NodeId } from '../lib/ids';
import type { GraphNode } from './graph';
import { isPort } from './module';
import type { ProblemCode } from './problem';

/**
 * Why a node cannot stand beside the given ones: a port outside a definition, an input of the network or a second
 * output port within one.
 */
export function misplacement(
  node: GraphNode,
  beside: ReadonlyMap<NodeId, GraphNode>,
  { within }: { readonly within?: unknown },
): { readonly code: ProblemCode; readonly message: string } | undefined {
  const { label, group } = layerOf(node.kind);
  if (within === undefined) {
    return isPort(node)
      ? {
          code: 'port-outside-module',
          message: `“${node.id}” (${label}) belongs within a module, and this is the drawing itself. Use an input or an output of the network instead.`,
        }
      : undefined;
  }
  if (group === 'Input') {
    return {
      code: 'input-inside-module',
      message: `“${node.id}” (${label}) is an input of the network, which a module cannot hold. Use a “Module input” in its place, and wire the input to the module’s instance.`,
    };
  }
  const other =
    node.kind === 'moduleOutput' && [...beside.values()].find(({ kind }) => kind === 'moduleOutput');
  return other
    ? {
        code: 'several-outputs',
        message: `“${node.id}” would be a second output of the module, which has “${other.id}” and can have one. Leave one of them out, or concatenate what they give.`,
      }
    : undefined;
}
