// What the tests of the twins share: a twin that must be there, a design without order, its totals, and the cards that
// cover others.
import type { Document } from '../../graph/document';
import { expand } from '../../graph/expand';
import type { Graph } from '../../graph/graph';
import type { Layout } from '../../graph/layout';
import { totalsOf } from '../../plan/makePlan';
import { inferShapes } from '../../shapes/inferShapes';
import { makeTwin, type Twin, type TwinKind } from './twins';

export function twinOf(document: Document, kind: TwinKind): Twin {
  const made = makeTwin(document, kind);
  if (!made.ok) throw new Error(`${document.title}: ${made.error.reason}`);
  return made.value;
}

/** Flat and without order: every layer with its parameters, and every wire. */
export function flatOf({ graph }: Pick<Document, 'graph'>) {
  const { nodes, edges } = expand(graph);
  return {
    nodes: new Map([...nodes.values()].map(({ id, kind, params }) => [id as string, { kind, params }])),
    edges: new Set<string>(edges.keys()),
  };
}

export function totals({ graph }: Pick<Document, 'graph'>) {
  const flat = expand(graph);
  return totalsOf(flat, inferShapes(flat));
}

const card = { width: 190, height: 90, slot: 26, ends: 12 };
const gap = 20;

/** Pairs of cards that cover each other, in the drawing and in its modules. */
export const overlaps = ({ graph, layout }: Pick<Document, 'graph' | 'layout'>): readonly string[] => [
  ...overlapsIn('', graph, layout),
  ...[...graph.modules.values()].flatMap((each) => overlapsIn(`${each.name}/`, each.graph, each.layout)),
];

function overlapsIn(at: string, { nodes, incoming }: Graph, layout: Layout): readonly string[] {
  const boxes = [...nodes.keys()].map((id) => {
    const place = layout.get(id);
    if (!place) throw new Error(`“${at}${id}” has no position`);
    const wired = incoming.get(id)?.length ?? 0;
    const slots = wired > 1 ? wired + 1 : wired;
    return { id, ...place, height: Math.max(card.height, slots * card.slot + card.ends) };
  });
  return boxes.flatMap((a, i) =>
    boxes
      .slice(i + 1)
      .filter(
        (b) =>
          Math.abs(a.x - b.x) < card.width + gap && a.y < b.y + b.height + gap && b.y < a.y + a.height + gap,
      )
      .map((b) => `${at}${a.id} and ${b.id}`),
  );
}
