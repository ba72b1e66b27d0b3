// What is selected as a fragment: copied, cut, duplicated. The text on the clipboard is a template, for other tabs and
// other programs; what was copied last is kept here as it was, with the expressions that a template cannot hold.
import type { Drawing } from '../../graph/edits';
import { cutFragment, enteringWires, mergeFragment } from '../../graph/fragment';
import { fragmentText } from '../../graph/fragmentText';
import type { NodeId } from '../../lib/ids';
import { levelNow } from '../../store/derive';
import { useStore } from '../../store/store';
import { focusCardSoon, revealNode } from '../canvas/useView';
import { announceProblem } from '../problems/announce';
import { boxOf, placeBelow } from './places';
import { say } from './spoken';

export interface Copied {
  readonly text: string;
  readonly fragment: Drawing;
}
let last: Copied | undefined;

/** What was copied in this tab, if this is its text. */
export const copiedAs = (text: string): Drawing | undefined =>
  last && last.text.trim() === text.replaceAll('\r\n', '\n').trim() ? last.fragment : undefined;

/** The selected nodes of the level that is shown; undefined where none can be copied. */
export function copySelection(): Copied | undefined {
  const { selectedNodes, document } = useStore.getState();
  const fragment = cutFragment(levelNow(), selectedNodes);
  if (fragment.graph.nodes.size === 0) return undefined;
  last = { text: fragmentText(fragment, document), fragment };
  return last;
}

export const sayCopied = ({ fragment }: Copied): void =>
  say(`Copied ${nodesInWords([...fragment.graph.nodes.keys()])}.`);

/** Takes away what was copied, as one step. */
export function removeCopied({ fragment }: Copied): void {
  const nodes = [...fragment.graph.nodes.keys()];
  const { apply, select } = useStore.getState();
  apply(`Cut ${nodesInWords(nodes)}`, [{ type: 'remove', nodes, edges: [] }]);
  select([]);
  say(`Cut ${nodesInWords(nodes)}.`);
}

/** Puts copies of the selected nodes below them, fed by the same nodes; wires that leave them are not copied. */
export function duplicateSelection(): void {
  const { selectedNodes, apply } = useStore.getState();
  const level = levelNow();
  const fragment = cutFragment(level, selectedNodes);
  const chosen = new Set(fragment.graph.nodes.keys());
  if (chosen.size === 0) return;
  const moved = placeBelow(level.layout, boxOf(fragment));
  const { edit, names } = mergeFragment(
    { ...level, within: level.inside?.module },
    fragment,
    moved,
    enteringWires(level.graph, chosen),
  );
  const made = apply(`Duplicate ${nodesInWords([...chosen])}`, [edit]);
  if (!made.ok) {
    announceProblem('Not duplicated', made.error);
    return;
  }
  showAdded([...names.values()]);
  say(`Duplicated ${nodesInWords([...chosen])}.`);
}

/** Selects new nodes, brings the first into sight and gives it the focus. */
export function showAdded(ids: readonly NodeId[]): void {
  useStore.getState().select(ids);
  const [first] = ids;
  if (first === undefined) return;
  revealNode(first);
  focusCardSoon(first);
}

/** `conv1`, or `3 nodes`. */
export const nodesInWords = (ids: readonly string[]): string =>
  ids.length === 1 ? (ids[0] ?? '') : `${ids.length} nodes`;
