// A definition's parameters changed, and what follows from that in its expressions and its instances.
import type { NodeId } from '../lib/ids';
import { ok, type Result } from '../lib/result';
import { boundNode, withBindings, withoutBindings } from './bindings';
import { namesIn, withNames } from './expressions';
import type { Graph, GraphNode, Module, ModuleParameter } from './graph';
import { eachInstance, eachNode } from './instances';
import { moduleOf } from './module';
import { atDocument, atNode, type Problem } from './problem';
import { parameterFault } from './readParameters';
import { limits } from './templateFrame';
import { instanceParams, valueFaults } from './values';
import { refuse } from './wires';

export function setModule(
  graph: Graph,
  definition: Module,
  doc: string,
  parameters: readonly ModuleParameter[] = definition.parameters,
): Result<Graph, Problem> {
  const fault = parametersFault(parameters);
  if (fault !== undefined) return refuse('bad-params', atDocument, `Module “${definition.name}”: ${fault}.`);
  const names = new Set(parameters.map(({ name }) => name));
  const follows = (node: GraphNode): GraphNode =>
    withoutBindings(
      node,
      Object.entries(node.bindings ?? {}).flatMap(([param, expression]) =>
        namesIn(expression).every((name) => names.has(name)) ? [] : [param],
      ),
    );
  const own = eachNode(definition.graph, follows);
  const now: Module = { ...definition, doc: doc.slice(0, limits.doc), parameters, graph: own };
  const modules = new Map(graph.modules).set(now.name, now);
  if (parameters === definition.parameters) return ok({ ...graph, modules });
  const suited = eachInstance({ ...graph, modules }, now.name, (node) => suitedInstance(node, now));
  return checkedValues(suited, now);
}

function parametersFault(parameters: readonly ModuleParameter[]): string | undefined {
  if (parameters.length > limits.parameters)
    return `it would have ${parameters.length} parameters, and a module takes at most ${limits.parameters}. Remove some`;
  const taken = new Map<string, ModuleParameter>();
  for (const parameter of parameters) {
    const fault = parameterFault(parameter, taken);
    if (fault) return fault.reason;
    taken.set(parameter.name, parameter);
  }
  return undefined;
}

/** With the definition's parameters and no others; its values stay. */
function suitedInstance(node: GraphNode, definition: Module): GraphNode {
  const params = instanceParams(definition, node.params);
  const kept = withBindings(
    node,
    Object.entries(node.bindings ?? {}).filter(([param]) => Object.hasOwn(params, param)),
  );
  const same =
    Object.keys(params).length === Object.keys(node.params).length &&
    Object.entries(params).every(([name, value]) => Object.is(node.params[name], value));
  return same && kept.bindings === node.bindings ? node : { ...kept, params };
}

/** Every bound parameter anew at the defaults, and every instance's value within the definition's range. */
function checkedValues(graph: Graph, changed: Module): Result<Graph, Problem> {
  const modules = new Map<string, Module>();
  for (const [name, definition] of graph.modules) {
    const nodes = new Map<NodeId, GraphNode>();
    for (const [id, node] of definition.graph.nodes) {
      const bound = boundNode(graph, node, definition);
      if (!bound.ok) return bound;
      const fault = instanceFault(bound.value, changed, ` in the module “${name}”`);
      if (fault) return fault;
      nodes.set(id, bound.value);
    }
    const same = [...nodes].every(([id, node]) => definition.graph.nodes.get(id) === node);
    modules.set(name, same ? definition : { ...definition, graph: { ...definition.graph, nodes } });
  }
  for (const node of graph.nodes.values()) {
    const fault = instanceFault(node, changed, '');
    if (fault) return fault;
  }
  return ok({ ...graph, modules });
}

function instanceFault(node: GraphNode, changed: Module, where: string) {
  if (moduleOf({ modules: new Map([[changed.name, changed]]) }, node) !== changed) return undefined;
  const [fault] = valueFaults(changed, node.params);
  if (!fault) return undefined;
  return refuse('bad-value', atNode(node.id), `The instance “${node.id}”${where}: ${fault.reason} first.`);
}

export function renameParameter(
  graph: Graph,
  definition: Module,
  from: string,
  to: string,
): Result<Graph, Problem> {
  if (from === to) return ok(graph);
  const parameter = definition.parameters.find(({ name }) => name === from);
  if (!parameter) {
    return refuse('bad-params', atDocument, `Module “${definition.name}” has no parameter “${from}”.`);
  }
  const parameters = definition.parameters.map((each) => (each === parameter ? { ...each, name: to } : each));
  const fault = parametersFault(parameters);
  if (fault !== undefined) return refuse('bad-params', atDocument, `Module “${definition.name}”: ${fault}.`);
  const renamed = (name: string) => (name === from ? to : name);
  const own = eachNode(definition.graph, (node) =>
    node.bindings
      ? withBindings(
          node,
          Object.entries(node.bindings).map(([param, text]) => [param, withNames(text, renamed)]),
        )
      : node,
  );
  const modules = new Map(graph.modules).set(definition.name, { ...definition, parameters, graph: own });
  return ok(
    eachInstance({ ...graph, modules }, definition.name, (node) => ({
      ...withBindings(
        node,
        Object.entries(node.bindings ?? {}).map(([param, text]) => [renamed(param), text]),
      ),
      params: Object.fromEntries(
        Object.entries(node.params).map(([param, value]) => [renamed(param), value]),
      ),
    })),
  );
}
