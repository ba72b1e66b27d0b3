// Text made part of the drawing, or a drawing of its own: what was copied here or elsewhere, a whole template, JSON in a
// message of a chat. On failure nothing is changed, and the notice says what was expected and what is wrong.
import { isComparisonFile, parseComparison } from '../../compare/comparisonFile';
import type { Document } from '../../graph/document';
import type { Drawing, Edit, Paste } from '../../graph/edits';
import { cutFragment, mergeFragment, openInputs } from '../../graph/fragment';
import { jsonWithin, withExpressions } from '../../graph/fragmentText';
import type { Wire } from '../../graph/graph';
import { atDocument, type Problem } from '../../graph/problem';
import { hasOutput } from '../../graph/slots';
import { fragmentWithin } from '../../interchange/link/designLink';
import type { Point } from '../../lib/turned';
import { checkEdge } from '../../shapes/checkEdge';
import { levelNow } from '../../store/derive';
import { type OpenFailure, openText } from '../../store/files';
import { useStore } from '../../store/store';
import { levelAfter } from '../commands';
import { openDesign, openSalvaged } from '../files/fileActions';
import { card } from '../freePlace';
import { announceProblem } from '../problems/announce';
import { openLink } from '../share/openLink';
import { say } from '../spoken/spoken';
import { copiedAs, showAdded, thingsInWords } from './copying';
import { announceChanges, offerComparison } from './pasteNotices';
import { boxOf, pastePoint, placeAt, takenBy } from './places';

/** Pastes into the level that is shown; `asNew`, and into an empty drawing, opens what is pasted as a design. */
export function pasteText(text: string, asNew = false): void {
  const copied = copiedAs(text);
  // Notes by themselves are no design to be opened.
  if (copied && !asNew && (!isEmptyDrawing() || copied.graph.nodes.size === 0)) {
    pasteFragment(copied, []);
    return;
  }
  const json = jsonWithin(text);
  const link = json === undefined ? fragmentWithin(text) : undefined;
  if (link !== undefined) void openLink(link);
  else if (json === undefined) announceProblem(refused, noDrawing(text));
  else if (isComparisonFile(json)) pasteComparison(json);
  else pasteTemplate(json, asNew);
}

const refused = 'Nothing was pasted';

function noDrawing(text: string): Problem {
  const words = text.trim().replace(/\s+/g, ' ');
  const found = words === '' ? 'no text' : `“${words.length > 50 ? `${words.slice(0, 49)}…` : words}”`;
  return {
    code: 'not-json',
    at: atDocument,
    message: `The clipboard holds ${found}. Expected was a Convas template, a text with { "format": "convas", … } in it: copy nodes in Convas, or the whole text of a template.`,
  };
}

function pasteComparison(json: string): void {
  const read = parseComparison(json);
  if (read.ok) offerComparison(read.value);
  else announceFailure(read.error);
}

function pasteTemplate(json: string, asNew: boolean): void {
  const read = openText(json);
  const kept = read.ok ? read.value : read.error.salvage;
  if (!kept) {
    if (!read.ok) announceFailure(read.error);
    return;
  }
  const { document, notes } = kept;
  if (asNew || isEmptyDrawing()) {
    const name = document.title || 'the pasted design';
    if (notes.size > 0) openSalvaged(name, { document, notes });
    else openDesign(name, document);
    return;
  }
  pasteFragment(
    withExpressions(wholeOf(document), json),
    read.ok ? [] : read.error.problems.map(({ message }) => message),
  );
}

/** All of it, less the definitions that it does not place. */
const wholeOf = ({ graph, layout, annotations }: Document): Drawing => ({
  ...cutFragment({ graph, layout }, graph.nodes.keys()),
  ...(annotations ? { annotations } : {}),
});

function isEmptyDrawing(): boolean {
  const { document, path } = useStore.getState();
  return document.graph.nodes.size === 0 && !document.annotations?.size && path.length === 0;
}

function announceFailure({ problems }: OpenFailure): void {
  const [first] = problems;
  if (!first) return;
  const more = problems.length > 1 ? ` And ${problems.length - 1} more.` : '';
  // What is read is told of as a file; here it is a text.
  const message = first.message
    .replace(/^The file\b/, 'The pasted text')
    .replace('the end of the file', 'its end');
  announceProblem(refused, { ...first, message: `${message}${more}` });
}

function pasteFragment(fragment: Drawing, changes: readonly string[]): void {
  const { selectedNodes, apply } = useStore.getState();
  const level = levelNow();
  const { at, under } = pastePoint();
  const [only] = selectedNodes;
  const beside = selectedNodes.size === 1 && only !== undefined ? level.layout.get(only) : undefined;
  const merged = (to: Point) => mergeFragment({ ...level, within: level.inside?.module }, fragment, to);
  const written = fragment.annotations?.size ?? 0;
  const box = fragment.graph.nodes.size + written > 0 ? boxOf(fragment) : undefined;
  const taken = takenBy(level, fragment);
  let merge = merged(box ? placeAt(taken, box, at) : at);
  const nodes = [...merge.names.values()];
  if (!box || (nodes.length === 0 && fragment.graph.nodes.size > 0)) {
    const why = merge.notices.join(' ') || 'The pasted design has no nodes.';
    announceProblem(refused, { code: 'nothing-selected', at: atDocument, message: why });
    return;
  }
  const wire = wireAfter(merge.edit, fragment, merge.names);
  if (wire && beside && !under) {
    // As when a layer is added to what is selected: to its right.
    const middle = { x: beside.x + card.width + besideGap + box.width / 2, y: beside.y + box.height / 2 };
    merge = merged(placeAt(taken, box, middle));
  }
  const edits: readonly Edit[] = wire ? [merge.edit, { type: 'connect', ...wire }] : [merge.edit];
  const words = thingsInWords(nodes, [...(merge.edit.annotations?.values() ?? [])]);
  const made = apply(`Paste ${words}`, edits);
  if (!made.ok) {
    announceProblem(refused, made.error);
    return;
  }
  showAdded(nodes, [...(merge.edit.annotations?.keys() ?? [])]);
  say(`Pasted ${words}${wire ? `, wired to ${wire.from}` : ''}.`);
  announceChanges(nodes, [...merge.notices, ...changes]);
}

const besideGap = 80;

/** The wire from the one selected node to the fragment's one open input, if it fits. */
function wireAfter(
  edit: Paste,
  fragment: Drawing,
  names: ReturnType<typeof mergeFragment>['names'],
): Wire | undefined {
  const { selectedNodes } = useStore.getState();
  const { graph } = levelNow();
  const [from] = selectedNodes;
  const [open, ...others] = openInputs(fragment);
  const source = from === undefined ? undefined : graph.nodes.get(from);
  const to = open && names.get(open.node);
  if (selectedNodes.size !== 1 || !source || !hasOutput(graph, source)) return undefined;
  if (!open || to === undefined || others.length > 0) return undefined;
  const drawn = levelAfter([edit]);
  if (!drawn.ok) return undefined;
  const wire: Wire = { from: source.id, to, slot: open.slot };
  return checkEdge(drawn.value.graph, drawn.value.shapes, wire).ok ? wire : undefined;
}
