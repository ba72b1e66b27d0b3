// The nodes of a template file. Each is judged alone and kept as far as it can be: a wrong parameter takes its
// default, a layer that this version does not know is kept as it stands in the file.

import { type Fields, type FieldValue, type Params, parseField } from '../layers/fields';
import { defaultParams, isKnown, layerOf, placeable } from '../layers/index';
import { type NodeId, nodeId, nodeIdPattern } from '../lib/ids';
import type { Point } from './document';
import { type Findings, isRecord, remark, report, written } from './findings';
import type { GraphNode } from './graph';
import { reportIssues } from './readFrame';
import { nodeSchema } from './templateFrame';

export interface ReadNodes {
  readonly nodes: ReadonlyMap<NodeId, GraphNode>;
  /** The nodes by their name in the file, which cannot always be kept. */
  readonly byFileName: ReadonlyMap<string, GraphNode>;
  /** Of the nodes that have a position in the file. */
  readonly positions: ReadonlyMap<NodeId, Point>;
  /** Nodes of a known layer. */
  readonly known: number;
}

/** Reads all nodes, in the file's order. */
export function readNodes(raw: readonly unknown[], findings: Findings): ReadNodes {
  const nodes = new Map<NodeId, GraphNode>();
  const positions = new Map<NodeId, Point>();
  const byFileName = new Map<string, GraphNode>();
  let known = 0;
  for (const [index, entry] of raw.entries()) {
    const path = `nodes[${index}]`;
    if (!isRecord(entry)) {
      report(
        findings,
        'bad-structure',
        path,
        `expects a node, as in {"id": …, "layer": …}, found ${written(entry)}. Correct it, or leave it out.`,
      );
      continue;
    }
    const node = readNode(entry, path, nodes, findings);
    if (!node) continue;
    nodes.set(node.id, node);
    if (typeof entry.id === 'string' && !byFileName.has(entry.id)) byFileName.set(entry.id, node);
    const position = nodeSchema.shape.position.safeParse(entry.position);
    // Adding 0 turns −0 into 0.
    if (position.success && position.data)
      positions.set(node.id, { x: Math.round(position.data[0]) + 0, y: Math.round(position.data[1]) + 0 });
    if (node.kind !== 'unknown') known += 1;
  }
  return { nodes, byFileName, positions, known };
}

type Entry = Readonly<Record<string, unknown>>;

function readNode(
  entry: Entry,
  path: string,
  taken: ReadonlyMap<NodeId, GraphNode>,
  findings: Findings,
): GraphNode | undefined {
  const frame = nodeSchema.safeParse(entry);
  if (!frame.success) reportIssues(findings, frame.error.issues, path, entry);
  const layer = nodeSchema.shape.layer.safeParse(entry.layer);
  if (!layer.success) return undefined;
  const kind = isKnown(layer.data) && layer.data !== 'unknown' ? layer.data : undefined;
  const { id, remarkOnId } = readId(entry.id, path, kind ? layerOf(kind).stem : 'unknown', taken, findings);
  if (remarkOnId !== undefined) remark(findings, id, remarkOnId);
  const params = Object.hasOwn(entry, 'params') ? entry.params : {};
  return kind
    ? { id, kind, params: readParams(kind, params, id, `${path}.params`, findings) }
    : { id, kind: 'unknown', params: unknownParams(layer.data, params, id, path, findings) };
}

type ReadId = { readonly id: NodeId; readonly remarkOnId?: string };

