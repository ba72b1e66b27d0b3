// The drawing that the tour works on: the small Inception network in a tab where it disturbs nothing, and the few things
// that the tour does to it and takes back. All of it goes through the same commands as the user's own acts.

import type { EdgeId, NodeId } from '../../lib/ids';
import { checkEdge } from '../../shapes/checkEdge';
import { levelNow, shapesNow } from '../../store/derive';
import { saveText } from '../../store/files';
import { useStore, workspaces } from '../../store/store';
import { loadTemplate, welcomeDocument } from '../../store/templates';
import { activeFlow } from '../canvas/paneFlows';
import { calmly, focusCardSoon } from '../canvas/useView';
import { applyFix, connect } from '../commands';
import { addNext } from '../draw/drawCommands';
import { openTemplate } from '../files/fileActions';
import { closeRefusal, showRefusal, useOverlays } from '../overlays';
import { addLayer } from '../palette/addLayer';
import { newLayer } from '../palette/paletteItems';

const now = () => useStore.getState();

const node = (id: string): NodeId => id as NodeId;

/** The first module, whose concat holds 14×14, and the input, which is 28×28. */
const wrong = { from: node('input'), to: node('a-concat') };
export const wiredUp: EdgeId = 'a-concat->pool:0' as EdgeId;

let tab: string | undefined;
let base = 0;

const isThere = (): boolean =>
  tab !== undefined &&
  workspaces.getState().active === tab &&
  now().path.length === 0 &&
  [wrong.from, wrong.to].every((id) => levelNow().graph.nodes.has(id));

/** What a first visit shows is the same network, and nobody has touched it. */
const isFirstDrawing = (): boolean =>
  now().past.length === 0 && saveText(now().document) === saveText(welcomeDocument());

/** Opens it, where it is not what is shown. */
export async function openExample(): Promise<void> {
  if (isThere()) return;
  if (!isFirstDrawing()) openTemplate(await loadTemplate('mini-inception'));
  tab = workspaces.getState().active;
  base = now().past.length;
}

/** Takes back what was done to it since, step by step; redo brings it again. */
export async function asOpened(): Promise<void> {
  await openExample();
  closeRefusal();
  while (now().past.length > base) now().undo();
}

/** Shows nodes as large as they can be, with room for the tour's card below. */
export function show(...ids: readonly string[]): void {
  void activeFlow()?.flow.fitView({
    nodes: ids.map((id) => ({ id })),
    padding: { x: '40px', top: '40px', bottom: '230px' },
    maxZoom: 1,
    includeHiddenNodes: true,
    ...calmly(),
  });
}

export const wireCount = (): number =>
  [...levelNow().graph.edges.values()].filter(({ to }) => to === wrong.to).length;

/** Tries the wire that does not fit, as if it had been dropped on the concat. */
export function tryWrongWire(): void {
  const made = connect({ ...wrong, slot: wireCount() });
  const card = find(wrong.to)?.getBoundingClientRect();
  if (!made.ok) showRefusal({ problem: made.error, x: card?.right ?? 400, y: card?.top ?? 200 });
}

export const isRefused = (): boolean => useOverlays.getState().refusal !== undefined;

/** Takes the first remedy of the refusal that stands there. */
export function takeRemedy(): void {
  const wire = { ...wrong, slot: wireCount() };
  const verdict = checkEdge(levelNow().graph, shapesNow(), wire);
  const fix =
    useOverlays.getState().refusal?.problem.fixes?.[0] ??
    (verdict.ok ? undefined : verdict.problem.fixes?.[0]);
  if (fix) applyFix(fix);
  closeRefusal();
}

let nodesBefore = 0;

/** A convolution that leads nowhere, selected and with the keyboard's focus. */
export async function leaveLooseEnd(): Promise<void> {
  await asOpened();
  now().select([node('stem')]);
  const layer = newLayer('conv2d', levelNow().graph);
  const added = layer && addLayer(layer, { middle: { x: 0, y: 0 } });
  nodesBefore = levelNow().graph.nodes.size;
  if (added?.id === undefined) return;
  const { id } = added;
  show('stem', id);
  requestAnimationFrame(() => focusCardSoon(id));
}

export const addLikely = (): void => addNext();
export const wasAdded = (): boolean => levelNow().graph.nodes.size > nodesBefore;

const find = (id: string): Element | undefined =>
  document.querySelector(`[data-node-id="${CSS.escape(id)}"]`) ?? undefined;
export const cardOf = find;
