// The parameters that a node's form and the command menu know of it.
import type { Graph, GraphNode, Module } from '../../../graph/graph';
import { moduleOf } from '../../../graph/module';
import { type Fields, int, number } from '../../../layers/fields';
import { layerOf } from '../../../layers/index';

/** Of an instance, its module's parameters; of any other node, its layer's fields. */
export function fieldsOf(graph: Graph, node: GraphNode): Fields {
  const definition = moduleOf(graph, node);
  return definition ? fieldsOfModule(definition) : layerOf(node.kind).fields;
}

const fieldsByModule = new WeakMap<Module, Fields>();

/** A module's parameters as an instance's form shows them. */
function fieldsOfModule(definition: Module): Fields {
  const known = fieldsByModule.get(definition);
  if (known) return known;
  const fields: Fields = Object.fromEntries(
    definition.parameters.map(({ name, type, default: standard, min, max, help }) => {
      const about = { default: standard, min, max, help };
      return [name, type === 'int' ? int(name, about) : number(name, { ...about, step: 0.1 })];
    }),
  );
  fieldsByModule.set(definition, fields);
  return fields;
}
