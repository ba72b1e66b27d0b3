// What is selected as a fragment: copied, cut, duplicated. The text on the clipboard is a template, for other tabs and
// other programs; what was copied last is kept here as it was.
import { type Annotation, noAnnotations } from '../../graph/annotations';
import type { Drawing } from '../../graph/edits';
import { cutFragment, enteringWires, mergeFragment } from '../../graph/fragment';
import { fragmentText } from '../../graph/fragmentText';
import type { AnnotationId, NodeId } from '../../lib/ids';
import { levelNow } from '../../store/derive';
import { useStore } from '../../store/store';
import { focusCardSoon, revealNode } from '../canvas/useView';
import { annotationsInWords } from '../notes/nameOf';
import { showAnnotation } from '../notes/walk';
import { announceProblem } from '../problems/announce';
import { say } from '../spoken/spoken';
import { boxOf, placeBelow, takenBy } from './places';

export interface Copied {
  readonly text: string;
  readonly fragment: Drawing;
  /** Of its notes and frames those that were selected, not only copied along with the nodes in them. */
  readonly written: readonly AnnotationId[];
}
let last: Copied | undefined;

/** What was copied in this tab, if this is its text. */
export const copiedAs = (text: string): Drawing | undefined =>
  last && last.text.trim() === text.replaceAll('\r\n', '\n').trim() ? last.fragment : undefined;

/** The selected nodes, notes and frames of the level that is shown; undefined where none can be copied. */
export function copySelection(): Copied | undefined {
  const { selectedAnnotations, document } = useStore.getState();
  const fragment = selectedFragment();
  if (!fragment) return undefined;
  last = { text: fragmentText(fragment, document), fragment, written: [...selectedAnnotations] };
  return last;
}

function selectedFragment(): Drawing | undefined {
  const { selectedNodes, selectedAnnotations } = useStore.getState();
  const fragment = cutFragment(levelNow(), selectedNodes, selectedAnnotations);
  return fragment.graph.nodes.size + (fragment.annotations?.size ?? 0) > 0 ? fragment : undefined;
}

export const sayCopied = ({ fragment }: Copied): void => say(`Copied ${contentsInWords(fragment)}.`);

/** Takes away what was copied, as one step. */
export function removeCopied({ fragment, written }: Copied): void {
  const nodes = [...fragment.graph.nodes.keys()];
  const { apply, select } = useStore.getState();
  const words = contentsInWords(fragment, written);
  apply(`Cut ${words}`, [
    { type: 'remove', nodes, edges: [] },
    { type: 'removeAnnotations', annotations: written },
  ]);
  select([]);
  say(`Cut ${words}.`);
}

/** Puts copies of what is selected below it, nodes fed by the same nodes; wires that leave them are not copied. */
export function duplicateSelection(): void {
  const { apply } = useStore.getState();
  const level = levelNow();
  const fragment = selectedFragment();
  if (!fragment) return;
  const chosen = new Set(fragment.graph.nodes.keys());
  const words = contentsInWords(fragment);
  const moved = placeBelow(takenBy(level, fragment), boxOf(fragment));
  const { edit, names } = mergeFragment(
    { ...level, within: level.inside?.module },
    fragment,
    moved,
    enteringWires(level.graph, chosen),
  );
  const made = apply(`Duplicate ${words}`, [edit]);
  if (!made.ok) {
    announceProblem('Not duplicated', made.error);
    return;
  }
  showAdded([...names.values()], [...(edit.annotations?.keys() ?? [])]);
  say(`Duplicated ${words}.`);
}

/** Selects what is new, brings the first of it into sight and gives it the focus. */
export function showAdded(nodes: readonly NodeId[], annotations: readonly AnnotationId[] = []): void {
  useStore.getState().select(nodes, [], annotations);
  const [[first], [note]] = [nodes, annotations];
  if (first !== undefined) {
    revealNode(first);
    focusCardSoon(first);
  } else if (note !== undefined) showAnnotation(note);
}

/** `written`: those of its notes and frames that are meant. */
function contentsInWords(
  { graph, annotations = noAnnotations }: Drawing,
  written: readonly AnnotationId[] = [...annotations.keys()],
): string {
  return thingsInWords(
    [...graph.nodes.keys()],
    written.flatMap((id) => annotations.get(id) ?? []),
  );
}

/** `conv1`, `3 nodes and a note`, `the frame “Stem”`. */
export const thingsInWords = (nodes: readonly string[], annotations: readonly Annotation[]): string =>
  [
    ...(nodes.length > 0 ? [nodesInWords(nodes)] : []),
    ...(annotations.length > 0 ? [annotationsInWords(annotations)] : []),
  ].join(' and ');

/** `conv1`, or `3 nodes`. */
export const nodesInWords = (ids: readonly string[]): string =>
  ids.length === 1 ? (ids[0] ?? '') : `${ids.length} nodes`;
