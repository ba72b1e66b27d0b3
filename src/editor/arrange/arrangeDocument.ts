// A whole document arranged, its modules too, before it is opened.
import { arrange, type Lay } from '../../arrange/arrange';
import type { ArrangeRequest } from '../../arrange/request';
import { type Document, directionOf } from '../../graph/document';
import { applyEdits } from '../../graph/edit';
import type { Drawing, Edit } from '../../graph/edits';
import type { Modules } from '../../graph/module';
import type { Direction } from '../../lib/turned';
import { cardSize } from '../freePlace';
import { timeLimit } from './arranging';

/** Asks for places for all cards of a drawing, or of a definition, whose instances are of the drawing's `modules`. */
function requestOf(
  { graph, layout }: Pick<Drawing, 'graph' | 'layout'>,
  direction: Direction,
  modules: Modules,
): ArrangeRequest {
  const cards = [...graph.nodes.values()].map((node) => ({
    id: node.id,
    ...cardSize({ ...graph, modules }, node),
  }));
  return { cards, wires: [...graph.edges.values()], direction, places: layout, scope: { type: 'all' } };
}

/** Moves every card of the drawing and of its modules to where the arrangement has it. */
async function arrangeEdits(document: Document, direction: Direction, lay: Lay): Promise<readonly Edit[]> {
  const { modules } = document.graph;
  const placesOf = (drawing: Pick<Drawing, 'graph' | 'layout'>) =>
    arrange(requestOf(drawing, direction, modules), lay);
  const made: Edit[] = [{ type: 'move', positions: await placesOf(document) }];
  for (const module of modules.values()) {
    const positions = await placesOf(module);
    made.push({ type: 'inModule', module: module.name, edit: { type: 'move', positions } });
  }
  return made;
}

/** The document with every card arranged anew; as it was where that fails or takes too long. */
export async function arranged(document: Document): Promise<Document> {
  try {
    const { withElk } = await import('../../arrange/elkWorker');
    const edits = await withElk(AbortSignal.timeout(timeLimit * 1000), (lay) =>
      arrangeEdits(document, directionOf(document), lay),
    );
    const moved = applyEdits(document, edits);
    return moved.ok ? { ...document, ...moved.value } : document;
  } catch {
    return document;
  }
}
