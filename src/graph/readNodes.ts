// The nodes of a template file. Each is judged alone and kept as far as it can be: a wrong parameter takes its
// default, a layer that this version does not know is kept as it stands in the file.

import { isKnown, layerOf } from '../layers/index';
import { type NodeId, nodeId, nodeIdPattern } from '../lib/ids';
import type { Point } from '../lib/turned';
import { type Findings, isRecord, remark, report, written } from './findings';
import type { GraphNode, Module, Modules } from './graph';
import { misplacement } from './misplacement';
import { reportIssues } from './readFrame';
import { readParams } from './readParams';
import { nodeSchema } from './templateFrame';
import { unknownParams } from './unknownParams';

export interface ReadNodes {
  readonly nodes: ReadonlyMap<NodeId, GraphNode>;
  /** The nodes by their name in the file, which cannot always be kept. */
  readonly byFileName: ReadonlyMap<string, GraphNode>;
  /** Of the nodes that have a position in the file. */
  readonly positions: ReadonlyMap<NodeId, Point>;
  /** Where each stands in the file: `nodes[3]`. */
  readonly paths: ReadonlyMap<NodeId, string>;
  /** Names in the file of nodes that were left out, with whose wires nothing more is wrong. */
  readonly leftOut: ReadonlySet<string>;
  /** Nodes of a known layer. */
  readonly known: number;
}

/** Where the nodes stand: in the file, and in the drawing itself or within a definition. */
export interface NodesContext {
  /** `nodes`, `modules[0].nodes` */
  readonly path: string;
  /** The definitions as far as their parameters are known. */
  readonly modules: Modules;
  /** The definition around them, if there is one. */
  readonly within?: Module;
}

/** Reads all nodes, in the file's order. */
export function readNodes(raw: readonly unknown[], findings: Findings, context: NodesContext): ReadNodes {
  const nodes = new Map<NodeId, GraphNode>();
  const positions = new Map<NodeId, Point>();
  const byFileName = new Map<string, GraphNode>();
  const paths = new Map<NodeId, string>();
  const leftOut = new Set<string>();
  let known = 0;
  for (const [index, entry] of raw.entries()) {
    const path = `${context.path}[${index}]`;
    if (!isRecord(entry)) {
      report(
        findings,
        'bad-structure',
        path,
        `expects a node, as in {"id": …, "layer": …}, found ${written(entry)}. Correct it, or leave it out.`,
      );
      continue;
    }
    const node = readNode(entry, path, nodes, findings, context);
    if (!node) continue;
    const misplaced = misplacement(node, nodes, context);
    if (misplaced) {
      report(findings, misplaced.code, `${path}.layer`, misplaced.message);
      if (typeof entry.id === 'string') leftOut.add(entry.id);
      continue;
    }
    nodes.set(node.id, node);
    paths.set(node.id, path);
    if (typeof entry.id === 'string' && !byFileName.has(entry.id)) byFileName.set(entry.id, node);
    const position = nodeSchema.shape.position.safeParse(entry.position);
    // Adding 0 turns −0 into 0.
    if (position.success && position.data)
      positions.set(node.id, { x: Math.round(position.data[0]) + 0, y: Math.round(position.data[1]) + 0 });
    if (node.kind !== 'unknown') known += 1;
  }
  return { nodes, byFileName, positions, paths, leftOut, known };
}

type Entry = Readonly<Record<string, unknown>>;

function readNode(
  entry: Entry,
  path: string,
  taken: ReadonlyMap<NodeId, GraphNode>,
  findings: Findings,
  context: NodesContext,
): GraphNode | undefined {
  const frame = nodeSchema.safeParse(entry);
  if (!frame.success) reportIssues(findings, frame.error.issues, path, entry);
  const layer = nodeSchema.shape.layer.safeParse(entry.layer);
  if (!layer.success) return undefined;
  const kind = isKnown(layer.data) && layer.data !== 'unknown' ? layer.data : undefined;
  const { id, remarkOnId } = readId(entry.id, path, kind ? layerOf(kind).stem : 'unknown', taken, findings);
  if (remarkOnId !== undefined) remark(findings, id, remarkOnId);
  const params = Object.hasOwn(entry, 'params') ? entry.params : {};
  if (!kind) return { id, kind: 'unknown', params: unknownParams(layer.data, params, id, path, findings) };
  return { id, kind, ...readParams({ ...context, kind, id, path: `${path}.params`, findings }, params) };
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
