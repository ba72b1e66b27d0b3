// Arranges what the active pane shows, as one step of history.
import { notifications } from '@mantine/notifications';
import { alongWith } from '../../arrange/alongWith';
import { arrange, type Lay } from '../../arrange/arrange';
import { editsAlong } from '../../arrange/editsAlong';
import type { ArrangeRequest } from '../../arrange/request';
import { boxOfAnnotation, noAnnotations } from '../../graph/annotations';
import { directionOf } from '../../graph/document';
import { applyEdits } from '../../graph/edit';
import type { Graph } from '../../graph/graph';
import type { Layout } from '../../graph/layout';
import { type NodeId, nodeId } from '../../lib/ids';
import type { Box } from '../../lib/turned';
import { levelOf } from '../../store/level';
import type { PaneStore } from '../../store/panes';
import { activeFlow, type PaneFlow } from '../canvas/paneFlows';
import { routeAhead } from '../canvas/routes';
import { fitInPane } from '../canvas/useView';
import { cardSize } from '../freePlace';
import { arrangeEdits, movedBy, requestFor } from './arrangeEdits';
import { timeLimit, useArranging } from './arranging';
import { glideThrough, glideTime } from './glide';

export type Scope = ArrangeRequest['scope'];

/** Two selected nodes or more are arranged alone, where they are; else all. */
export function usualScope(selected: ReadonlySet<NodeId>): Scope {
  return selected.size > 1 ? { type: 'part', nodes: selected } : { type: 'all' };
}

export async function arrangeLevel(scope?: Scope): Promise<void> {
  const pane = activeFlow();
  if (!pane || useArranging.getState().now) return;
  const { store } = pane;
  const { selectedNodes, document, path } = store.getState();
  const level = levelOf({ document, path });
  const request: ArrangeRequest = {
    ...cardsOf(level.graph, pane),
    direction: directionOf(document),
    places: level.layout,
    scope: scope ?? usualScope(selectedNodes),
  };
  const found = await cancellably(store, request.cards.length, async (lay) => {
    const places = await arrange(request, lay);
    await routeAhead(level.graph, new Map([...level.layout, ...places]), request.direction);
    return places;
  });
  if (!found) return;
  const { annotations = noAnnotations } = level;
  const along = alongWith({ ...movedBy(request, found), annotations });
  const label = `Arrange ${found.size === 1 ? '1 node' : `${found.size} nodes`}`;
  const move = () =>
    glideThrough(store, { from: level.layout, to: found, annotations, along }, () => {
      store.getState().apply(label, [{ type: 'move', positions: found }, ...editsAlong(annotations, along)]);
    });
  move();
  if (request.scope.type === 'all') showAll(pane, request, found, [...along.values()]);
}

/** Every card of a level as large as it is drawn, and its wires. */
function cardsOf(graph: Graph, { flow }: PaneFlow): Pick<ArrangeRequest, 'cards' | 'wires'> {
  const drawn = new Map(flow.getNodes().map(({ id, measured }) => [nodeId(id), measured]));
  const cards = [...graph.nodes.values()].map((node) => {
    const least = cardSize(graph, node);
    const { width = least.width, height = least.height } = drawn.get(node.id) ?? {};
    return { id: node.id, width, height };
  });
  return { cards, wires: [...graph.edges.values()] };
}

/**
 * Turns the drawing, and those within its modules with it: from left to right it then leads from top to bottom, or back.
 * All are arranged anew, as one step.
 */
export async function turnDrawing(): Promise<void> {
  const pane = activeFlow();
  if (!pane || useArranging.getState().now) return;
  const { store } = pane;
  const { document, path } = store.getState();
  const direction = directionOf(document) === 'right' ? 'down' : 'right';
  const edits = await cancellably(store, document.graph.nodes.size, async (lay) => {
    const made = await arrangeEdits(document, lay, { direction });
    const after = applyEdits(document, made);
    const level = after.ok && levelOf({ document: { ...document, ...after.value, direction }, path });
    if (level) await routeAhead(level.graph, level.layout, direction);
    return made;
  });
  if (!edits) return;
  const label = direction === 'down' ? 'Lead the drawing down' : 'Lead the drawing to the right';
  store.getState().turn(label, direction, edits);
  const { document: turned } = store.getState();
  const level = levelOf({ document: turned, path });
  const notes = [...(level.annotations?.values() ?? [])].map(boxOfAnnotation);
  showAll(pane, requestFor(turned, level), level.layout, notes);
}

/** What was found; undefined where it was cancelled, overtaken by an edit or took too long. */
export async function cancellably<T>(
  store: PaneStore,
  count: number,
  find: (lay: Lay) => Promise<T>,
): Promise<T | undefined> {
  const control = new AbortController();
  const cancel = () => control.abort();
  useArranging.setState({ now: { count, cancel } });
  const { document } = store.getState();
  const stop = store.subscribe((state) => {
    if (state.document.graph !== document.graph || state.document.layout !== document.layout) cancel();
  });
  const late = new Error('too long');
  const timer = setTimeout(() => control.abort(late), timeLimit * 1000);
  try {
    const { withElk } = await import('../../arrange/elkWorker');
    return await withElk(control.signal, find);
  } catch (reason) {
    if (!control.signal.aborted || reason === late) sayWhyNot(reason === late);
    return undefined;
  } finally {
    clearTimeout(timer);
    stop();
    useArranging.setState({ now: undefined });
  }
}

function sayWhyNot(late: boolean): void {
  notifications.show({
    color: 'red',
    title: 'The drawing was not arranged',
    message: late
      ? `It took longer than ${timeLimit} seconds. Select a part of it and arrange that.`
      : 'The program that finds the places could not be loaded or failed. Reload the page and try again.',
    autoClose: 8000,
  });
}

export function showAll(
  pane: PaneFlow,
  { cards, places }: ArrangeRequest,
  found: Layout,
  along: readonly Box[],
): void {
  const boxes: Box[] = [...along];
  for (const card of cards) {
    const at = found.get(card.id) ?? places.get(card.id);
    if (at) boxes.push({ ...card, ...at });
  }
  const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  fitInPane(pane, boxes, calm ? 0 : glideTime);
}
