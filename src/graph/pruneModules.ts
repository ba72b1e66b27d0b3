// Instances that a file may not have: those through which a module would contain itself, and those with which it would
// grow beyond what a drawing takes once expanded.
import { formatCount } from '../lib/format';
import { type Findings, remark, report } from './findings';
import type { GraphNode } from './graph';
import { isPort, mostExpanded } from './module';
import type { ReadNodes } from './readNodes';

export interface Definition {
  readonly one: { readonly name: string; readonly findings: Findings };
  readonly nodes: ReadNodes;
}

/** The definitions without such instances, and how many nodes each expands to. */
export function withoutRings<D extends Definition>(
  read: readonly D[],
): { readonly pruned: readonly D[]; readonly sizes: ReadonlyMap<string, number> } {
  const byName = new Map(read.map((each) => [each.one.name, each]));
  const sizes = new Map<string, number>();
  const pruned = new Map<string, D>();
  const visit = (each: D, around: readonly string[]): void => {
    const { name, findings } = each.one;
    const walked = [...around, name];
    const ofRing = new Set<GraphNode>();
    for (const node of each.nodes.nodes.values()) {
      if (node.kind !== 'module') continue;
      const placed = String(node.params.module);
      if (walked.includes(placed)) {
        const ring = [...walked.slice(walked.indexOf(placed)), placed].join(' → ');
        const message = `the module “${placed}” would contain itself: ${ring}. Leave one of these instances out.`;
        leave(each.nodes, node, findings, 'module-recursion', message);
        ofRing.add(node);
      } else {
        const definition = byName.get(placed);
        if (definition && !sizes.has(placed)) visit(definition, walked);
      }
    }
    const rest = withoutNodes(each.nodes, ofRing);
    const fitting = withinSize(rest, sizes, findings);
    sizes.set(name, fitting.size);
    pruned.set(name, { ...each, nodes: fitting.nodes });
  };
  for (const each of read) if (!sizes.has(each.one.name)) visit(each, []);
  return { pruned: read.flatMap((each) => pruned.get(each.one.name) ?? []), sizes };
}

/** The nodes without the instances that take their number beyond the limit, and that number. */
export function withinSize(
  read: ReadNodes,
  sizes: ReadonlyMap<string, number>,
  findings: Findings,
): { readonly nodes: ReadNodes; readonly size: number } {
  let size = 0;
  const gone = new Set<GraphNode>();
  for (const node of read.nodes.values()) {
    if (isPort(node)) continue;
    const adds = node.kind === 'module' ? (sizes.get(String(node.params.module)) ?? 1) : 1;
    if (node.kind === 'module' && size + adds > mostExpanded) {
      const message = `with “${node.id}” the modules would expand to ${formatCount(size + adds)} nodes, and a drawing takes at most ${formatCount(mostExpanded)}. Place fewer of them.`;
      leave(read, node, findings, 'module-too-large', message);
      gone.add(node);
    } else size += adds;
  }
  return { nodes: withoutNodes(read, gone), size };
}

function leave(
  read: ReadNodes,
  node: GraphNode,
  findings: Findings,
  code: 'module-recursion' | 'module-too-large',
  message: string,
): void {
  report(findings, code, `${read.paths.get(node.id) ?? ''}.params.module`, message);
  remark(findings, node.id, `It was left out: ${message}`);
}

function withoutNodes(read: ReadNodes, gone: ReadonlySet<GraphNode>): ReadNodes {
  if (gone.size === 0) return read;
  const kept = [...read.byFileName].filter(([, node]) => !gone.has(node));
  const left = [...read.byFileName].filter(([, node]) => gone.has(node)).map(([name]) => name);
  const ids = new Set([...gone].map(({ id }) => id));
  return {
    ...read,
    nodes: new Map([...read.nodes].filter(([, node]) => !gone.has(node))),
    byFileName: new Map(kept),
    positions: new Map([...read.positions].filter(([id]) => !ids.has(id))),
    leftOut: new Set([...read.leftOut, ...left]),
  };
}
