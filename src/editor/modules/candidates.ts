// Which parameters of chosen nodes can become those of the module that is made of them, and under what names.
import type { DefineModule } from '../../graph/edits';
import type { Graph } from '../../graph/graph';
import { fieldsOf, isBindable } from '../../graph/values';
import type { NodeId } from '../../lib/ids';

export interface Candidate {
  readonly node: NodeId;
  readonly param: string;
  readonly label: string;
  readonly value: number;
}

/** Numbers of the nodes, in the order of drawing; rarely wanted ones only where they are not at their default. */
export function candidatesOf(graph: Graph, chosen: readonly NodeId[]): readonly Candidate[] {
  const wanted = new Set(chosen);
  return [...graph.nodes.values()].flatMap((node) => {
    if (!wanted.has(node.id)) return [];
    return Object.entries(fieldsOf(graph, node)).flatMap(([param, field]): Candidate[] => {
      const value = node.params[param];
      if (!isBindable(field) || typeof value !== 'number' || node.bindings?.[param] !== undefined) return [];
      if (field.advanced && value === field.default) return [];
      return [{ node: node.id, param, label: field.label, value }];
    });
  });
}

export const keyOf = ({ node, param }: Pick<Candidate, 'node' | 'param'>): string => `${node} ${param}`;

/** The parameter's own word, with a number where another has it. */
export function freeParameterName(param: string, taken: Iterable<string>): string {
  const names = new Set(taken);
  if (!names.has(param)) return param;
  for (let n = 2; ; n += 1) if (!names.has(`${param}${n}`)) return `${param}${n}`;
}

export function freeModuleName({ modules }: Graph): string {
  if (!modules.has('block')) return 'block';
  for (let n = 2; ; n += 1) if (!modules.has(`block${n}`)) return `block${n}`;
}

/** `names`: by `keyOf`, of the candidates that become parameters. */
export function moduleEdit(
  name: string,
  doc: string,
  nodes: readonly NodeId[],
  candidates: readonly Candidate[],
  names: ReadonlyMap<string, string>,
): DefineModule {
  const parameters = candidates.flatMap((candidate) => {
    const given = names.get(keyOf(candidate));
    return given === undefined ? [] : [{ node: candidate.node, param: candidate.param, name: given.trim() }];
  });
  return { type: 'defineModule', name: name.trim(), doc: doc.trim(), nodes, parameters };
}
