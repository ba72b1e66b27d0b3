// Drawings written as text, for tests: `a = conv2d filters:8 padding:"valid" < input` names a node, its layer, the
// parameters that differ from their defaults, and the nodes wired into it in slot order. A definition stands between
// `module block width:8 depth:2` and `end`; in it `filters:"=4*width"` binds, and `a = block width:16 < input` places it.
import { defaultParams } from '../layers/index';
import { nodeId } from '../lib/ids';
import { edgeOf, type Graph, type GraphNode, type Module, type ModuleParameter, makeGraph } from './graph';
import { placeNodes } from './placeNodes';
import { boundValue, defaultValues, fieldsOf, instanceParams } from './values';

type Modules = ReadonlyMap<string, Module>;

/** A blank source (`-`) leaves its slot empty. Definitions come before their instances. */
export function draw(text: string): Graph {
  const modules = new Map<string, Module>();
  const own: string[] = [];
  let inside: { head: string; body: string[] } | undefined;
  for (const line of text.split('\n').map((raw) => raw.trim())) {
    if (line.startsWith('module ')) inside = { head: line, body: [] };
    else if (line === 'end' && inside) {
      const definition = defined(inside.head, inside.body, modules);
      modules.set(definition.name, definition);
      inside = undefined;
    } else if (line.length > 0) (inside?.body ?? own).push(line);
  }
  return drawn(own, modules, undefined);
}

function defined(head: string, body: readonly string[], modules: Modules): Module {
  const [, name = '', ...given] = head.split(/\s+/);
  const parameters = given.map((pair): ModuleParameter => {
    const [parameter = '', value = '1'] = pair.split(':');
    return { name: parameter, type: 'int', default: Number(value), min: 1, max: 65_536, help: '' };
  });
  const empty = { name, doc: '', parameters, graph: makeGraph([], []), layout: new Map() };
  const { nodes, edges } = drawn(body, modules, empty);
  const graph = makeGraph(nodes.values(), edges.values());
  return { ...empty, graph, layout: placeNodes(graph) };
}

function drawn(lines: readonly string[], modules: Modules, within: Module | undefined): Graph {
  const parsed = lines.map((line) => parsedLine(line, modules, within));
  return makeGraph(
    parsed.map(({ node }) => node),
    parsed.flatMap(({ node, sources }) =>
      sources.flatMap((from, slot) =>
        from === '-' ? [] : [edgeOf({ from: nodeId(from), to: node.id, slot })],
      ),
    ),
    modules,
  );
}

function parsedLine(line: string, modules: Modules, within: Module | undefined) {
  const [head = '', from = ''] = line.split('<').map((part) => part.trim());
  const [, name = '', rest = ''] = /^(\S+)\s*=\s*(.*)$/.exec(head) ?? [];
  const [word = '', ...params] = rest.split(/\s+/);
  const given = Object.fromEntries(
    params.map((pair) => {
      const [key = '', ...value] = pair.split(':');
      return [key, JSON.parse(value.join(':'))];
    }),
  );
  const definition = modules.get(word);
  const kind = definition ? 'module' : word;
  const defaults = definition ? instanceParams(definition) : defaultParams(kind);
  const node: GraphNode = { id: nodeId(name), kind, params: { ...defaults, ...given } };
  return { node: within ? bound(node, modules, within) : node, sources: from.split(/\s+/).filter(Boolean) };
}

/** A node of a definition: texts that begin with `=` become bindings, and params hold their values at the defaults. */
function bound(node: GraphNode, modules: Modules, within: Module): GraphNode {
  const bindings = Object.entries(node.params).flatMap(([name, value]) =>
    typeof value === 'string' && value.startsWith('=') ? [[name, value.slice(1)] as const] : [],
  );
  if (bindings.length === 0) return node;
  const fields = fieldsOf({ modules }, node);
  const values = bindings.map(([name, text]) => {
    const value = boundValue(fields[name], text, defaultValues(within));
    if (!value.ok) throw new Error(`${node.id}.${name} ${value.error}`);
    return [name, value.value] as const;
  });
  return {
    ...node,
    params: { ...node.params, ...Object.fromEntries(values) },
    bindings: Object.fromEntries(bindings),
  };
}
