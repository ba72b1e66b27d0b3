// What a picture is taken of: the whole drawing, the module that is shown, or what is selected there; with its modules
// folded, or drawn as what is in them.
import { arrange } from '../../arrange/arrange';
import { type Document, directionOf } from '../../graph/document';
import type { Drawing } from '../../graph/edits';
import { type Graph, makeGraph } from '../../graph/graph';
import type { AnnotationId, NodeId } from '../../lib/ids';
import type { Shapes } from '../../shapes/nodeShape';
import { expandedOf } from '../../store/judge';
import { type LevelPath, levelOf } from '../../store/level';
import { cardSize } from '../freePlace';

export type Part = 'whole' | 'module' | 'selection';

export interface Subject {
  readonly drawing: Drawing;
  readonly shapes: Shapes;
}

export interface Shown {
  readonly document: Document;
  readonly path: LevelPath;
  readonly selectedNodes: ReadonlySet<NodeId>;
  readonly selectedAnnotations: ReadonlySet<AnnotationId>;
}

/** The parts that a picture can be taken of, the usual one first: what is selected is not, for it often is so by chance. */
export function partsOf({ path, selectedNodes, selectedAnnotations }: Shown): readonly Part[] {
  const selected = selectedNodes.size + selectedAnnotations.size > 0;
  return [
    ...(path.length > 0 ? (['module'] as const) : []),
    'whole',
    ...(selected ? (['selection'] as const) : []),
  ];
}

export function subjectOf(shown: Shown, part: Part): Subject {
  const { document, path } = shown;
  const level = levelOf({ document, path: part === 'whole' ? [] : path });
  return part === 'selection' ? selectionOf(level, shown) : { drawing: level, shapes: level.shapes };
}

/** The selected nodes with the wires between them, and the selected notes and frames. */
function selectionOf(
  { graph, layout, annotations, shapes }: Drawing & { readonly shapes: Shapes },
  { selectedNodes, selectedAnnotations }: Shown,
): Subject {
  const nodes = [...graph.nodes.values()].filter(({ id }) => selectedNodes.has(id));
  const edges = [...graph.edges.values()].filter(
    ({ from, to }) => selectedNodes.has(from) && selectedNodes.has(to),
  );
  const kept = [...(annotations ?? [])].filter(([id]) => selectedAnnotations.has(id));
  const drawing: Drawing = {
    graph: makeGraph(nodes, edges, graph.modules),
    layout,
    ...(kept.length > 0 ? { annotations: new Map(kept) } : {}),
  };
  return { drawing, shapes };
}

export const hasModules = (graph: Graph): boolean =>
  [...graph.nodes.values()].some(({ kind }) => kind === 'module');

/**
 * The whole drawing with its modules expanded, arranged anew by ELK in its worker. Notes and frames are left out, for
 * nothing stands where they were put. Rejects when aborted.
 */
export async function unfoldedSubject(document: Document, signal: AbortSignal): Promise<Subject> {
  const { flat, shapes } = expandedOf(document.graph);
  const { withElk } = await import('../../arrange/elkWorker');
  const cards = [...flat.nodes.values()].map((node) => ({ id: node.id, ...cardSize(flat, node) }));
  const layout = await withElk(signal, (lay) =>
    arrange(
      {
        cards,
        wires: [...flat.edges.values()],
        direction: directionOf(document),
        places: new Map(),
        scope: { type: 'all' },
      },
      lay,
    ),
  );
  return { drawing: { graph: flat, layout }, shapes };
}
