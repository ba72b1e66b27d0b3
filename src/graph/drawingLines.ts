// A drawing's nodes and wires as lines of a template file. An edit leaves all but a few of them the very same objects, and
// their lines are kept with them: so a large drawing is written at the price of what has changed.
import { type Field, type FieldValue, type Params, parseField } from '../layers/fields';
import type { Point } from '../lib/turned';
import type { GraphEdge, GraphNode, Module, Modules } from './graph';
import { moduleOf } from './module';
import { fieldsOf } from './values';

interface Written {
  /** The definition that the node's parameters were read by; undefined where it is no instance. */
  readonly definition: Module | undefined;
  readonly text: string;
}

const writtenNodes = new WeakMap<GraphNode, Written>();
const writtenEdges = new WeakMap<GraphEdge, string>();

/** `{"id": …, "layer": …, "params": …, "position": [0, 0]}` */
export const nodeLine = (node: GraphNode, modules: Modules, at: Point = { x: 0, y: 0 }): string =>
  // Adding 0 turns −0 into 0.
  `${nodeText(node, modules)}, "position": ${line([Math.round(at.x) + 0, Math.round(at.y) + 0])}}`;

/** All of it but the position, which moves while the node stays as it is. */
function nodeText(node: GraphNode, modules: Modules): string {
  const definition = moduleOf({ modules }, node);
  const known = writtenNodes.get(node);
  if (known && known.definition === definition) return known.text;
  const { id, kind } = node;
  const json =
    kind === 'unknown'
      ? { id, layer: String(node.params.layer), params: unknownParams(node.params) }
      : { id, layer: kind, params: knownParams(node, modules) };
  const text = line(json).slice(0, -1);
  writtenNodes.set(node, { definition, text });
  return text;
}

/** `{"from": …, "to": …, "slot": 0}` */
export function edgeLine(edge: GraphEdge): string {
  const known = writtenEdges.get(edge);
  if (known !== undefined) return known;
  const { from, to, slot } = edge;
  const text = line({ from, to, slot });
  writtenEdges.set(edge, text);
  return text;
}

function knownParams(node: GraphNode, modules: Modules): Params {
  const { kind, params, bindings = {} } = node;
  // Of an instance whose module is not defined, all that was read is kept.
  if (kind === 'module' && !moduleOf({ modules }, node)) return params;
  return Object.fromEntries(
    Object.entries(fieldsOf({ modules }, node)).flatMap(([name, field]): [string, FieldValue][] => {
      const expression = Object.hasOwn(bindings, name) ? bindings[name] : undefined;
      if (expression !== undefined) return [[name, `=${expression}`]];
      const value = spelled(field, Object.hasOwn(params, name) ? params[name] : undefined);
      return field.advanced && sameValue(value, spelled(field, field.default)) ? [] : [[name, value]];
    }),
  );
}

function spelled(field: Field, value: FieldValue = field.default): FieldValue {
  const parsed = parseField(field, value);
  return parsed.ok ? parsed.value : value;
}

const sameValue = (a: FieldValue, b: FieldValue): boolean =>
  a === b || (typeof a === 'object' && JSON.stringify(a) === JSON.stringify(b));

function unknownParams({ json }: Params): unknown {
  try {
    return JSON.parse(String(json));
  } catch {
    return String(json);
  }
}

/** One value on one line, with a blank after every comma and colon. */
export function line(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(line).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(([name, member]) => `${JSON.stringify(name)}: ${line(member)}`);
    return `{${members.join(', ')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}
