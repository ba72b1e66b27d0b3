// The values that an edit gives a layer's parameters, judged as the reader judges those of a file.
import { type Params, parseField } from '../layers/fields';
import { layerOf } from '../layers/index';
import { ok, type Result } from '../lib/result';
import type { GraphNode } from './graph';
import { atNode, type Problem } from './problem';
import { refuse } from './wires';

/**
 * Refuses values that the layer's fields do not take. `module` instances are `checkInstance`'s; parameters that follow
 * the module around them are judged with it.
 */
export function checkParams<Node extends GraphNode>(
  node: Node,
  given: Params = node.params,
): Result<Node, Problem> {
  if (node.kind === 'module' || node.kind === 'unknown') return ok(node);
  const { fields, label } = layerOf(node.kind);
  for (const [name, value] of Object.entries(given)) {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (!field) {
      const names = Object.keys(fields);
      const has = names.length > 0 ? `It has ${names.join(', ')}` : 'It has none';
      return refuse(
        'bad-params',
        atNode(node.id),
        `${label} “${node.id}” has no parameter “${name}”. ${has}.`,
      );
    }
    if (node.bindings && Object.hasOwn(node.bindings, name)) continue;
    const parsed = parseField(field, value);
    if (!parsed.ok)
      return refuse(
        'bad-params',
        atNode(node.id),
        `${label} “${node.id}” ${parsed.error}. Give another value.`,
      );
  }
  return ok(node);
}
