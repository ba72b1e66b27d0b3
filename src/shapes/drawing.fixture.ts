// Drawings written as text, for tests: `a = conv2d filters:8 padding:"valid" < input` names a node, its layer, the
// parameters that differ from their defaults, and the nodes wired into it in slot order.
import { edgeOf, type Graph, makeGraph } from '../graph/graph';
import { defaultParams } from '../layers/index';
import { nodeId } from '../lib/ids';

/** A blank source (`-`) leaves its slot empty. */
export function draw(text: string): Graph {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.length > 0);
  const parsed = lines.map((line) => {
    const [head = '', from = ''] = line.split('<').map((part) => part.trim());
    const [name = '', rest = ''] = head.split('=').map((part) => part.trim());
    const [kind = '', ...params] = rest.split(/\s+/);
    const given = Object.fromEntries(
      params.map((pair) => {
        const [key = '', ...value] = pair.split(':');
        return [key, JSON.parse(value.join(':'))];
      }),
    );
    return { id: nodeId(name), kind, given, sources: from.split(/\s+/).filter(Boolean) };
  });
  return makeGraph(
    parsed.map(({ id, kind, given }) => ({ id, kind, params: { ...defaultParams(kind), ...given } })),
    parsed.flatMap(({ id, sources }) =>
      sources.flatMap((from, slot) => (from === '-' ? [] : [edgeOf({ from: nodeId(from), to: id, slot })])),
    ),
  );
}