function readId(
  raw: unknown,
  path: string,
  stem: string,
  taken: ReadonlyMap<NodeId, GraphNode>,
  findings: Findings,
): ReadId {
  // A missing id, or one that is no text, is among the frame's problems already.
  if (typeof raw !== 'string') {
    const id = freeId(stem, 1, taken);
    return { id, remarkOnId: `In the file this node has no name; here it is named “${id}”.` };
  }
  if (!nodeIdPattern.test(raw)) {
    report(
      findings,
      'bad-id',
      `${path}.id`,
      `${written(raw)} cannot be a node’s name. Use 1 to 64 letters, digits, “_”, “-” or “.”, beginning with a letter or digit.`,
    );
    const id = freeId(stem, 1, taken);
    return { id, remarkOnId: `In the file this node is named ${written(raw)}; here it is named “${id}”.` };
  }
  if (!taken.has(nodeId(raw))) return { id: nodeId(raw) };
  report(
    findings,
    'duplicate-node',
    `${path}.id`,
    `another node before it is named “${raw}” too. Give each node a name of its own.`,
  );
  const id = freeId(`${raw.slice(0, 56)}-`, 2, taken);
  return {
    id,
    remarkOnId: `In the file this is a second node “${raw}”; here it is named “${id}”, and the wires went to the first.`,
  };
}

function freeId(stem: string, from: number, taken: ReadonlyMap<NodeId, GraphNode>): NodeId {
  for (let n = from; ; n += 1) {
    const id = nodeId(`${stem}${n}`);
    if (!taken.has(id)) return id;
  }
}

function readParams(kind: string, raw: unknown, id: NodeId, path: string, findings: Findings): Params {
  const { fields, label } = layerOf(kind);
  if (!isRecord(raw)) {
    report(
      findings,
      'bad-params',
      path,
      `expects parameters, as in {"name": value}, found ${written(raw)}. Leave them out to take the defaults.`,
    );
    remark(findings, id, 'Its parameters could not be read; all stand at their defaults.');
    return defaultParams(kind);
  }
  reportStrangers(raw, fields, label, id, path, findings);
  const value = (name: string, field: Fields[string]): FieldValue => {
    if (!Object.hasOwn(raw, name)) return field.default;
    const parsed = parseField(field, raw[name]);
    if (parsed.ok) return parsed.value;
    const fallback = written(field.default);
    report(
      findings,
      'bad-params',
      `${path}.${name}`,
      `${label} “${id}” ${parsed.error}. Correct the value, or leave it out to take ${fallback}.`,
    );
    remark(findings, id, `“${name}” ${parsed.error}; the default ${fallback} stands in.`);
    return field.default;
  };
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, value(name, field)]));
}

function reportStrangers(
  raw: Entry,
  fields: Fields,
  label: string,
  id: NodeId,
  path: string,
  findings: Findings,
): void {
  const names = Object.keys(fields);
  const known = names.length > 0 ? `It has ${names.join(', ')}.` : 'It has none.';
  for (const name of Object.keys(raw)) {
    if (Object.hasOwn(fields, name)) continue;
    const short = name.length > 60 ? `${name.slice(0, 57)}…` : name;
    report(
      findings,
      'bad-params',
      `${path}.${short}`,
      `${label} “${id}” has no parameter “${short}”. ${known} Correct the name, or leave it out.`,
    );
    remark(findings, id, `The parameter “${short}” was left out: ${label} has none of that name.`);
  }
}

/** The longest text a parameter may have, which what is kept of an unknown layer must fit. */
const keptCharacters = 100_000;

function unknownParams(layer: string, params: unknown, id: NodeId, path: string, findings: Findings): Params {
  const kinds = placeable.map((known) => known.kind).join(', ');
  report(
    findings,
    'unknown-layer',
    `${path}.layer`,
    `this version of Convas knows no layer “${layer}” (node “${id}”). Known are ${kinds}. Correct the name, or open the file with this node marked as unknown.`,
  );
  const json = JSON.stringify(params);
  const fits = json.length <= keptCharacters;
  const kept = fits ? 'Saving keeps it as it was.' : 'Its parameters were too long to keep.';
  remark(
    findings,
    id,
    `The file calls for a layer “${layer}”, which this version does not know: replace it to train. ${kept}`,
  );
  return { layer, json: fits ? json : '{}' };
}
