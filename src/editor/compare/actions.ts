// Designs side by side, as actions: opening one more, closing them, and going from one to another.
import { levelNow } from '../../store/derive';
import { paneIds } from '../../store/panes';
import { comparing, useStore } from '../../store/store';
import type { Action } from '../actions/action';
import { showNode } from '../canvas/useView';
import { showDialog } from '../overlays';
import { closeOthers, closePane } from './compareActions';

export const compareAction: Action = {
  id: 'compare.open',
  group: 'Compare',
  title: 'Put another design beside this one',
  help: 'Put another design beside this one: a twin, a template, a demonstration',
  words: 'compare twin pane split demonstration versions',
  keys: ['B'],
  run: () => showDialog({ type: 'compare' }),
};

const paneAt = (place: number) => {
  const { panes } = comparing.getState();
  return panes.length > 1 ? panes[place] : undefined;
};

/** While designs stand side by side, a digit leads to one of them. */
const goToPane = (place: number): Action => ({
  id: `compare.go${place + 1}`,
  group: 'Compare',
  title: () => {
    const pane = paneAt(place);
    const title = pane?.store.getState().document.title;
    return `Go to design ${pane?.id ?? paneIds[place]}${title ? `, ${title}` : ''}`;
  },
  help: 'Go to one of the designs that stand side by side',
  words: 'pane',
  keys: [String(place + 1)],
  blocked: () => (paneAt(place) ? undefined : 'No such design stands here.'),
  run: () => {
    const pane = paneAt(place);
    if (!pane) return;
    comparing.getState().activate(pane.id);
    const [chosen] = useStore.getState().selectedNodes;
    const node = chosen ?? levelNow().graph.nodes.keys().next().value;
    if (node !== undefined) showNode(node);
  },
});

const alone = (): string | undefined =>
  comparing.getState().panes.length > 1 ? undefined : 'No designs stand side by side.';

const closeAction: Action = {
  id: 'compare.close',
  group: 'Compare',
  title: () => {
    const { panes, active } = comparing.getState();
    return panes.length > 1 ? `Close design ${active}` : 'Close one of the designs side by side';
  },
  words: 'pane shut leave comparison',
  blocked: alone,
  run: () => closePane(comparing.getState().active),
};

const endAction: Action = {
  id: 'compare.end',
  group: 'Compare',
  title: 'End the comparison: keep this design alone',
  words: 'close leave panes others designs',
  blocked: alone,
  run: closeOthers,
};

export const compareActions: readonly Action[] = [
  compareAction,
  closeAction,
  endAction,
  ...paneIds.map((_, place) => goToPane(place)),
];
