// The edits that arrange a drawing, and those within its modules with it: cards first, then the notes and frames that
// stand by them. Apart from who asks for them: a turn, a design that has been opened or one that is about to be.
import { alongWith } from '../../arrange/alongWith';
import { arrange, type Lay } from '../../arrange/arrange';
import { editsAlong } from '../../arrange/editsAlong';
import type { ArrangeRequest } from '../../arrange/request';
import { noAnnotations } from '../../graph/annotations';
import { type Document, directionOf } from '../../graph/document';
import type { Drawing, Edit } from '../../graph/edits';
import type { Layout } from '../../graph/layout';
import type { Direction } from '../../lib/turned';
import { cardSize } from '../freePlace';

interface Wanted {
  /** Where the drawing is to lead; left out, where it leads now. */
  readonly direction?: Direction;
  /** The modules that are arranged with it; left out, all. */
  readonly takes?: (drawn: Drawing) => boolean;
}

/** What is to be applied for the document to stand arranged. Rejects as `lay` does. */
export async function arrangeEdits(
  document: Document,
  lay: Lay,
  { direction = directionOf(document), takes = () => true }: Wanted = {},
): Promise<readonly Edit[]> {
  const turned = direction !== directionOf(document);
  const editsOf = async (drawn: Drawing): Promise<readonly Edit[]> => {
    const request = { ...requestFor(document, drawn), direction };
    const positions = await arrange(request, lay);
    const { annotations = noAnnotations } = drawn;
    const along = alongWith({ ...movedBy(request, positions), annotations, turned });
    return [{ type: 'move', positions }, ...editsAlong(annotations, along)];
  };
  const edits = [...(await editsOf(document))];
  for (const { name, ...drawn } of document.graph.modules.values())
    if (takes(drawn))
      for (const edit of await editsOf(drawn)) edits.push({ type: 'inModule', module: name, edit });
  return edits;
}

/**
 * Asks for places for all cards of a drawing of the document: of itself, or of a definition, whose instances are of the
 * document's modules. Each card is as large as it is first drawn.
 */
export const requestFor = (document: Document, { graph, layout }: Drawing): ArrangeRequest => ({
  cards: [...graph.nodes.values()].map((node) => ({
    id: node.id,
    ...cardSize({ ...graph, modules: document.graph.modules }, node),
  })),
  wires: [...graph.edges.values()],
  direction: directionOf(document),
  places: layout,
  scope: { type: 'all' },
});

/** The cards before and after, as `alongWith` takes them. */
export const movedBy = ({ cards, places }: ArrangeRequest, found: Layout) => ({
  cards,
  before: places,
  after: new Map([...places, ...found]),
});
