// What a user can do with notes and frames, whatever control asks for it; each is one step of history.
import {
  type Annotation,
  type AnnotationChange,
  type Box,
  boxAround,
  firstSizes,
  freeAnnotationId,
  noAnnotations,
} from '../../graph/annotations';
import { directionOf } from '../../graph/document';
import type { AnnotationId } from '../../lib/ids';
import type { Point } from '../../lib/turned';
import { levelNow } from '../../store/derive';
import { levelOf } from '../../store/level';
import type { PaneStore } from '../../store/panes';
import { activeStore, useStore } from '../../store/store';
import { activeFlow } from '../canvas/paneFlows';
import { snapped } from '../flow';
import { card } from '../freePlace';
import { announceProblem } from '../problems/announce';
import { startEditing, useEditing } from './editing';
import { nameOfAnnotations } from './nameOf';
import { placeBeside, placeFrom } from './notePlace';
import { showAnnotation } from './walk';
import { frameEdges, wireBoxes } from './wireBoxes';

const now = () => useStore.getState();

/** A new note, open for writing: at a point, by what is selected, or in the middle of what is seen. */
export function addNote(at?: Point): void {
  const { width, height } = firstSizes.note;
  const annotations = levelNow().annotations ?? noAnnotations;
  const about = boxAround(levelNow().layout, now().selectedNodes);
  const corner = at ?? freeCorner(about, middle(width, height));
  add('Add a note', {
    type: 'note',
    id: freeAnnotationId(annotations, 'note'),
    at: snapped(corner),
    width,
    height,
    colour: 'amber',
    text: '',
  });
}

/** A new frame round the selected nodes, or an empty one; its title is open for writing. */
export function addFrame(at?: Point): void {
  const { layout, annotations = noAnnotations } = levelNow();
  const { width, height } = firstSizes.frame;
  const around = at ? undefined : boxAround(layout, now().selectedNodes);
  const box: Box = around ?? { ...snapped(at ?? middle(width, height)), width, height };
  add(around ? 'Frame the selected nodes' : 'Add a frame', {
    type: 'frame',
    id: freeAnnotationId(annotations, 'frame'),
    at: { x: box.x, y: box.y },
    width: box.width,
    height: box.height,
    colour: 'blue',
    title: '',
    text: '',
  });
}

/** What the palette's entries are called in drag data. */
export const annotationKeys = { note: 'annotation/note', frame: 'annotation/frame' } as const;

/** Whether an entry stands for a note or a frame. */
export const isAnnotationKey = (key: string): boolean =>
  key === annotationKeys.note || key === annotationKeys.frame;

/** Adds what a dragged entry stands for; false where it is no note or frame. */
export function dropAnnotation(key: string, at: Point): boolean {
  if (key === annotationKeys.note) addNote(at);
  else if (key === annotationKeys.frame) addFrame(at);
  else return false;
  return true;
}

function add(label: string, annotation: Annotation): void {
  const made = now().apply(label, [{ type: 'addAnnotation', annotation }]);
  if (!made.ok) {
    announceProblem('Not added', made.error);
    return;
  }
  now().select([], [], [annotation.id]);
  startEditing(activeStore(), annotation.id);
  showAnnotation(annotation.id);
}

function middle(width: number, height: number): Point {
  const pane = activeFlow();
  const bounds = pane?.bounds();
  const at =
    pane && bounds
      ? pane.flow.screenToFlowPosition({
          x: bounds.left + bounds.width / 2,
          y: bounds.top + bounds.height / 2,
        })
      : { x: 0, y: 0 };
  return { x: at.x - width / 2, y: at.y - height / 2 };
}

/** How far about a new note wires are looked at. */
const sight = 600;

/** By a box, or from a point downwards, over no card and no other note, and over no wire where there is room near. */
function freeCorner(about: Box | undefined, from: Point): Point {
  const { graph, layout, annotations = noAnnotations } = levelNow();
  const taken: readonly Box[] = [
    ...[...layout.values()].map((at) => ({ ...at, width: card.width, height: card.height })),
    ...[...annotations.values()]
      .filter(({ type }) => type === 'note')
      .map((note) => ({ ...note.at, width: note.width, height: note.height })),
  ];
  const size = firstSizes.note;
  const { x, y, width, height } = about ?? { ...from, ...size };
  const area = { x: x - sight, y: y - sight, width: width + 2 * sight, height: height + 2 * sight };
  const direction = directionOf(now().document);
  const wires = [...wireBoxes(graph, layout, direction, area), ...frameEdges(annotations)];
  return about ? placeBeside(about, size, taken, { wires, direction }) : placeFrom(from, size, taken, wires);
}

/** What is typed in one go is one step of history. */
export function writeAnnotation(
  store: PaneStore,
  id: AnnotationId,
  change: Pick<AnnotationChange, 'text' | 'title' | 'height'>,
): void {
  const label = `Write ${nameOfAnnotations([id])}`.replace(/ “.*”$/, '');
  const edit = { type: 'setAnnotation', annotation: id, change } as const;
  const made = store.getState().apply(label, [edit], `write ${id} ${useEditing.getState().session}`);
  if (!made.ok) announceProblem('Not written', made.error);
}

/** Ticks a box of the text, by its number from 0 on, or takes the tick away. */
export async function tickTask(store: PaneStore, id: AnnotationId, box: number): Promise<void> {
  const { toggleTask } = await import('./renderMarkdown');
  const toggled = toggleTask(levelOf(store.getState()).annotations?.get(id)?.text ?? '', box);
  if (!toggled) return;
  const { text, checked, item } = toggled;
  const words = item === '' ? 'a box' : `“${item.length > 40 ? `${item.slice(0, 39)}…` : item}”`;
  changeAnnotation(store, id, `${checked ? 'Tick' : 'Untick'} ${words}`, { text });
}

/** Colour or size. */
export function changeAnnotation(
  store: PaneStore,
  id: AnnotationId,
  label: string,
  change: AnnotationChange,
): void {
  store.getState().apply(label, [{ type: 'setAnnotation', annotation: id, change }]);
}
