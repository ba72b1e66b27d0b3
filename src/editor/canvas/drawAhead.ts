// What canvas and panels ask of a large drawing, worked out before it is shown, in tasks of its own: whoever then draws it
// finds shapes, wires' states and ways, plan and costs known, by the identity of the graph.
import { type Document, directionOf } from '../../graph/document';
import { skipWires } from '../../graph/skipWires';
import { nextTask } from '../../store/inSlices';
import { edgeStates, planOf, shapesOf } from '../../store/judge';
import { measuredOf } from '../../store/measured';
import { routeAhead } from './routes';

/** Smaller drawings are worked out in the task that shows them. */
const large = 100;
/** Milliseconds that the ways of the wires may keep a drawing from being shown: crowded ones take minutes. */
const patience = 120;

/** Resolves when the document can be shown. */
export async function drawAhead(document: Document): Promise<void> {
  const { graph, layout } = document;
  if (graph.nodes.size < large) return;
  await judgeAhead(document);
  await routeAhead(graph, layout, directionOf(document), patience);
}

/** All but the ways of the wires, which follow from where cards stand. */
export async function judgeAhead(document: Document): Promise<void> {
  const { graph, training } = document;
  if (graph.nodes.size < large) return;
  const shapes = shapesOf(graph);
  await nextTask();
  edgeStates(graph, shapes);
  skipWires(graph);
  await nextTask();
  planOf(document);
  await nextTask();
  measuredOf(graph, training.batchSize);
  await nextTask();
}
