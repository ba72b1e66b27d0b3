// What an edit makes wrong in a drawing whose shapes are known before and after it, in a sentence.
import { edgesFrom, type Graph } from '../graph/graph';
import { atNode, type Problem } from '../graph/problem';
import { layerOf } from '../layers/index';
import type { NodeId } from '../lib/ids';
import type { NodeShape, Shapes } from './nodeShape';

/** What an edit at `id` makes wrong: that node, or the first that had a shape and has none any more. */
export function firstFault(before: Shapes, graph: Graph, after: Shapes, id?: NodeId): Problem | undefined {
  const own = id === undefined ? undefined : after.get(id);
  const incomplete = own?.state === 'incomplete' && edgesFrom(graph, own.node.id).length > 0;
  if (own && (own.state === 'misfit' || incomplete)) return problemOf(own);
  for (const state of after.values()) {
    if (state.state === 'misfit' && before.get(state.node.id)?.state === 'ok') return problemOf(state);
  }
  for (const state of after.values()) {
    if (state.state === 'ok' || before.get(state.node.id)?.state !== 'ok') continue;
    return problemOf(state.state === 'waiting' ? (after.get(state.on) ?? state) : state);
  }
  return undefined;
}

function problemOf(state: NodeShape): Problem {
  const { id, kind } = state.node;
  if (state.state === 'misfit')
    return { code: state.misfit.code, at: atNode(id), message: `“${id}”: ${state.misfit.message}.` };
  const missing = state.state === 'incomplete' ? state.missing : 1;
  const more = missing === 1 ? 'one more wire' : `${missing} more wires`;
  return {
    code: 'missing-input',
    at: atNode(id),
    message: `“${id}” (${layerOf(kind).label}) needs ${more}: what follows would wait for ${missing === 1 ? 'it' : 'them'}.`,
  };
}
